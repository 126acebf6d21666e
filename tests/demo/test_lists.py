"""The lists of examples/: made anew they are the same, every row has its truth, and the truth is what the cells say."""

import csv
import runpy
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from simpul.demo.rules.lists.lines import OUTCOMES, REASONS
from simpul.demo.rules.people import AS_OF, families
from simpul.kit.national_numbers import read_nik

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".xlsx", ".csv"))


def truth_of(path):
    with (path.parent / "truth" / f"{path.stem}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows_of(path):
    """Every row that says anything, by sheet and number."""
    if path.suffix == ".csv":
        with path.open(encoding="cp1252", newline="") as file:
            sheets = {"": list(csv.reader(file, delimiter=";"))}
    else:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {
        (name, str(number)): [str(cell) for cell in row]
        for name, rows in sheets.items()
        for number, row in enumerate(rows, start=1)
        if any(str(cell).strip() for cell in row)
    }


@pytest.fixture(scope="module")
def remade(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    runpy.run_path(str(EXAMPLES / "make.py"))["main"](folder)
    return folder


def test_there_are_six_and_none_is_large():
    assert len(FILES) == 6
    assert all(path.stat().st_size < 300_000 for path in FILES)


def test_made_anew_they_are_the_same(remade):
    for path in FILES:
        assert rows_of(remade / path.name) == rows_of(path), path.name
        assert truth_of(remade / path.name) == truth_of(path), path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_has_its_truth_and_no_other(path):
    rows, truth = rows_of(path), truth_of(path)
    assert [(each["sheet"], each["row"]) for each in truth] == list(rows)
    people = [each for each in truth if each["outcome"] != "ignored"]
    assert 140 <= len(people) <= 400
    assert {each["outcome"] for each in truth} <= set(OUTCOMES)
    assert {each["outcome"] for each in people} >= {"new", "known"}
    for each in truth:
        assert each["reason"] in REASONS.get(each["outcome"], ("",)), each
        assert (each["outcome"] == "repeat") == bool(each["repeats"])
        assert (each["outcome"] == "update") == bool(each["fields"])


def test_between_them_everything_that_may_become_of_a_row_is_there():
    said = {(each["outcome"], each["reason"]) for path in FILES for each in truth_of(path)}
    wanted = {(outcome, reason) for outcome, reasons in REASONS.items() for reason in reasons}
    assert said >= wanted | {(outcome, "") for outcome in ("new", "known", "update", "repeat", "ignored")}


def test_what_the_truth_says_of_a_number_the_reader_says_too():
    """The number of who is known is theirs, and whoever is unreadable for a number is so for that reason."""
    numbers = {person.key: person.national_number for family in families(12_000) for person in family.members}
    checked = 0
    for path in FILES:
        rows = rows_of(path)
        for each in truth_of(path):
            cells = rows[each["sheet"], each["row"]]
            readings = [read_nik(cell, on=AS_OF) for cell in cells]
            read = {reading.number for reading in readings if reading.number}
            if each["outcome"] in ("known", "update") or each["reason"] in ("marked_deceased", "village_unknown"):
                assert not each["person"] or numbers[each["person"]] in read, (path.name, each)
            if each["reason"].startswith("number_") and each["outcome"] == "unreadable":
                codes = {str(remark.code) for reading in readings for remark in reading.warnings}
                assert each["reason"] in codes, (path.name, each, cells)
                checked += 1
    assert checked > 20
