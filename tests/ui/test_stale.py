"""Two versions of one form: what only one side changed is put together, what both changed is asked."""

from datetime import date

import pytest
from django.http import QueryDict

from simpul.ui.stale import compare
from tests.ui.rendering import PersonForm

OPENED = {
    "name": "Aminah", "born_on": date(1968, 3, 12), "sex": "P", "village": "1", "note": "", "papers": ["a"],
    "agrees": True,
}  # fmt: skip
TYPED = {
    "name": "Aminah", "born_on": "12/3/1968", "sex": "P", "village": "1", "note": "", "papers": ["a"], "agrees": "on",
}  # fmt: skip


def opened(values=OPENED, version=3):
    """What the hidden box of a form says that was opened on these values."""
    return PersonForm(initial={**values, "version": version})["version"].value()


def sent(**typed):
    """A form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in (TYPED | {"version": opened()} | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def compared(saved=(), **typed):
    """The page that is shown when these values were saved meanwhile."""
    form = PersonForm(sent(**typed), initial={**OPENED, **dict(saved), "version": 4})
    assert form.is_valid(), form.errors
    return compare(form, version=4)


def whose(comparison):
    return {row.name: row.whose for row in comparison.rows}


def test_what_one_side_changed_is_merged_and_nothing_is_asked():
    both = compared({"name": "Aminah Sobari"}, note="Dua anak")
    assert whose(both) == {"name": "saved", "note": "mine"}
    assert not both.asks


def test_what_both_changed_is_asked_with_both_values():
    both = compared({"name": "Aminah Sobari", "papers": []}, name="Aminah S.", papers=["b"])
    assert whose(both) == {"name": "asked", "papers": "asked"}
    row = both.rows[0]
    assert (row.mine, row.saved) == ("Aminah S.", "Aminah Sobari")


def test_what_both_changed_alike_is_no_question():
    assert whose(compared({"village": "2", "agrees": False}, village="2")) == {"agrees": "saved"}


def test_a_value_is_the_same_however_it_is_typed():
    assert whose(compared({"name": "Siti"}, born_on="12 Maret 1968")) == {"name": "saved"}


def test_without_marks_every_difference_is_asked():
    assert whose(compared({"name": "Siti", "note": "x"}, version="3")) == {"name": "asked", "note": "asked"}


def test_what_stood_in_a_form_cannot_be_read_from_it():
    said = opened()
    assert all(text not in said for text in ("Aminah", "1968"))
    assert said != opened()


def test_the_page_sends_the_merged_form():
    both = compared({"name": "Aminah Sobari", "papers": ["a", "b"]}, note="Dua anak")
    html = "".join(map(str, both.hidden))
    assert 'name="name" value="Aminah Sobari"' in html
    assert 'name="note" value="Dua anak"' in html
    assert html.count('name="papers"') == 2
    assert 'name="version" value="4:' in html


@pytest.mark.parametrize(("taken", "papers"), [("mine", ["b"]), ("saved", ["a"])])
def test_the_answer_decides(taken, papers):
    form = PersonForm(sent(**{"papers": ["b"], "papers-saved": ["a"], "papers-taken": taken}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["papers"] == papers


def test_no_answer_is_asked_again():
    form = PersonForm(sent(**{"papers": ["b"], "papers-saved": ["a"]}))
    assert list(form.errors) == ["papers"]


def test_words_are_the_readers():
    rows = {
        row.name: (row.mine, row.saved)
        for row in compared({"sex": "L", "note": "x"}, born_on="1-2-1968", version="3").rows
    }
    assert rows["sex"] == ("Perempuan", "Laki-laki")
    assert rows["born_on"] == ("1 Februari 1968", "12 Maret 1968")
    assert rows["note"] == ("kosong", "x")
