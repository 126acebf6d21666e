"""What every test may ask for: the database, the cast, a browser's session for each of the cast."""

import os
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, settings

from tests import guards, plugin
from tests.installations import made_demo, made_office, places

__all__ = ["made_demo", "made_office", "places"]

# Times are measured in benchmarks, not here: a busy machine is no fault of the code.
settings.register_profile(
    "simpul", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("simpul")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, request: pytest.FixtureRequest) -> Iterator[None]:
    """A copy of the prepared database, used as the unprivileged role that the program itself uses."""
    off = request.config.getoption("--guard-off")
    name = (f"simpul_{plugin.WORKER}" + "".join(f"_{guard}" for guard in off))[:60]  # PostgreSQL takes no longer names
    plugin.prepare_template()
    plugin.copy_database(name)
    connections["default"].settings_dict["NAME"] = name
    for guard in off:
        guards.switch_off(guard, name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    with plugin.superuser("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def guard_is_off(request: pytest.FixtureRequest) -> Callable[[str], bool]:
    """Whether this run has switched a guard off, to show that its test would notice."""
    off = set(request.config.getoption("--guard-off"))
    return lambda name: name in off


@pytest.fixture
def superuser_dsn(db: None) -> str:
    """How to connect to this process's own database as a superuser, for planting faults."""
    from simpul.database.server import server

    info = {**server().administrator(), "dbname": connections["default"].settings_dict["NAME"]}
    return " ".join(f"{key}='{value}'" for key, value in info.items())


@pytest.fixture
def scratch_database(django_db_setup: None, request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a database of its own for a test that commits; connect to it by the roles' connection_info."""
    name = f"simpul_scratch_{os.getpid()}"
    plugin.copy_database(name)
    yield name
    with plugin.superuser("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    """The people of the tests, made with the database: see tests/cast.py for who may see what."""
    from simpul.accounts.models import User
    from simpul.directory.models import Office

    people = {user.username: user for user in User.objects.filter(is_system=False)}
    offices = {office.code: office for office in Office.objects.all()}
    return SimpleNamespace(**people, office=offices["dinsos-bandung"], other_office=offices["dinsos-garut"])


@pytest.fixture
def sign_in(cast: SimpleNamespace) -> Callable[..., Client]:
    """A browser session of one of the cast, with both factors proven unless told otherwise."""

    def signed_in(name: str, *, factors: int = 2) -> Client:
        client = Client()
        client.force_login(getattr(cast, name), backend="allauth.account.auth_backends.AuthenticationBackend")
        if factors == 2:
            session = client.session
            at = time.time()
            session["account_authentication_methods"] = [
                {"method": "password", "at": at},
                {"method": "mfa", "type": "totp", "at": at},
            ]
            session["account_authentication_methods_user"] = str(getattr(cast, name).pk)
            session.save()
        return client

    return signed_in
