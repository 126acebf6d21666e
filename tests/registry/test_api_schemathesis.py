"""The API against its own description, as each kind of asker: no server error, no broken promise, no door left open."""

from collections import Counter
from datetime import date

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how_many
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from simpul.database.context import acting_as
from simpul.registry.services import add_alias, add_contact, open_paper_task, print_extract
from tests.factories.families import make_family, people_of

ROLES = {
    "front_office": "yuni", "village_operator": "cecep", "supervisor": "asep", "data_protection_officer": "paulus",
    "auditor": "sari", "system_administrator": "agus", "partner": "maria", "nobody": None,
}  # fmt: skip
# A valid act may still be refused (422, with its reason), so `positive_data_acceptance` is not asked.
PROMISES = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.unsupported_method,
]
EXAMPLES = 4  # of good and of bad input each, for every operation and role
FEWER = {"village_operator": 2, "supervisor": 2, "data_protection_officer": 2}  # their acts are the counter's


@pytest.fixture
def known(cast):
    """A family of three, whose ids stand in half of all requests."""
    with acting_as(cast.yuni.pk):
        family = make_family(cast.yuni, cast.office, ("Budi", "4"), ("Siti", "4"), number="3204050101260001")
        people = people_of(family)
        inner = parts_of(people["Budi"], cast) | {"place_pk": family.memberships.first().pk}
        asked = {"purpose": "school", "paper": "a4", "language": "id"}
        paper, _ = print_extract(person=people["Siti"], by=cast.yuni, **asked)
    ids = {"families": [family.pk], "people": [person.pk for person in people.values()], "papers": [paper.pk]}
    return ids | {"inner": inner, "owner": people["Budi"].pk}


def parts_of(person, cast):
    """One of everything that hangs on a person, by its name in an address."""
    add_alias(person=person, name="Enung", kind="called", by=cast.yuni)
    number = {"number": "+6281200003333", "safety": "safe"}
    return {
        "alias_pk": person.aliases.get().pk,
        "contact_pk": add_contact(person=person, by=cast.yuni, **number).pk,
        "task_pk": open_paper_task(person=person, paper="national_number", on=date(2026, 11, 24), by=cast.yuni).pk,
    }


@pytest.fixture
def schema(cast):
    """The description, as the program gives it, and the whole program behind it."""
    from simpul.config.api import api

    loaded = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
    loaded.config.generation.with_security_parameters = False  # sessions are real ones
    loaded.app = get_wsgi_application()
    # A server gives connections back after each request; here all of them share the test's own transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield loaded
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def credentials(sign_in, name):
    """The cookies and the token of a session, as a browser sends them."""
    if name is None:
        return {}
    token = "t" * 32
    session = sign_in(name).cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "cookies": {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token},
        "headers": {"X-CSRFToken": token},
    }


def operations(schema):
    """Every operation of the description."""
    return [result.ok() for result in schema.get_all_operations()]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_description_is_kept(schema, known, sign_in, role):
    answered = Counter()
    by = credentials(sign_in, ROLES[role])
    for operation in operations(schema):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            exercise(operation, mode, known, by, answered, FEWER.get(role, EXAMPLES))
    assert not {status for status in answered if status >= 500}
    if role == "nobody":
        assert set(answered) <= {401, 404, 405}, answered  # 404: no such address
    elif role in ("system_administrator", "partner"):
        assert not {status for status in answered if status < 300}, answered
    else:
        assert answered[200], answered
        assert role == "auditor" or answered[201], answered


def exercise(operation, mode, known, by, answered, examples):
    """Send generated input to one operation, half of it about what is there."""
    ids = known[next(kind for kind in ("families", "papers", "people") if kind in operation.path or kind == "people")]

    @how_many(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans(), pk=st.sampled_from(ids))
    def sent(case, real, pk):
        if real and mode is GenerationMode.POSITIVE and "pk" in (case.path_parameters or {}):
            inner = known["inner"].keys() & case.path_parameters.keys()
            case.path_parameters |= {name: str(known["inner"][name]) for name in inner}
            case.path_parameters["pk"] = str(known["owner"] if inner - {"place_pk"} else pk)
        # The tool knows no session that comes as a cookie; that sessions are asked for is checked with none, and below.
        response = case.call_and_validate(checks=PROMISES if by else [*PROMISES, checks.ignored_auth], **by)
        answered[response.status_code] += 1

    sent()


@pytest.mark.parametrize("session", [None, "", "forged" * 6])
def test_every_operation_asks_who_is_there(schema, known, session):
    """Without a session, or with one that nobody was given, every operation answers 401, whatever it is asked."""
    for operation in operations(schema):
        client = Client()
        if session is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        path = operation.full_path.replace("{pk}", str(known["people"][0]))
        for name, pk in known["inner"].items():
            path = path.replace(f"{{{name}}}", str(pk))
        answer = client.generic(operation.method.upper(), path, "{}", content_type="application/json")
        assert answer.status_code == 401, path
        assert answer.json()["code"] == "sign_in"
