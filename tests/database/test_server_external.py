"""A server that somebody else runs, by DATABASE_URL: Debian's PostgreSQL on a network port of this machine."""

import socket
import time
from urllib.parse import quote

import pytest

from simpul.database import server as server_module
from simpul.database import settings
from simpul.database.external import ExternalServer
from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import prepare
from simpul.database.server import EmbeddedServer
from simpul.database.system_user import database_user
from tests.database.conftest import administer, connects, find_programs, kill, run


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def administered(places):
    """The server as its administrator made it, and the URL of a login that is a superuser."""
    programs, user, home, port = find_programs("system"), database_user(), places(), free_port()
    data = user.make_folder(home / "pgdata")
    password = user.write(home / "password", "rahasia / besar")
    user.run([programs / "initdb", "-D", data, "-U", "admin", "-A", "scram-sha-256", f"--pwfile={password}", "-k"])
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    start = [programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", data / "log"]
    assert user.run([*start, "start"]).returncode == 0
    yield f"postgresql://admin:{quote('rahasia / besar', safe='')}@127.0.0.1:{port}/postgres"
    kill(data)


@pytest.fixture
def ring(places):
    return Keyring.create(ring_path(places()))


@pytest.fixture
def server(administered, ring, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", administered)
    chosen = server_module.server(ring)
    assert isinstance(chosen, ExternalServer)
    return chosen


def test_without_the_url_the_embedded_server_is_chosen(ring, places):
    assert isinstance(server_module.server(ring, places()), EmbeddedServer)


@pytest.mark.parametrize("more", ["", "?sslmode=require", "?sslmode=prefer", "?sslmode=verify-ca"])
@pytest.mark.parametrize(
    "host", ["db.example", "localhost,db.example", "10.1.2.3", "localhost:5432/x?hostaddr=10.1.2.3"]
)
def test_a_server_elsewhere_without_checked_tls_is_refused(ring, host, more):
    url = (
        f"postgresql://admin:rahasia@{host}"
        + ("" if "?" in host else "/x")
        + more.replace("?", "&" if "?" in host else "?")
    )
    with pytest.raises(DatabaseRefused, match="sslmode=verify-full") as refused:
        ExternalServer(url, ring)
    assert "rahasia" not in str(refused.value)


def test_a_server_elsewhere_with_checked_tls_is_taken(ring):
    server = ExternalServer(
        "postgresql://admin:rahasia@db.example/x?sslmode=verify-full&sslrootcert=/etc/office.pem", ring
    )
    assert server.address()["sslrootcert"] == "/etc/office.pem"


def test_is_checked_prepared_and_used(server):
    assert server.start() == []
    assert server.is_running()
    prepare(server)
    prepare(server)
    run(server, "CREATE TABLE person (id int)")
    run(server, "INSERT INTO person VALUES (1)", "simpul_app")
    assert not connects({**server.connection_info("simpul_app"), "password": "wrong"})
    server.stop()
    assert server.is_running(), "others use it too"


def grant_once(server: ExternalServer, modest: ExternalServer) -> None:
    """The administrator runs the statement that the refusal asks for."""
    with pytest.raises(DatabaseRefused) as refused:
        prepare(modest)
    assert refused.value.refusal.code == "role_needs_administrator"
    administer(server, str(refused.value.refusal.params["statement"]))


def test_a_login_that_may_not_see_through_row_security_is_told_what_to_ask_for(server, administered, ring):
    administer(server, "CREATE ROLE office LOGIN CREATEDB CREATEROLE PASSWORD 'kantor'")
    port = server.address()["port"]
    modest = ExternalServer(f"postgresql://office:kantor@127.0.0.1:{port}/postgres", ring)
    modest.start()
    grant_once(server, modest)
    prepare(modest)
    prepare(modest)
    run(modest, "CREATE TABLE person (id int)")
    run(modest, "INSERT INTO person VALUES (1)", "simpul_app")
    assert run(modest, "SELECT id FROM person", "simpul_backup") == [(1,)]


def test_another_installations_database_is_not_taken_over(server, administered, places):
    prepare(server)
    stranger = ExternalServer(administered, Keyring.create(ring_path(places())))
    with pytest.raises(DatabaseRefused) as refused:
        prepare(stranger)
    assert refused.value.refusal.code == "wrong_keys"
    assert connects(server.connection_info("simpul_app")), "nothing of the other installation was changed"


def test_unsafe_durability_is_refused(server, monkeypatch, guard_is_off):
    if guard_is_off("durability_check"):
        monkeypatch.setattr("simpul.database.external.check_settings", lambda *_, **__: [])
    administer(server, "ALTER SYSTEM SET fsync = off")
    administer(server, "SELECT pg_reload_conf()")
    while administer(server, "SHOW fsync") != [("off",)]:
        time.sleep(0.05)
    with pytest.raises(DatabaseRefused) as refused:
        server.start()
    assert refused.value.refusal.code == "unsafe_durability"


def test_a_server_that_is_not_there_is_one_sentence_without_the_password(ring, monkeypatch):
    monkeypatch.setattr("simpul.database.external.PATIENCE", 1)
    with pytest.raises(DatabaseRefused) as refused:
        ExternalServer(f"postgresql://admin:rahasia@127.0.0.1:{free_port()}/postgres", ring).start()
    assert refused.value.refusal.code == "cannot_connect"
    assert "rahasia" not in str(refused.value)
    with pytest.raises(DatabaseRefused) as refused:
        ExternalServer("postgresql://admin:rahasia@[/postgres", ring)
    assert "rahasia" not in str(refused.value)


@pytest.mark.parametrize(("number", "found"), [(140019, "14.19"), (90624, "9.624"), (149999, "14.9999")])
def test_an_old_version_is_refused_with_its_number(number, found):
    refusal = settings.version_refusal(number)
    assert refusal is not None
    assert str(refusal) == f"PostgreSQL {found} is too old: version 15 or newer is needed."


@pytest.mark.parametrize("number", [150000, 150014, 180006, 190000])
def test_a_supported_version_is_not(number):
    assert settings.version_refusal(number) is None
