"""Which roles each address is for, against a table written by hand; and no act reaches whom its page would not show."""

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import ResolverMatch

from simpul.accounts.rules.roles import ROLES, permissions_of
from simpul.config.api import api
from simpul.kit.ids import new_id
from simpul.ui.routes import declared
from tests.house.access_scene import make_scene
from tests.house.test_routes import _operations, patterns

COUNTER = {"services_manager", "supervisor", "front_office", "back_office", "social_worker", "social_assistant"}
GROUPS = {
    "counter": COUNTER,
    "village": {"village_operator"},
    "care": COUNTER - {"front_office"} | {"head_of_division", "data_protection_officer"},
    "revealing": COUNTER | {"head_of_office", "head_of_division", "data_protection_officer"},
    "readers": set(ROLES) - {"storekeeper", "partner", "system_administrator"},
}
FILE = Path(__file__).with_name("addresses.csv")
with FILE.open() as _file:
    TABLE = {row["address"]: row["for"] for row in csv.DictReader(line for line in _file if not line.startswith("#"))}
PEOPLE = ("registry/people/<uuid:pk>/", "api/registry/people/<uuidstr:pk>/")
FAMILIES = ("registry/families/<uuid:pk>/", "api/registry/families/<uuidstr:pk>/")
BEYOND = "fd"  # at another office; at the same, but denied


def _declared(rf, name, view, method):
    request = rf.generic(method, "/")
    *namespaces, own = name.split(":")
    request.resolver_match = ResolverMatch(view, (), {}, url_name=own, namespaces=namespaces)
    return declared(view, request)


def test_each_address_is_for_the_roles_of_the_table(rf):
    found = {}
    for _, name, view in patterns():
        for method in _operations(view) or ["GET"]:
            what = _declared(rf, name, view, method)
            if what.permissions:
                found[name] = {role for role in ROLES if permissions_of(role) & set(what.permissions)}
            else:
                found[name] = "public" if what.is_public else "signed_in"
    expected = {
        name: who if who in ("public", "signed_in") else {r for word in who.split() for r in GROUPS.get(word, {word})}
        for name, who in TABLE.items()
    }
    assert found == expected


@pytest.mark.slow
@pytest.mark.parametrize("of", ["people", "families"])
def test_no_act_reaches_whom_its_page_would_not_show(of, cast, sign_in):
    # Every address under somebody's own, asked for by whoever may do the most there; new ones join by themselves.
    scene, client, failing = make_scene(cast), sign_in("rina"), []
    for path, name, view in patterns():
        if not path.startswith(PEOPLE if of == "people" else FAMILIES):
            continue
        for method in {*_operations(view)} or {"GET", "POST"}:
            answers = {letter: _asked(client, path, method, getattr(scene, of)[letter].pk) for letter in BEYOND}
            absent = _asked(client, path, method, new_id())
            if any(answer != absent for answer in answers.values()) or absent[0] not in (404, 405):
                failing.append((method, name, absent[0], {letter: answer[0] for letter, answer in answers.items()}))
            if method == "GET" and path.count("<") == 1:  # and the same address opens for one within reach
                assert _asked(client, path, method, getattr(scene, of)["v"].pk)[0] in (200, 405), name
    assert failing == []


def _asked(client, path, method, pk):
    """The status and the length of what is answered."""
    head, *rest = path.replace("<uuidstr:", "<uuid:").split("<uuid:pk>")
    address = f"/{head}{pk}{''.join(rest)}"
    while "<" in address:
        address = f"{address.partition('<')[0]}{new_id()}{address.partition('>')[2]}"
    if not address.startswith("/api/"):
        answer = client.generic(method, address, content_type="application/x-www-form-urlencoded")
    else:
        body = json.dumps(_body(path, method))
        key = {"Idempotency-Key": str(new_id())}
        answer = client.generic(method, address, body, headers=key, content_type="application/json")
    return answer.status_code, len(answer.content)


@cache
def _description():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def _body(path, method):
    """The least that the API's own description accepts there."""
    at = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path)
    asked = _description()["paths"][at][method.lower()].get("requestBody")
    return _least(asked["content"]["application/json"]["schema"]) if asked else {}


def _least(schema):
    if "$ref" in schema:
        return _least(_description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "enum" in schema or "const" in schema:
        return schema.get("const") or schema["enum"][0]
    if options := schema.get("anyOf") or schema.get("allOf"):
        return _least(options[0])
    if schema["type"] == "object":
        return {name: _least(schema["properties"][name]) for name in schema.get("required", ())}
    if schema["type"] == "array":
        return [_least(schema["items"])] * schema.get("minItems", 0)
    if schema["type"] == "string":
        kinds = {"uuid": str(new_id()), "date": "2026-11-01"}
        likely = kinds.get(schema.get("format"), "x" * max(1, schema.get("minLength", 1)))
        return next(
            text for text in (likely, "3", "1990", "32.04.05.2001") if re.search(schema.get("pattern", ""), text)
        )
    return {"integer": schema.get("minimum", 1), "boolean": False, "number": 1, "null": None}[schema["type"]]
