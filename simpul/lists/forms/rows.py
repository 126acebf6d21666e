"""A row as a page shows it: its cells, which of them can be written anew, and what is odd, in words beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from simpul.kit.national_numbers import mask
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark
from simpul.lists.forms.words import OF_FACT, SHORT
from simpul.lists.rules.checks import Outcome, digits_apart
from simpul.lists.rules.fields import Field, Finding, Weight
from simpul.lists.rules.names import sounds_of
from simpul.registry.forms.facts import label_of
from simpul.ui.sentences import sentence
from simpul.ui.templatetags.ui import day

if TYPE_CHECKING:
    from simpul.lists.queries import RowShown
    from simpul.lists.rules.checks import Known
    from simpul.lists.rules.content import RowContent
    from simpul.registry.queries import AidSaid

# Columns of the table, as far as the list has them; findings bring further ones.
ALWAYS = (Field.NAME, Field.HEAD_NAME, Field.NATIONAL_NUMBER, Field.BIRTH_DATE, Field.BIRTH, Field.VILLAGE)
WIDE = (Field.ADDRESS, Field.NOTE, Field.NAME, Field.BIRTH)
NO_NUMBER_YET = "belum punya"
_NUMBER_GONE = frozenset({
    "number_wrong_length", "number_digits_lost", "number_letters_among_digits", "number_scientific_unfit",
    "number_letters_for_digits", "number_filler", "number_maybe_rounded", "number_ends_in_000", "number_serial_zero",
})  # fmt: skip
# What nobody puts right by writing a cell anew, and what is asked only once the row can be read.
_WITHOUT_BOX = frozenset({
    "perhaps_known", "values_differ", "known_is_dead", "number_shared", "head_waits", "person_twice", "name_says_dead",
    "note_says_dead",
})  # fmt: skip
_OF_MATCH = frozenset({"perhaps_known", "values_differ", "number_shared", "head_waits"})
# These are decided by saying who is who, not by letting the cell be.
_NEVER_RIGHT = frozenset({
    "perhaps_known", "values_differ", "number_of_another", "number_shared", "head_waits", "several_heads",
    "head_is_another", "village_unknown", "village_several", "village_code_unknown", "village_code_ambiguous",
    "village_outside", "sex_unreadable", "relation_unknown",
})  # fmt: skip
# What applying takes for granted where the list says nothing: untrue of a list that is not applied.
ASSUMED = frozenset({"head_assumed", "relation_assumed", "family_without_head"})
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Act:
    """A small act beside a sentence: what it says, and what it sends."""

    words: Any
    name: str
    value: str


@dataclass(frozen=True)
class Said:
    """A finding in words, with what may be done about it at once."""

    words: str
    weight: str
    field: str
    code: str
    acts: Sequence[Act] = ()
    may_be_right: bool = False


@dataclass(frozen=True)
class ShownCell:
    """One cell: as it came or as it was written since; with a box where something is wrong with it."""

    field: str
    label: Any
    text: str
    is_wrong: bool = False
    is_choice: bool = False  # of villages
    came: str = ""  # what the file said, where something else was written since


@dataclass(frozen=True)
class PairCell:
    """A fact in the list beside the one recorded, with what differs marked."""

    label: Any
    theirs: Any
    ours: Any
    differs: bool = False
    fact: str = ""
    fills: bool = False


@dataclass(frozen=True)
class ShownRow:
    """Everything a template needs of a row."""

    row: Any
    name: str
    cells: Sequence[ShownCell]
    said: Sequence[Said]
    pair: Sequence[PairCell] = ()
    why: str = ""
    others: int = 0
    known: Any = None
    is_sure: bool = False
    taken: Sequence[str] = ()
    aid: str = ""


def shown(
    one: RowShown, columns: Mapping[Field, int], villages: Mapping[str, str], *, is_compared_only: bool
) -> ShownRow:
    """A row as its page takes it."""
    unsaid = (_OF_MATCH if one.row.outcome == Outcome.UNREADABLE else frozenset()) | (
        ASSUMED if is_compared_only else frozenset()
    )
    content, texts = one.content, one.content.texts(columns)
    wrong = {_box(one, texts) for one in content.findings if one.weight > Weight.NOTE and one.code not in _WITHOUT_BOX}
    came = {f: content.cells[at].strip() for f, at in columns.items() if at < len(content.cells)}
    fields = [f for f in SHORT if f in wrong or (f in ALWAYS and f in columns)]
    return ShownRow(
        row=one.row,
        name=content.person.name or texts.get(Field.NAME, "") or _("tanpa nama"),
        cells=[_cell(f, texts, wrong, came, content) for f in fields],
        said=[_said(one) for one in content.findings if one.code not in unsaid],
        pair=_pair(content, one.known, villages) if one.known else (),
        why=why_in_words(content.match.reasons),
        others=content.match.others,
        known=one.known,
        is_sure=content.match.is_sure,
        taken=content.take,
        aid=aid_in_words(one.aid),
    )


def aid_in_words(said: Sequence[AidSaid]) -> str:
    """Menerima PKH; Menerima BLT Desa (3 September 2026)."""
    days: dict[date, list[str]] = {}
    for one in said:
        days.setdefault(one.observed_on, []).append(label_of(one.kind))
    return "; ".join(f"{'; '.join(kinds)} ({day(on)})" for on, kinds in days.items())


def said_in_words(finding: Finding) -> str:
    """The sentence beside a cell; of a number it says how many digits are missing."""
    params = dict(finding.remark.params)
    if finding.code == "number_wrong_length":
        digits, expected = int(str(params["digits"])), int(str(params["expected"]))
        told = {"name": SHORT[finding.field], "digits": digits, "missing": expected - digits, "over": digits - expected}
        code = "number_too_short" if digits < expected else "number_too_long"
        return sentence(Remark(code, told), of="lists")
    return sentence(finding.remark, of="lists")


def refusal_in_words(told: Mapping[str, Any] | None) -> str:
    """Why a list could not be read."""
    return sentence(Refusal(told["code"], told["params"]), of="lists") if told else ""


def _box(finding: Finding, texts: Mapping[Field, str]) -> Field:
    """The box in which something can be put right: names of heads and joint cells stand elsewhere."""
    if finding.field is Field.NAME and Field.NAME not in texts and Field.HEAD_NAME in texts:
        return Field.HEAD_NAME
    if finding.field is Field.BIRTH_DATE and Field.BIRTH in texts:
        return Field.BIRTH_DATE
    return finding.field


def _cell(
    f: Field, texts: Mapping[Field, str], wrong: set[Field], came: Mapping[Field, str], content: RowContent
) -> ShownCell:
    text = _ISO.sub(r"\3-\2-\1", texts.get(f, "")) if f is Field.BIRTH_DATE else texts.get(f, "")
    was = came.get(f, "") if f in content.mended else ""
    return ShownCell(f.value, SHORT[f], text, f in wrong, f is Field.VILLAGE and f in wrong, was if was != text else "")


def _said(finding: Finding) -> Said:
    acts = []
    params = finding.remark.params
    if finding.code == "number_letters_for_digits":
        acts.append(
            Act(_("Pakai %(number)s") % {"number": params["suggestion"]}, "national_number", str(params["suggestion"]))
        )
    if finding.field is Field.NATIONAL_NUMBER and finding.code in _NUMBER_GONE:
        acts.append(Act(_("Belum punya NIK"), "national_number", NO_NUMBER_YET))
    if finding.code in ("number_birth_date_differs", "number_day_and_month_swapped"):
        born = params["in_number"]
        words = _("Pakai tanggal dari NIK: %(date)s") % {"date": day(born)}  # type: ignore[arg-type]
        acts.append(Act(words, "birth_date", f"{born:%d-%m-%Y}"))
    if finding.code == "date_in_two_centuries":
        acts += [Act(str(params[year]), "birth_year", str(params[year])) for year in ("earlier", "later")]
    if finding.code == "number_sex_differs":
        acts.append(Act(_("Pakai %(sex)s dari NIK") % {"sex": params["in_number"]}, "sex", str(params["in_number"])))
    weight = finding.weight.name.lower()
    may_be_right = finding.weight is Weight.LOOK and finding.code not in _NEVER_RIGHT
    return Said(said_in_words(finding), weight, finding.field.value, finding.code, acts, may_be_right)


def why_in_words(reasons: Sequence[str]) -> str:
    """Why two may be one, as a sentence."""
    words = ", ".join(sentence(Remark(code), of="lists") for code in reasons)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _pair(content: RowContent, known: Known, villages: Mapping[str, str]) -> list[PairCell]:
    """The list's facts over those recorded: name, birth date, NIK, village, and whatever else differs."""
    person, facts = content.person, known.facts
    differing = {one.field for one in content.match.differences}
    fills = {*content.match.fills, *(one.field for one in content.match.renews)}
    theirs, ours = _number_pair(person.national_number, facts.national_number)
    place = _("dilindungi") if known.hides_place else villages.get(facts.area_code or "", facts.area_code or "")
    cells = [
        ("name", *_words_pair(person.name, facts.name)),
        ("birth", day(person.birth), day(facts.birth)),
        ("national_number", theirs, ours),
        ("area_code", villages.get(person.area_code or "", person.area_code or ""), place),
    ]
    named = {name for name, _theirs, _ours in cells}
    cells += [
        (one.field, _masked(one.field, one.theirs), _masked(one.field, one.ours))
        for one in (*content.match.differences, *content.match.renews)
        if one.field not in named
    ]
    cells += [(name, getattr(person, name), "") for name in content.match.fills if name not in named]
    if person.mother:
        cells.append(("mother", person.mother, ""))
    labels = {**OF_FACT, "mother": SHORT[Field.MOTHER]}
    return [
        PairCell(labels.get(name, name), first, second, name in differing, name, name in fills)
        for name, first, second in cells
    ]


