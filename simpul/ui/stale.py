"""Someone else saved first: what each side changed since the form was opened, put together where that is possible.

A form knows from which version it started, and a mark of every value that stood in it then. So a field changed by one
side only is merged, and only a field that both sides changed asks which of the two it shall be.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.ui.templatetags.ui import day

MARK = 16  # figures of a keyed hash: enough to tell two values apart, and nothing to read one from
SAVED, TAKEN = "-saved", "-taken"  # what stands kept beside a field, and which of the two was chosen


class StartedFrom(int):
    """The version a form was opened on, with the marks of what stood in it and of what was recorded."""

    marks: str = ""


class VersionField(forms.IntegerField):
    """The hidden box with the version, and a mark of every value.

    A mark is a keyed hash with a salt of this very form: nobody reads the value from it, not even by trying values.
    """

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        return _BoundVersion(form, self, field_name)

    def to_python(self, value: Any) -> StartedFrom | None:
        number, _colon, marks = str("" if value is None else value).partition(":")
        version = super().to_python(number)
        if version is None:
            return None
        started = StartedFrom(version)
        started.marks = marks
        return started


class _BoundVersion(BoundField):
    def value(self) -> Any:
        given = super().value()
        return given if self.form.is_bound or given is None else started(self.form, given)


class VersionedForm(forms.Form):
    """A form that changes what is recorded, and knows from which version it started."""

    version = VersionField()

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(_chosen(data), *args, **options)

    def recorded(self) -> Mapping[str, Any]:
        """What is recorded now, by field. A field that is missing here is new, and compared with nothing."""
        return {name: value for name, value in self.initial.items() if name != "version"}

    def kept(self, name: str) -> Any:
        """What a fresh form would show: sent back, it leaves what is recorded as it is."""
        return self.recorded().get(name)

    def recorded_in_words(self, name: str, value: Any) -> str:
        """What is recorded, as this reader may see it."""
        return in_words(self.fields[name], value)

    def clean(self) -> dict[str, Any]:
        """Where two values stood to choose from, one of them has been chosen."""
        known: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.fields:
            if name + SAVED in self.data and name + TAKEN not in self.data:
                self.add_error(name, gettext_lazy("Pilih dahulu: punya Anda atau yang tersimpan."))
        return known


@dataclass(frozen=True)
class Row:
    """One field that somebody changed: what each side says, and whose it will be. `whose` is mine, saved or asked."""

    name: str
    label: str
    mine: str
    saved: str
    whose: str


@dataclass(frozen=True)
class Comparison:
    """Both sides together: rows to look at, the fields to send, and what was typed where nothing can be compared."""

    rows: list[Row]
    hidden: list[SafeString]
    typed: list[Row]

    @property
    def asks(self) -> bool:
        """Whether both sides changed the same field."""
        return any(row.whose == "asked" for row in self.rows)


def compare(form: VersionedForm, *, version: int) -> Comparison:
    """A bound, valid form beside what is recorded now, in this version."""
    rows, hidden = [], [forms.HiddenInput().render("version", started(form, version))]
    for bound in form:
        if bound.name != "version" and not isinstance(bound.field, forms.FileField):  # a page gives no file back
            row = _row(form, bound)
            rows.append(row)
            hidden += _hidden(form, bound, row.whose)
    shown = [row for row in rows if row.whose in ("mine", "saved", "asked")]
    return Comparison(shown, hidden, [] if shown else [row for row in rows if row.whose == "new" and row.mine])


def _row(form: VersionedForm, bound: BoundField) -> Row:
    recorded, typed = form.recorded(), form.cleaned_data.get(bound.name)
    whose = "new"
    if bound.name in recorded:
        whose = _whose(form, bound, typed, recorded[bound.name])
    elif bound.is_hidden:
        whose = "unseen"
    saved = form.recorded_in_words(bound.name, recorded[bound.name]) if bound.name in recorded else ""
    return Row(bound.name, str(bound.label), in_words(bound.field, typed), saved, whose)


def _whose(form: VersionedForm, bound: BoundField, typed: Any, recorded: Any) -> str:
    """Which side changed the field since the form was opened; both, if nobody knows what stood in it then."""
    salt, shown_then, recorded_then = _marks_of(form, bound.name)
    mine, now, kept = (_text(bound.field, value) for value in (typed, recorded, form.kept(bound.name)))
    i_did = _mark(salt, bound.name, mine) != shown_then
    they_did = _mark(salt, bound.name, now) != recorded_then
    if i_did and mine not in (now, kept):
        return "asked" if they_did else "mine"
    return "saved" if they_did and not i_did else "same"


def _hidden(form: VersionedForm, bound: BoundField, whose: str) -> Iterator[SafeString]:
    """The field as it will be sent; where it is asked, both values, and the page adds the question."""
    if whose in ("same", "saved"):
        yield _kept(form, bound, bound.html_name)
    else:
        yield bound.as_hidden()
    if whose == "asked":
        yield _kept(form, bound, bound.html_name + SAVED)


def _kept(form: VersionedForm, bound: BoundField, name: str) -> SafeString:
    value = bound.field.prepare_value(form.kept(bound.name))
    return bound.field.hidden_widget().render(name, value)


def _chosen(data: Any) -> Any:
    """What was sent, with the value that is kept wherever that one was chosen."""
    taken = [key.removesuffix(TAKEN) for key in data or () if key.endswith(TAKEN) and data[key] == "saved"]
    if not taken or not hasattr(data, "getlist"):
        return data
    data = data.copy()
    for name in taken:
        data.setlist(name, data.getlist(name + SAVED))
    return data


def started(form: forms.BaseForm, version: int) -> str:
    """The version with the marks: of what the form shows, and of what is recorded behind it."""
    salt, marks = secrets.token_urlsafe(9), []
    recorded = form.recorded() if isinstance(form, VersionedForm) else {}
    for name, value in recorded.items():
        if (field := form.fields.get(name)) is not None:
            shown, kept = _text(field, form.get_initial_for_field(field, name)), _text(field, value)
            marks.append(f"{name}={_mark(salt, name, shown)}{_mark(salt, name, kept)}")
    return ":".join([str(int(version)), salt, *marks])


def _marks_of(form: VersionedForm, name: str) -> tuple[str, str, str]:
    salt, _colon, marks = getattr(form.cleaned_data.get("version"), "marks", "").partition(":")
    by_name = dict(mark.partition("=")[::2] for mark in marks.split(":"))
    mark = by_name.get(name, "")
    return salt, mark[:MARK], mark[MARK:]


def _mark(salt: str, name: str, text: str) -> str:
    return salted_hmac("simpul.ui.stale", f"{salt}:{name}:{text}", algorithm="sha256").hexdigest()[:MARK]


def _text(field: forms.Field, value: Any) -> str:
    """A value as text that is equal exactly when the value is, whatever the reader's language."""
    if isinstance(value, list | tuple | set):
        return ",".join(sorted(str(one) for one in value))
    value = field.prepare_value(value)
    return "" if value is None or value is False else str(value)


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a field as a reader sees it."""
    if value is None or value == "" or value == []:
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if choices := dict(getattr(field, "choices", ())):
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(str(choices.get(one, one)) for one in values)
    return day(value) if hasattr(value, "year") or hasattr(value, "precision") else str(value)
