"""Who is told of whom, on every surface, against a table written by hand."""

import csv
from pathlib import Path

import pytest
from django.test import Client

from tests.house.access_scene import make_scene
from tests.house.access_surfaces import SURFACES

pytestmark = pytest.mark.slow
ROLES = {
    "head_of_office": "bambang", "head_of_division": "hana", "services_manager": "rina", "supervisor": "asep",
    "front_office": "yuni", "back_office": "bagus", "social_worker": "lilis", "social_assistant": "dedi",
    "village_operator": "cecep", "budget_officer": "putu", "treasurer": "tono", "storekeeper": "gatot", "auditor": "sari",
    "data_protection_officer": "paulus", "partner": "maria", "system_administrator": "agus",
    "front_office_elsewhere": "wati", "auditor_elsewhere": "ujang", "nobody": "",
}  # fmt: skip
FILE = Path(__file__).with_name("access.csv")
with FILE.open() as _file:
    TABLE = {row.pop("surface"): row for row in csv.DictReader(line for line in _file if not line.startswith("#"))}


@pytest.fixture
def scene(cast, request):
    return make_scene(cast, papers="paper" in request.node.name)


@pytest.mark.parametrize("surface", SURFACES)
def test_everybody_is_told_of_whom_the_table_says(surface, scene, sign_in):
    told = {}
    for role, name in ROLES.items():
        answer = SURFACES[surface](sign_in(name) if name else Client(), scene)
        told[role] = answer if answer.isdigit() or " " in answer else "".join(sorted(set(answer))) or "-"
    wanted = {role: cell if cell.isdigit() else "".join(sorted(cell)) for role, cell in TABLE[surface].items()}
    assert told == wanted


def test_table_and_surfaces_are_one():
    assert list(TABLE) == list(SURFACES)
    assert all(set(row) == set(ROLES) for row in TABLE.values())
