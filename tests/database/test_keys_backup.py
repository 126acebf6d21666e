"""The key ring's own backup: one file under a passphrase, kept apart from the data's."""

import json
from pathlib import Path

import pytest

from simpul.database.keys import Keyring, KeyringRefused

PASSPHRASE = "kopi tubruk di teras Bandung"


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    keyring = Keyring.create(tmp_path / "office" / "keys" / "ring.json")
    keyring.secret("django")
    keyring.field_key("registry.person.national_number")
    return keyring


def test_a_backup_brings_every_key_back(keyring: Keyring, tmp_path: Path) -> None:
    keyring.back_up(tmp_path / "backup", PASSPHRASE)
    restored = Keyring.restore(tmp_path / "backup", PASSPHRASE, tmp_path / "other" / "keys" / "ring.json")
    assert restored.secret("django") == keyring.secret("django")
    column = "registry.person.national_number"
    assert restored.field_key(column) == keyring.field_key(column)
    assert restored.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_shows_no_key_and_is_private(keyring: Keyring, tmp_path: Path) -> None:
    keyring.back_up(tmp_path / "backup", PASSPHRASE)
    content = (tmp_path / "backup").read_text()
    assert keyring.secret("django") not in content
    assert "national_number" not in content
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


def test_a_backup_overwrites_nothing_and_neither_does_a_restore(keyring: Keyring, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("the only copy of something else")
    with pytest.raises(KeyringRefused, match="tidak menimpa"):
        keyring.back_up(tmp_path / "backup", PASSPHRASE)
    assert (tmp_path / "backup").read_text() == "the only copy of something else"
    keyring.back_up(tmp_path / "second", PASSPHRASE)
    with pytest.raises(KeyringRefused, match="tidak ditimpa"):
        Keyring.restore(tmp_path / "second", PASSPHRASE, keyring.path)


def test_only_the_passphrase_opens_it_however_it_is_typed(keyring: Keyring, tmp_path: Path) -> None:
    keyring.back_up(tmp_path / "backup", "café di Yogyakarta")
    with pytest.raises(KeyringRefused, match="frasa sandi salah"):
        Keyring.restore(tmp_path / "backup", "cafe di Yogyakarta", tmp_path / "a" / "ring.json")
    Keyring.restore(tmp_path / "backup", "cafe\u0301 di Yogyakarta", tmp_path / "b" / "ring.json")
    with pytest.raises(KeyringRefused, match="12"):
        keyring.back_up(tmp_path / "short", "kopi")
    assert not (tmp_path / "short").exists()


@pytest.mark.parametrize("part", ["n", "p", "salt", "nonce", "content", "simpul_key_backup"])
def test_a_changed_backup_stays_closed(keyring: Keyring, tmp_path: Path, part: str) -> None:
    keyring.back_up(tmp_path / "backup", PASSPHRASE)
    file = json.loads((tmp_path / "backup").read_text())
    file[part] = file[part] * 2 if isinstance(file[part], int) else "AAAA" + file[part][4:]
    (tmp_path / "changed").write_text(json.dumps(file))
    with pytest.raises(KeyringRefused, match="tidak terbuka"):
        Keyring.restore(tmp_path / "changed", PASSPHRASE, tmp_path / "a" / "ring.json")
    assert not (tmp_path / "a" / "ring.json").exists()


def test_a_ring_knows_when_its_backup_is_behind(keyring: Keyring, tmp_path: Path) -> None:
    assert not keyring.is_backed_up()
    keyring.back_up(tmp_path / "first", PASSPHRASE)
    assert keyring.is_backed_up()
    keyring.field_key("casework.note.text")
    assert not keyring.is_backed_up()
    keyring.back_up(tmp_path / "second", PASSPHRASE)
    assert keyring.is_backed_up()
