"""The six messy lists of `examples/` go in, and what becomes of every row is what the truth says."""

import csv
from pathlib import Path

import pytest

from simpul.database.context import acting_as
from simpul.demo.rules.people import families
from simpul.demo.services import register_families
from simpul.lists.models import ListRow
from simpul.lists.rules.content import from_text
from tests.lists.working import received

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".xlsx", ".csv"))
VILLAGES = {"pendataan-majalaya.csv": "Majalaya", "padanan-ciparay.xlsx": "Ciparay", "usulan-lebakmuncang.xlsx": "Lebakmuncang",
            "peserta-opensid-pangalengan.xlsx": "Pangalengan"}  # fmt: skip


def truth_of(path):
    with (EXAMPLES / "truth" / f"{path.stem}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def people():
    """The families of the demo that the lists speak of, and who is who by key."""
    named = {line["person"].partition(".")[0] for path in FILES for line in truth_of(path) if line["person"]}
    return [family for family in families(12_000) if family.key in named]


def said(line):
    return {
        "new": "new",
        "known": "same",
        "update": "fill",
        "held": "look",
        "unreadable": "unreadable",
        "repeat": "repeated",
    }[line["outcome"]]


def is_told(line):
    """Whether the row itself says who is meant; of a bare name beside another's number nobody can tell."""
    return line["person"] and line["outcome"] in ("known", "update", "held") and line["reason"] != "number_of_other"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_becomes_what_the_truth_says(cast, people, path, settings):
    settings.DEMO = True
    register_families(office=cast.office, families=people, registrars=[cast.yuni])
    keys = {member.id: member.key for family in people for member in family.members}
    incoming = received(cast.bagus, cast.office, content=path.read_bytes(), name=path.name)
    names = [name for name, _ in incoming.sheets]
    with acting_as(cast.bagus.pk):
        rows = {(names[row.sheet], row.number): row for row in ListRow.objects.filter(incoming_list=incoming)}
    wrong = []
    for line in truth_of(path):
        row = rows.pop((line["sheet"] or names[0], int(line["row"])), None)
        if line["outcome"] == "ignored":
            if row:
                wrong.append(("ignored", line, row.outcome, row.codes))
            continue
        content = from_text(row.content) if row else None
        became = "missing" if row is None else row.act if row.outcome == "ready" else row.outcome
        person = keys.get(content.match.person, "") if content else ""
        is_right = became == said(line) and (not is_told(line) or person == line["person"])
        if is_right and line["fields"]:
            is_right = set(content.changes) == set(line["fields"].split())
        if not is_right:
            wrong.append(
                (
                    line["sheet"],
                    line["row"],
                    line["outcome"],
                    line["reason"],
                    line["person"],
                    became,
                    person,
                    row and row.codes,
                    content and content.match.differences,
                    content and content.match.fills,
                )
            )
    assert not wrong, "\n".join(map(str, wrong[:40])) + f"\n{len(wrong)} wrong"
    assert rows == {}
