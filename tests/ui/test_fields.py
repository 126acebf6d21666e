"""Dates are typed as people write them; two versions are compared as people read them."""

from datetime import date

import pytest
from django import forms

from simpul.ui.fields import DayField, messages_of, only_when, parts
from tests.ui.rendering import PersonForm


class WhenForm(forms.Form):
    """One date that may be empty."""

    on = DayField(required=False, latest=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17-08-1945", date(1945, 8, 17)), ("17/8/1945", date(1945, 8, 17)), ("17 Agustus 1945", date(1945, 8, 17)),
        ("1945-08-17", date(1945, 8, 17)), ("1-2-68", date(1968, 2, 1)), ("", None),
    ],
)  # fmt: skip
def test_a_date_is_read(typed, read):
    form = WhenForm({"on": typed})
    assert form.is_valid()
    assert form.cleaned_data["on"] == read


@pytest.mark.parametrize("typed", ["31-02-2026", "kemarin", "08/17/1945", "x" * 10000, "17-08-1945\x00"[:3]])
def test_what_is_no_date_is_told_with_an_example(typed):
    form = WhenForm({"on": typed})
    assert form.errors["on"] == ["Tulis tanggal seperti 17-08-1945."]
    assert form["on"].value() == typed


def test_a_kept_date_is_shown_as_it_would_be_typed_and_is_no_change():
    form = WhenForm({"on": "17/8/1945"}, initial={"on": date(1945, 8, 17)})
    assert WhenForm(initial={"on": date(1945, 8, 17)})["on"].value() == "17-08-1945"
    assert not form.has_changed()


def test_an_empty_field_says_what_to_do():
    form = PersonForm({})
    assert messages_of(form["name"]) == ["Isi dahulu."]
    assert messages_of(form["sex"]) == messages_of(form["village"]) == ["Pilih dahulu."]
    assert messages_of(form["agrees"]) == ["Centang dahulu untuk melanjutkan."]
    assert messages_of(form["note"]) == []


def test_a_box_is_as_wide_as_its_answer():
    class WideForm(forms.Form):
        rt = forms.CharField(max_length=3)
        on = DayField()
        phone = forms.CharField(max_length=30)
        village = forms.ChoiceField(choices=[("1", "Sukamaju")])
        name = forms.CharField(max_length=200)

    form = WideForm()
    drawn = {bound.name: parts(bound)["control"] for bound in form}
    classes = {name: text.split('class="')[1].split('"')[0].split()[1:] for name, text in drawn.items()}
    assert classes == {"rt": ["few"], "on": ["short"], "phone": ["middle"], "village": ["middle"], "name": []}
    assert 'class="form-control short"' in parts(form["phone"], width="short")["control"]


class ContactForm(forms.Form):
    """A phone, and what is asked when there is one."""

    phone = forms.CharField(required=False)
    safety = only_when("phone", forms.CharField(required=False))
    rule = only_when("safety=careful|unsafe", forms.CharField(required=False))
    state = only_when("phone=", forms.CharField(required=False))
    lost = only_when("elsewhere=1", forms.CharField(required=False))


@pytest.mark.parametrize(
    ("typed", "away"),
    [
        ({}, {"safety", "rule"}),
        ({"phone": "0812"}, {"rule", "state"}),
        ({"phone": "0812", "safety": "careful"}, {"state"}),
        ({"phone": "0812", "safety": "safe"}, {"rule", "state"}),
    ],
)
def test_a_field_is_away_where_nothing_calls_for_it(typed, away):
    form = ContactForm(typed or None)
    assert {name for name in form.fields if parts(form[name])["is_away"]} == away


def test_what_is_wrong_is_never_away():
    form = ContactForm({"phone": "0812"})
    form.add_error("rule", "Tulis caranya.")
    assert not parts(form["rule"])["is_away"]


def test_only_what_may_stay_empty_is_said_to_be_optional():
    form = ContactForm({})
    optional = {name for name in form.fields if parts(form[name])["is_optional"]}
    assert optional == {"phone", "lost"}  # what a missing field would have called for may stay empty
    assert not parts(form["phone"], optional=False)["is_optional"]
