"""Fixtures for the tests of encryption: a key ring of their own, and the tables of tests.database.sealed."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import AppConfig, apps
from django.db import connection

from simpul.database.home import ring_path
from simpul.database.keys import Keyring

NAME = "tests.database.sealed"


def join_program() -> ModuleType:
    """Make the models known to Django, without starting every other application a second time."""
    config = AppConfig.create(NAME)
    config.apps = apps
    apps.app_configs[config.label] = config
    config.import_models()
    apps.clear_cache()
    return import_module(f"{NAME}.models")


def leave_program() -> None:
    """Other tests, which walk over all models of the program, do not meet these."""
    del apps.app_configs["sealed"]
    apps.clear_cache()


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """The installation's key ring, new and empty."""
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "office"))
    return Keyring.create(ring_path())


@pytest.fixture(scope="module")
def sealed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """The models of tests.database.sealed, with their tables and the triggers that write history."""
    models = join_program()
    tables = [model for model in apps.get_app_config("sealed").get_models()]
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
            for trigger in getattr(table._meta, "triggers", []):
                trigger.install(table)
    yield models
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for table in reversed(tables):
            editor.delete_model(table)
    leave_program()
