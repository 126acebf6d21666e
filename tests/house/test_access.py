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


GROUPS = {
    "people": [name for name in SURFACES if name.startswith(("people_", "person_", "while_", "picked_"))],
    "families": [name for name in SURFACES if name.startswith(("families_", "family_"))],
    "desk": [name for name in SURFACES if name.startswith(("desk_", "home_")) or name == "paper_tasks"],
    "for_all": [
        name for name in SURFACES if name.endswith(("_office", "_organisation", "_area", "_area_change", "_area_code"))
    ],
    "acts": [
        name
        for name in SURFACES
        if name.endswith(("_person", "_death", "_contact", "_relation", "_people", "_conflict"))
    ],
    "family_acts": [name for name in SURFACES if name.endswith("_family") and name != "api_family"],
    "numbers": [name for name in SURFACES if "reveal" in name],
    "papers": [
        name
        for name in SURFACES
        if "paper_again" in name or name.startswith(("papers_", "print_")) or name == "rows_of_papers"
    ],
    "lists": [name for name in SURFACES if name.endswith("_of_lists")],
    "audit": [name for name in SURFACES if "audit" in name],
    "api": [name for name in SURFACES if name.startswith("api_") and "paper" not in name],
    "rows": [name for name in SURFACES if name.startswith("rows_") and name != "rows_of_papers"],
}


# Some at a time: what a test writes is gone only at its end, and is read past until then.
AT_ONCE = 3
PARTS = {
    f"{group}-{begun // AT_ONCE + 1}": names[begun : begun + AT_ONCE]
    for group, names in GROUPS.items()
    for begun in range(0, len(names), AT_ONCE)
}


@pytest.mark.parametrize("part", PARTS)
def test_everybody_is_told_of_whom_the_table_says(part, cast, sign_in):
    scene = make_scene(cast, papers=part.startswith("papers"), lists=part.startswith("lists"))
    for role, name in ROLES.items():
        client = sign_in(name) if name else Client()
        told = {surface: _letters(SURFACES[surface](client, scene)) for surface in PARTS[part]}
        assert told == {surface: _letters(TABLE[surface][role]) for surface in PARTS[part]}, role


def _letters(cell: str) -> str:
    return cell if cell.isdigit() or " " in cell else "".join(sorted(set(cell) - {"-"}))


def test_table_and_surfaces_are_one():
    assert list(TABLE) == list(SURFACES)
    assert all(set(row) == set(ROLES) for row in TABLE.values())
    assert {surface for group in GROUPS.values() for surface in group} == set(SURFACES)
