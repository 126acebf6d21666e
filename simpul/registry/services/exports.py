"""The list of people as found, written out for a file. Hidden places are the office's own; numbers are as allowed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import Event, record_many
from simpul.directory.models import Office
from simpul.directory.queries import labels, path_in_words
from simpul.documents.models import Export
from simpul.documents.rules.exports import Cell, Column, Sheet
from simpul.documents.services import start_export
from simpul.kit.birth_dates import Precision
from simpul.kit.national_numbers import mask
from simpul.registry.models import FamilyNumber, Person
from simpul.registry.queries.people import people_changeable_by
from simpul.registry.queries.search import Filters, PersonRow, rows_of, search_visible_to

KIND = "registry.people"
AT_ONCE = 500


def export_people(*, text: str, filters: Filters, office: Office, by: User, **wanted: Any) -> Export:
    """Take along the people that a search finds, as a file."""
    return start_export(kind=KIND, office=office, asked=asked_for(text, filters), by=by, **wanted)


def asked_for(text: str, filters: Filters) -> dict[str, Any]:
    """A search as plain values."""
    return {
        "text": text, "area": filters.area, "birth_year": filters.birth_year, "sex": filters.sex,
        "registered": filters.registered,
    }  # fmt: skip


def count_people(viewer: User, asked: Mapping[str, Any]) -> int:
    """How many rows the file would have."""
    return _found(viewer, asked).order_by().count()


def sheet_of_people(viewer: User, asked: Mapping[str, Any], with_numbers: bool, purpose: str) -> Sheet:
    """The rows, in the order of the page."""
    columns = [
        Column(_("Nama"), 32), Column(_("Jenis kelamin"), 14), Column(_("Tanggal lahir"), 18), Column(_("NIK"), 20),
        Column(_("No. KK"), 20), Column(_("Hubungan"), 18), Column(_("Kepala keluarga"), 32),
        Column(_("Desa atau kelurahan"), 48, is_marked=True),
    ]  # fmt: skip
    rows = _rows(_found(viewer, asked), viewer, purpose if with_numbers else "")
    return Sheet(_("Daftar warga"), [_("Pencarian: %(search)s") % {"search": _in_words(asked)}], columns, rows)


def _found(viewer: User, asked: Mapping[str, Any]) -> QuerySet[Person]:
    """What the page finds, as far as the viewer may take it along; a merged record is nobody of its own."""
    narrowed = {name: value for name, value in asked.items() if name != "text"}
    may_leave = people_changeable_by(viewer, Permission.EXPORT_PEOPLE).values("pk")
    return search_visible_to(viewer, asked["text"], Filters(**narrowed)).filter(merged_into=None, pk__in=may_leave)


def _rows(found: QuerySet[Person], viewer: User, reason: str) -> Iterator[Sequence[Cell]]:
    ids = list(found.values_list("pk", flat=True))
    relations = labels("shdk", get_language() or "id")
    for start in range(0, len(ids), AT_ONCE):
        wanted = ids[start : start + AT_ONCE]
        people = Person.objects.select_related("office").in_bulk(wanted)
        rows = rows_of(people[pk] for pk in wanted if pk in people)
        whole = open_numbers(people=[row.person for row in rows], reason=reason, by=viewer) if reason else set()
        cards = _cards(rows)
        for row in rows:
            yield _cells(row, relations, cards, is_whole=row.person.pk in whole)


def open_numbers(
    *, people: Sequence[Person], reason: str, by: User, fields: Sequence[str] = ("family_number", "national_number")
) -> set[UUID]:
    """Whose whole numbers go along in a file; each is recorded as opened, as at the counter."""
    ids = [person.pk for person in people]
    allowed = people_changeable_by(by, Permission.REVEAL_NUMBER).filter(pk__in=ids)
    whole = set(allowed.values_list("pk", flat=True))
    detail = {"fields": list(fields), "reason": reason}
    record_many(
        Event("registry.number_revealed", by, one.pk, "person", one.office_id, detail=detail)
        for one in people
        if one.pk in whole
    )
    return whole


def _cards(rows: Sequence[PersonRow]) -> dict[UUID, str]:
    families = {row.family for row in rows if row.family}
    numbers = FamilyNumber.objects.filter(family__in=families, until_on=None)
    return {number.family_id: str(number.number) for number in numbers}


def _cells(row: PersonRow, relations: Mapping[str, str], cards: Mapping[UUID, str], *, is_whole: bool) -> list[Cell]:
    person, card = row.person, cards.get(row.family, "") if row.family else ""
    number = person.national_number
    return [
        person.name,
        str(person.get_sex_display()) if person.sex else "",
        _born(person),
        (number if is_whole else mask(number)) if number else str(person.get_number_state_display()),
        card if is_whole or not card else mask(card),
        relations.get(row.relation, row.relation),
        row.head,
        (person.office.address or person.office.name) if row.hides_place else row.village,
    ]


def _born(person: Person) -> Cell:
    if person.birth_date is None:
        return ""
    if person.birth_precision == Precision.DAY:
        return person.birth_date
    return f"{person.birth_date:%m-%Y}" if person.birth_precision == Precision.MONTH else f"{person.birth_date:%Y}"


def _in_words(asked: Mapping[str, Any]) -> str:
    """What was searched for; a number only by its end."""
    text = asked["text"]
    parts = [
        mask(text) if text and not any(sign.isalpha() for sign in text) else text,
        path_in_words(asked["area"]) if asked["area"] else "",
        _("lahir %(year)s") % {"year": asked["birth_year"]} if asked["birth_year"] else "",
        str(dict(Person.Sex.choices).get(asked["sex"], "")),
        {"today": _("didaftarkan hari ini"), "week": _("didaftarkan seminggu ini")}.get(asked["registered"], ""),
    ]
    return " · ".join(part for part in parts if part)
