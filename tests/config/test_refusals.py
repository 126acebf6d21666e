"""What cannot work is refused in one plain sentence, with status 2, and nothing is half done."""

import json
import socket
import subprocess

import pytest

from simpul.config.cli import COMMANDS
from tests.config.running import Installation

pytestmark = [pytest.mark.slow]


@pytest.fixture
def nowhere(places) -> Installation:
    """A home where nothing was made."""
    return places()


def refused(installation: Installation, *words: str, **environment: str) -> str:
    """The one sentence that a command is refused with."""
    done = installation.run(*words, **environment)
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("simpul")
    return done.stderr


def left_nothing(installation: Installation) -> bool:
    return not installation.home.exists() and not installation.pids()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "say what to do"),
        (["begin"], "begin"),
        (["start", "--hots", "x"], "--hots"),
        (["start", "--port", "many"], "65535"),
        (["start", "--port", "0"], "65535"),
        (["start", "--port", "70000"], "65535"),
        (["demo", "--families", "-1"], "100000"),
        (["keys"], "act"),
        (["keys", "burn"], "burn"),
        (["psql", "--role", "root"], "root"),
        (["start", "--json"], "--json"),
        (["start", "--host", "simpul.example"], "--cert and --key"),
        (["start", "--host", "simpul.example", "--cert", "/nowhere.pem"], "belong together"),
        (["start", "--host", "simpul.example", "--cert", "/nowhere.pem", "--key", "/nowhere.key"], "/nowhere.pem"),
        (["backup", "/tmp/never"], "SIMPUL_HOME"),
        (["verify"], "SIMPUL_HOME"),
        (["verify", "--json"], "SIMPUL_HOME"),
        (["upgrade"], "SIMPUL_HOME"),
        (["psql"], "SIMPUL_HOME"),
        (["keys", "rotate", "all"], "SIMPUL_HOME"),
        (["keys", "backup", "/tmp/never"], "SIMPUL_HOME"),
        (["restore", "/nowhere"], "keys"),
    ],
)
def test_wrong_words_and_missing_things(nowhere, words, part):
    assert part in refused(nowhere, *words)
    assert left_nothing(nowhere)


def test_a_wrong_port_in_the_environment(nowhere):
    assert "65535" in refused(nowhere, "demo", PORT="eighty")
    assert left_nothing(nowhere)


@pytest.mark.parametrize("word", ["start", "demo"])
def test_a_port_that_somebody_uses(nowhere, word):
    with socket.socket() as other:
        other.bind(("127.0.0.1", nowhere.port))
        other.listen()
        assert f"Port {nowhere.port} is already in use" in refused(nowhere, word, "--port", str(nowhere.port))
    assert left_nothing(nowhere)


def test_a_certificate_and_a_key_that_do_not_belong_together(nowhere, tmp_path, certificate):
    other = tmp_path / "other.key"
    subprocess.run(["openssl", "genrsa", "-out", other, "2048"], check=True, capture_output=True)
    words = ["start", "--host", "simpul.test", "--port", str(nowhere.port), "--cert", str(certificate.cert), "--key"]
    assert "do not work together" in refused(nowhere, *words, str(other))
    assert "do not work together" in refused(nowhere, *words, str(certificate.cert))
    assert "not both" in refused(nowhere, *words, str(certificate.key), "--behind-proxy")
    assert left_nothing(nowhere)


def test_data_without_their_keys(made_office, places):
    office = places(of=made_office)
    ring = office.home / "keys" / "ring.json"
    ring.unlink()
    for word in (["start", "--port", str(office.port)], ["verify"], ["backup", str(office.home / "b")], ["upgrade"]):
        assert "put " + str(ring) in refused(office, *word)
    assert not ring.exists(), "a new ring would hide that the right one is lost"
    assert not office.pids()


def test_a_demo_is_no_office_and_an_office_no_demo(made_office, made_demo, places):
    office, demo = places(of=made_office), places(of=made_demo)
    assert "real office" in refused(office, "demo", "--port", str(office.port))
    assert "demo office" in refused(demo, "start", "--port", str(demo.port))
    assert not office.pids()
    assert not demo.pids()


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_settings_that_may_lose_what_was_confirmed(made_office, places, setting):
    office = places(of=made_office)
    with (office.home / "pgdata" / "postgresql.auto.conf").open("a") as file:
        file.write(f"{setting} = off\n")
    assert f"{setting} is 'off'" in refused(office, "start", "--port", str(office.port))
    assert not office.pids()


def test_a_database_that_is_too_old(nowhere, tmp_path):
    """As PostgreSQL 14 would answer, asked by the way on which the program finds its own."""
    for name in ("postgres", "initdb", "pg_ctl", "psql", "pg_dump", "pg_restore"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.19 (Debian 14.19-1)'\n")
        (tmp_path / name).chmod(0o755)
    said = refused(nowhere, "start", "--port", str(nowhere.port), SIMPUL_POSTGRES_BIN=str(tmp_path))
    assert "PostgreSQL 15 or newer" in said


def test_a_second_program_from_the_same_home(shared_demo):
    assert "runs from" in refused(shared_demo, "demo", "--port", str(shared_demo.port + 1))
    assert shared_demo.status("/health/live") == 200, "the first goes on"
    assert "stop it first" in refused(shared_demo, "upgrade")
    assert "stop it first" in refused(shared_demo, "restore", "/nowhere")


def test_nothing_is_written_over(shared_demo, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "of").touch()
    assert "name an empty place" in refused(shared_demo, "backup", str(tmp_path / "full"))
    assert "itself part of the data" in refused(shared_demo, "backup", str(shared_demo.home / "pgdata" / "copy"))
    file = tmp_path / "keys"
    assert "SIMPUL_PASSPHRASE" in refused(shared_demo, "keys", "backup", str(file))
    refused(shared_demo, "keys", "backup", str(file), SIMPUL_PASSPHRASE="short")
    assert not file.exists()
    file.touch()
    refused(shared_demo, "keys", "backup", str(file), SIMPUL_PASSPHRASE="long enough for keys")
    refused(shared_demo, "keys", "restore", str(file), SIMPUL_PASSPHRASE="long enough for keys")
    assert "no.such.column" in refused(shared_demo, "keys", "rotate", "no.such.column")


def test_a_folder_that_may_not_be_written(shared_demo, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    refused(shared_demo, "backup", str(blocked / "below"))


def test_answers_are_one_json_object(shared_demo, tmp_path):
    secret = {"SIMPUL_PASSPHRASE": "long enough for keys"}
    for words in (
        ["verify"],
        ["backup", str(tmp_path / "b")],
        ["keys", "backup", str(tmp_path / "k")],
        ["keys", "rotate", "all"],
    ):
        done = shared_demo.run(*words, "--json", **secret)
        assert done.returncode == 0, done.stderr
        assert isinstance(json.loads(done.stdout), dict), words
    assert set(COMMANDS) == {
        "start",
        "demo",
        "backup",
        "restore",
        "recover",
        "verify",
        "upgrade",
        "keys",
        "psql",
        "strings",
        "import",
        "trace",
    }
