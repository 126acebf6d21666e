"""Attachments: encrypted on disk, whole or absent, bound to themselves, seen where they belong."""

import pytest

from simpul.database.context import acting_as
from simpul.database.home import home
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
    import hashlib

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
