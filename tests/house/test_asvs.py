"""docs/reference/asvs.csv says of each requirement of OWASP ASVS 5.0, levels 1 and 2, whether it holds and where that is shown.

`yes` names a test, or a document where a document is what is asked; `no` (there is no such thing here), `later` and `open`
(it should hold, and does not, or nothing shows it) name their reason.
"""

import ast
import csv
from collections import Counter
from functools import cache

import pytest

from tests.house.code import ROOT

with (ROOT / "docs" / "reference" / "asvs.csv").open() as _file:
    ROWS = list(csv.DictReader(_file))
LEVELS = {"1": 70, "2": 183}  # how many the published list has
BY_DOCUMENT = {  # what is asked is itself a document
    "V2.1.1", "V2.1.3", "V6.1.1", "V6.1.3", "V7.1.1", "V7.1.2", "V8.1.1", "V8.1.2", "V11.1.2", "V13.1.1", "V14.1.1",
}  # fmt: skip


def number(row):
    return tuple(int(part) for part in row["id"].removeprefix("V").split("."))


def is_shown(where):
    """Whether the named test or document is there."""
    path, _, name = where.partition("::")
    if not (ROOT / path).is_file():
        return False
    return name in _tests(path) if path.startswith("tests/") else not name and path.startswith("docs/")


@cache
def _tests(path):
    found = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {f"{prefix}{one.name}" for one in inner if isinstance(one, ast.FunctionDef)}
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


def test_every_requirement_stands_there_once_and_in_order():
    assert [number(row) for row in ROWS] == sorted({number(row) for row in ROWS})
    assert Counter(row["level"] for row in ROWS) == LEVELS
    assert all(row["requirement"] and row["applies"] in {"yes", "no", "later", "open"} for row in ROWS)


def test_what_holds_is_shown():
    assert [row["id"] for row in ROWS if row["applies"] == "yes" and not is_shown(row["where"])] == []


def test_a_document_shows_only_what_asks_for_one():
    documented = {row["id"] for row in ROWS if row["applies"] == "yes" and row["where"].startswith("docs/")}
    assert documented <= BY_DOCUMENT


def test_what_does_not_hold_says_why():
    silent = [row["id"] for row in ROWS if row["applies"] != "yes" and len(row["where"]) < len("no LDAP")]
    assert silent == []


@pytest.mark.parametrize(
    "where",
    [
        "tests/house/test_asvs.py::test_nothing",
        "tests/house/test_none.py::test_x",
        "tests/house/test_asvs.py",
        "README.md",
        "",
    ],
)
def test_a_test_that_is_not_there_would_be_noticed(where):
    assert not is_shown(where)
    assert is_shown("tests/house/test_asvs.py::test_what_holds_is_shown")