def _masked(name: str, text: str) -> str:
    return mask(text) if name == "family_number" and text else text


def _number_pair(theirs: str | None, ours: str | None) -> tuple[Any, Any]:
    """Digits that differ are marked; a recorded number that is another altogether stays hidden but for its end."""
    if not theirs or not ours:
        return theirs or "", mask(ours) if ours else ""
    if digits_apart(theirs, ours) > 2:
        return theirs, mask(ours)
    return _marked_digits(theirs, ours), _marked_digits(ours, theirs)


def _marked_digits(number: str, other: str) -> Any:
    places = zip(number, other, strict=False)
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", a) if a != b else a,) for a, b in places))


def _words_pair(theirs: str, ours: str) -> tuple[Any, Any]:
    """Names with the words marked that are written otherwise."""
    return _marked_words(theirs, ours), _marked_words(ours, theirs)


def _marked_words(name: str, other: str) -> Any:
    words, others = name.split(), {word.casefold() for word in other.split()}
    sounds = set(sounds_of(other))
    told = []
    for word in words:
        is_same = word.casefold() in others
        is_heard = not is_same and set(sounds_of(word)) <= sounds and bool(sounds_of(word))
        told.append((word if is_same or (is_heard and "." in word) else format_html("<mark>{}</mark>", word),))
    return format_html_join(" ", "{}", told)


def tab_words(outcome: str) -> str:
    """What a tab is called after its number."""
    return {
        "ready": pgettext("rows", "siap"),
        "look": _("perlu dilihat"),
        "unreadable": _("tidak bisa dibaca"),
        "repeated": _("terulang"),
        "applied": _("diterapkan"),
        "dropped": _("tidak dipakai"),
        "undone": _("dibatalkan"),
        "kept": _("tetap tercatat"),
    }[outcome]
