"""Attachments: encrypted on disk, whole or absent, bound to themselves, seen where they belong."""

import hashlib
import random

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.database.context import acting_as
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.files.engine import vault
from simpul.files.models import Attachment
from simpul.files.queries import content_of
from simpul.files.services import store_file
from simpul.kit.ids import new_id

NEEDLE = b"Rahasia: Aminah, 3204054101680001"


def store(cast, by=None):
    by = by or cast.yuni
    with acting_as(by.pk):
        return store_file(content=NEEDLE, media_type="text/plain", office=cast.office, by=by)


def test_comes_back_as_it_was(cast):
    assert content_of(store(cast)) == NEEDLE


def test_lies_encrypted_and_named_by_its_content(cast):
    attachment = store(cast)
    path = home() / "files" / attachment.sha256[:2] / attachment.sha256
    on_disk = path.read_bytes()
    assert NEEDLE not in on_disk
    assert b"Aminah" not in on_disk
    assert hashlib.sha256(on_disk).hexdigest() == attachment.sha256
    assert path.stat().st_mode & 0o077 == 0


def test_damage_is_noticed(cast):
    attachment = store(cast)
    path = home() / "files" / attachment.sha256[:2] / attachment.sha256
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(vault.FileDamaged):
        content_of(attachment)
    path.unlink()
    with pytest.raises(vault.FileDamaged):
        content_of(attachment)


def test_another_attachment_does_not_open_it(cast):
    attachment = store(cast)
    with pytest.raises(vault.FileDamaged):
        vault.read(home() / "files", new_id(), attachment.sha256)


def test_the_same_content_twice_gives_nothing_away(cast):
    assert store(cast).sha256 != store(cast).sha256


def test_other_office_does_not_see_it(cast):
    attachment = store(cast)
    with acting_as(cast.wati.pk):
        assert not Attachment.objects.filter(pk=attachment.pk).exists()
    with acting_as(cast.rina.pk):
        assert Attachment.objects.filter(pk=attachment.pk).exists()


def test_nobody_stores_in_somebody_elses_name(cast):
    from django.db import ProgrammingError, transaction

    with acting_as(cast.wati.pk), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        store_file(content=NEEDLE, media_type="text/plain", office=cast.office, by=cast.yuni)


@pytest.mark.parametrize("size", [0, 1, 2**20 - 1, 2**20, 2**20 + 1, 3 * 2**20])
def test_pieces_are_the_whole(tmp_path, size):
    content = random.Random(size).randbytes(size)
    pk = new_id()
    name = vault.write(tmp_path, pk, content)
    pieces = list(vault.pieces(tmp_path, pk, name))
    assert b"".join(pieces) == content
    assert max(map(len, pieces)) <= 2**20


def test_pieces_cannot_be_left_out_or_exchanged(tmp_path):
    """Whoever can write the disk, the name included, still cannot shorten a file or turn its pieces around."""
    pk = new_id()
    sealed = (tmp_path / (name := vault.write(tmp_path, pk, bytes(3 * 2**20)))[:2] / name).read_bytes()
    head, size = sealed[:19], 2**20 + 16
    parts = [sealed[19 + size * number : 19 + size * (number + 1)] for number in range(3)]
    for kept in ([0], [0, 1], [1, 0, 2], [0, 2, 1], [0, 1, 2, 2], []):
        changed = head + b"".join(parts[number] for number in kept)
        name = hashlib.sha256(changed).hexdigest()
        (tmp_path / name[:2]).mkdir(exist_ok=True)
        (tmp_path / name[:2] / name).write_bytes(changed)
        with pytest.raises(vault.FileDamaged):
            vault.read(tmp_path, pk, name)


def test_files_of_the_first_form_are_still_opened(tmp_path):
    pk = new_id()
    key_id, key = ring().field_key(vault.COLUMN)
    sealed = b"\x01" + key_id.to_bytes(2, "big") + bytes(12)
    sealed += AESGCM(key).encrypt(bytes(12), NEEDLE, vault.COLUMN.encode() + b"\x00" + pk.bytes)
    name = hashlib.sha256(sealed).hexdigest()
    (tmp_path / name[:2]).mkdir()
    (tmp_path / name[:2] / name).write_bytes(sealed)
    assert vault.read(tmp_path, pk, name) == NEEDLE
