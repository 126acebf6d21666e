"""The extract: what the office holds about one person, on paper, for that person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.directory.models import Office
from simpul.directory.queries import label, path_in_words
from simpul.documents.models import Paper
from simpul.documents.services import issue_paper
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.dates import date_in_words, is_day_of, today
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Membership, Person
from simpul.registry.queries.places import hides_place_of
from simpul.registry.rules.extracts import PURPOSES

TEMPLATE = "registry/papers/person_extract.typ"
NONE = "–"


class ExtractRefused(Refused):
    """Nothing was printed."""


@transaction.atomic
def print_extract(
    *, person: Person, purpose: str, paper: str, language: str, by: User, note: str = ""
) -> tuple[Paper, bytes]:
    """Set and keep the extract. It shows whole numbers, so it is recorded as a reading of them, with its purpose.

    `purpose` is one of rules.extracts.PURPOSES; the note stands beside it on the paper only.
    """
    if purpose not in PURPOSES:
        raise ExtractRefused(Refusal("reason_unknown", {"reason": purpose}))
    with translation.override(language):
        data = extract_data(person, ": ".join(filter(None, [_(PURPOSES[purpose]), note])), language)
    record(
        "registry.extract_printed",
        by=by,
        subject=person.pk,
        subject_kind="person",
        office=person.office_id,
        fields=["national_number", "family_number", "address"],
        purpose=purpose,
    )
    return issue_paper(
        kind="person_extract",
        template=TEMPLATE,
        data=data,
        office=person.office,
        subject_kind="person",
        subject=person.pk,
        language=language,
        by=by,
        paper=paper,
    )


def extract_data(person: Person, purpose: str, language: str) -> Mapping[str, Any]:
    """What stands on the paper: this person's own facts only, never those of others in the family."""
    office = person.office
    on = today(office.time_zone)
    return {
        "title": _("Kutipan data warga"),
        "intro": _("Menurut data yang tercatat di %(office)s pada %(date)s:")
        % {"office": office.name, "date": date_in_words(on, language)},
        "facts": _facts(person, office, language),
        "families_title": _("Keanggotaan keluarga"),
        **_families(person, language),
        "purpose": _("Kutipan ini diberikan untuk: %(purpose)s") % {"purpose": purpose},
        "rights": _(
            "Anda berhak meminta perbaikan data yang keliru dan mendapat jawaban dalam 3 × 24 jam (UU 27/2022 Pasal 30)."
        ),
    }


def _facts(person: Person, office: Office, language: str) -> list[tuple[str, str]]:
    unknown = _("tidak diketahui")
    born = (
        BirthDate(person.birth_date, Precision(person.birth_precision)).in_words(language)
        if person.birth_date
        else unknown
    )
    aliases = ", ".join(person.aliases.filter(ended_at__isnull=True).values_list("name", flat=True))
    return [
        (_("Nama"), person.name),
        *([(_("Nama lain"), aliases)] if aliases else []),
        (_("NIK"), person.national_number or str(person.get_number_state_display())),
        (_("Jenis kelamin"), _(person.get_sex_display()) if person.sex else unknown),
        (_("Tempat, tanggal lahir"), f"{person.birth_place}, {born}")
        if person.birth_place
        else (_("Tanggal lahir"), born),
        (_("Alamat"), _address(person, office)),
    ]


def _address(person: Person, office: Office) -> str:
    """A hidden place never leaves the office: the paper shows the office's own."""
    if hides_place_of(person):
        return office.address or office.name
    number = f"RT {person.rt or '–'} / RW {person.rw or '–'}" if person.rt or person.rw else ""
    place = path_in_words(person.area_id) if person.area_id else ""
    return ", ".join(part for part in (person.address, number, place) if part) or _("tidak diketahui")


def _memberships(person: Person) -> list[Membership]:
    return list(person.memberships.select_related("family").order_by("-from_on"))


def _families(person: Person, language: str) -> dict[str, Any]:
    """The person's places on family cards; where no card has a number, there is no column for it."""
    zone = person.office.time_zone
    rows = [_family_row(membership, zone, language) for membership in _memberships(person)]
    header = [_("No. KK"), _("Hubungan"), _("Sejak"), _("Sampai")]
    if all(row[0] == NONE for row in rows):
        header, rows = header[1:], [row[1:] for row in rows]
    return {"families_header": header, "families": rows}


def _family_row(membership: Membership, zone: str, language: str) -> list[str]:
    latest = membership.family.numbers.order_by("-from_on")
    number = latest.filter(from_on__lte=membership.until_on).first() if membership.until_on else latest.first()
    return [
        str(number.number) if number else NONE,
        label("shdk", membership.relation, language),
        _since(membership, zone, language),
        date_in_words(membership.until_on, language) if membership.until_on else NONE,
    ]


def _since(membership: Membership, zone: str, language: str) -> str:
    """A paper says no more than is known: where nobody said since when, when it was recorded."""
    said = date_in_words(membership.from_on, language)
    return (
        _("tercatat %(day)s") % {"day": said} if is_day_of(membership.from_on, membership.recorded_at, zone) else said
    )
