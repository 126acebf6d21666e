"""Old backups end: those of this installation, and never the newest."""

from datetime import UTC, datetime, timedelta

import pytest

from simpul.database.backup_expiry import end_old_backups
from simpul.database.contents import Contents
from simpul.database.keys import Keyring
from simpul.database.manifest import Manifest

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def _backup(shelf, name, *, days_old, ring):
    folder = shelf / name
    folder.mkdir()
    taken = (NOW - timedelta(days=days_old)).isoformat(timespec="seconds")
    Manifest("0.1.0", "18.0", taken, Contents({}, {}, None), {}, {}, 0, 0.0).write(folder, ring)
    return folder


@pytest.fixture
def ring(tmp_path):
    return Keyring.create(tmp_path / "keys" / "ring.json")


@pytest.fixture
def shelf(tmp_path):
    place = tmp_path / "shelf"
    place.mkdir()
    return place


def test_only_older_ones_of_this_installation_end(shelf, tmp_path, ring):
    old, young = _backup(shelf, "old", days_old=36, ring=ring), _backup(shelf, "young", days_old=34, ring=ring)
    foreign = _backup(shelf, "foreign", days_old=400, ring=Keyring.create(tmp_path / "other" / "ring.json"))
    (shelf / "holiday pictures").mkdir()
    (shelf / "link").symlink_to(old)
    assert end_old_backups(shelf, days=35, ring=ring, now=NOW) == [old]
    assert young.exists()
    assert foreign.exists()
    assert (shelf / "holiday pictures").exists()


def test_the_newest_stays_however_old(shelf, ring):
    older, newest = _backup(shelf, "a", days_old=90, ring=ring), _backup(shelf, "b", days_old=80, ring=ring)
    assert end_old_backups(shelf, days=35, ring=ring, now=NOW) == [older]
    assert newest.exists()


def test_one_that_was_changed_is_not_ours_to_remove(shelf, ring):
    changed = _backup(shelf, "changed", days_old=90, ring=ring)
    _backup(shelf, "new", days_old=0, ring=ring)
    text = (changed / "manifest.json").read_text()
    (changed / "manifest.json").write_text(text.replace("2026-08", "2020-08"))
    assert end_old_backups(shelf, days=35, ring=ring, now=NOW) == []
