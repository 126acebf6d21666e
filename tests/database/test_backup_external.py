"""A backup goes from the embedded server to an external one and back, also with a login that is no superuser."""

import pytest

from simpul.database.backup import back_up
from simpul.database.external import ExternalServer
from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.refusals import DatabaseRefused
from simpul.database.restore import restore
from simpul.database.roles import prepare
from tests.database.conftest import administer, run
from tests.database.test_backup import new_home, taken, taken_once
from tests.database.test_server_external import administered, grant_once

__all__ = ["administered", "new_home", "taken", "taken_once"]


@pytest.fixture(params=["superuser", "modest"])
def url(request, administered, taken):
    """The URL of an external server's login; the modest one may make roles and databases, and nothing more."""
    if request.param == "superuser":
        return administered
    server = ExternalServer(administered, taken[1])
    administer(server, "CREATE ROLE office LOGIN CREATEDB CREATEROLE PASSWORD 'kantor'")
    modest = f"postgresql://office:kantor@127.0.0.1:{server.address()['port']}/postgres"
    grant_once(server, ExternalServer(modest, taken[1]))
    return modest


def test_moves_to_an_external_server_and_back(taken, url, new_home, places, monkeypatch):
    folder, ring = taken
    home = new_home(ring)
    monkeypatch.setenv("DATABASE_URL", url)
    manifest = restore(folder, home, Keyring.open(ring_path(home)))
    server = ExternalServer(url, ring)
    prepare(server)
    assert run(server, "SELECT count(*) FROM person", "simpul_backup") == [(500,)]
    assert run(server, "SELECT count(*) FROM person", "simpul_app") == [(0,)]
    with pytest.raises(DatabaseRefused) as refused:
        restore(folder, new_home(ring), ring)
    assert refused.value.refusal.code == "destination_not_empty"

    back = places() / "back"
    assert back_up(server, home, back).contents == manifest.contents
    monkeypatch.delenv("DATABASE_URL")
    embedded = new_home(ring)
    assert restore(back, embedded, Keyring.open(ring_path(embedded))).contents == manifest.contents
