"""Brings the models of tests.database.sealed into the program and into a database, and takes them out again."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pgtrigger
from django.apps import AppConfig, apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.row_security import owner_policy
from simpul.database.server import server

NAME = "tests.database.sealed"


def join_program() -> ModuleType:
    """Make the models known to Django, without starting every other application a second time."""
    config = AppConfig.create(NAME)
    config.apps = apps
    apps.app_configs[config.label] = config
    config.import_models()
    apps.clear_cache()
    known = {trigger.get_uri(model) for model, trigger in pgtrigger.registered()}
    for model in config.get_models():
        # As pgtrigger itself does when a program starts.
        for trigger in getattr(model._meta, "triggers", []):
            if trigger.get_uri(model) not in known:
                trigger.register(model)
    return import_module(f"{NAME}.models")


def leave_program() -> None:
    """Other tests, which walk over all models of the program, do not meet these."""
    del apps.app_configs["sealed"]
    apps.clear_cache()


def make_tables(owner: BaseDatabaseWrapper) -> None:
    """The models' tables and the triggers that write their history, open to the program's own role."""
    with owner.schema_editor() as editor:
        for model in apps.get_app_config("sealed").get_models():
            editor.create_model(model)
            editor.execute(f"GRANT ALL ON {model._meta.db_table} TO simpul_app")
        editor.execute(owner_policy("sealed_guarded"))
        editor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO simpul_app")


def drop_tables(owner: BaseDatabaseWrapper) -> None:
    with owner.schema_editor() as editor:
        for model in reversed(list(apps.get_app_config("sealed").get_models())):
            editor.delete_model(model)


def database_of(role: str, name: str) -> dict[str, Any]:
    """Django's settings for a database of the tests, as one of the roles."""
    from tests.plugin import HOME  # not in the processes that tests start: it gives a process a home of its own

    info = server(Keyring(ring_path(HOME)), HOME).connection_info(role)
    own = {"USER": role, "PASSWORD": info.get("password", ""), "HOST": info.get("host", ""), "NAME": name}
    return {"ENGINE": "django.db.backends.postgresql", **own, "PORT": str(info.get("port", ""))}


def as_owner() -> BaseDatabaseWrapper:
    """A second connection to the shared database, as the role that owns the tables."""
    owner = connection.copy()
    owner.settings_dict.update(database_of("simpul_owner", connection.settings_dict["NAME"]))
    return owner
