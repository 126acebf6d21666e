"""Fixtures for the tests of encryption: a key ring of their own, and the tables of tests.database.sealed."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from tests.database.sealed.tables import as_owner, drop_tables, join_program, leave_program, make_tables


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """The installation's key ring, new and empty."""
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "office"))
    return Keyring.create(ring_path())


@pytest.fixture(scope="module")
def sealed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[ModuleType]:
    """The models of tests.database.sealed, with tables in the database that the tests share."""
    models = join_program()
    owner = as_owner()
    with django_db_blocker.unblock():
        make_tables(owner)
    yield models
    with django_db_blocker.unblock():
        connection.close()  # a transaction left open would keep the tables from being dropped
        drop_tables(owner)
        owner.close()
    leave_program()
