"""Registering many people and their families at once."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.database.staging import Rows, staged
from simpul.directory.models import Office
from simpul.kit.ahead import made_ahead
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal
from simpul.registry.models import PaperTask, Person
from simpul.registry.services.bulk import events, words
from simpul.registry.services.bulk.incoming import IncomingFamily, IncomingPerson, Registered
from simpul.registry.services.bulk.numbers import sharing_numbers
from simpul.registry.services.bulk.rows import rows_by_table
from simpul.registry.services.bulk.sifting import Call, Sifted, sift
from simpul.registry.services.bulk.tasks import open_tasks
from simpul.registry.services.people import RegistrationRefused

Paper = PaperTask.Paper
PERSON = (
    "id uuid, area_code text, name text, sex text, birth_place text, birth_date date, birth_precision text,"
    " national_number bytea, national_number_index bytea, number_state text, address bytea, rt text, rw text,"
    " address_is_protected bool, registration_digest bytea, registered_at timestamptz"
)
FAMILY = "id uuid, area_code text, address bytea, rt text, rw text, began_on date, registered_at timestamptz"


class _Taken(Exception):
    """Ids that rows out of sight have, or that somebody else took at this very moment."""

    def __init__(self, ids: Iterable[UUID]) -> None:
        super().__init__()
        self.ids = set(ids)


@transaction.atomic
def register_many(
    *,
    families: Iterable[IncomingFamily],
    people: Iterable[IncomingPerson],
    office: Office,
    on: date,
    by: User,
    source: UUID | None = None,
) -> Registered:
    """Record people and families as `register_person` does one by one; who cannot be recorded is named, with the reason.

    Everybody has an id of their own that stays theirs: what was recorded before with the same content is passed over.
    Whether somebody is perhaps known already was asked before (`similar_people`), and is not asked here again.
    `source` is the list they come from. One call is one transaction; its rows are held in memory, so a long list comes
    in parts of `AT_ONCE`, families undivided. Facts come as a form reads them: names tidied, numbers whole.
    """
    call, taken = Call(office, on, by, source), set[UUID]()
    known, everybody = {family.id: family for family in families}, list(people)
    _refuse_other_moments(known, everybody)
    while True:
        sifted = sift(known, everybody, call, taken)
        try:
            with transaction.atomic():
                _write(sifted, call)
        except _Taken as found:
            taken |= found.ids
        else:
            return Registered(len(sifted.people), len(sifted.founded), sifted.again, sifted.refused)


def _refuse_other_moments(families: dict[UUID, IncomingFamily], people: list[IncomingPerson]) -> None:
    """When somebody was registered is never said by a list, save in a demo, whose people are nobody."""
    if settings.DEMO:
        return
    if any(one.registered_at for one in people) or any(one.registered_at for one in families.values()):
        raise RegistrationRefused(Refusal("not_a_demo"))


def _write(sifted: Sifted, call: Call) -> None:
    if not sifted.people:
        return
    with closing(made_ahead(rows_by_table(sifted, call))) as tables:
        for table, rows in tables:
            WRITE[table](rows, sifted, call)
    opened = open_tasks(_tasks(sifted, call), by=call.by)
    events.record_registrations(sifted, opened, call)


def _write_families(rows: Rows, sifted: Sifted, call: Call) -> None:
    with staged("new_family", FAMILY, rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_family (id, office_id, area_code, address, rt, rw, began_on,
                registered_at, registered_by, changed_at, changed_by, version)
            SELECT id, %(office)s, area_code, address, rt, rw, began_on,
                coalesce(registered_at, now()), %(by)s, coalesce(registered_at, now()), %(by)s, 1
            FROM new_family ORDER BY id ON CONFLICT (id) DO NOTHING
            """,
            {"office": call.office.pk, "by": call.by.pk},
        )
        _refuse_taken(cursor, "family", of=len(sifted.founded))
        if sifted.joined:
            cursor.execute(
                "UPDATE registry_family SET version = version + 1, changed_at = now(), changed_by = %s WHERE id = ANY (%s)",
                [call.by.pk, list(sifted.joined)],
            )


def _write_people(rows: Rows, sifted: Sifted, call: Call) -> None:
    with staged("new_person", PERSON, rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_person (id, office_id, area_code, name, sex, birth_place, birth_date, birth_precision,
                died_precision, national_number, national_number_index, number_state, address, rt, rw,
                address_is_protected, change_reason, registration_digest,
                registered_at, registered_by, changed_at, changed_by, version)
            SELECT id, %(office)s, area_code, name, sex, birth_place, birth_date, birth_precision,
                'day', national_number, national_number_index, number_state, address, rt, rw,
                address_is_protected, '', registration_digest,
                coalesce(registered_at, now()), %(by)s, coalesce(registered_at, now()), %(by)s, 1
            FROM new_person ORDER BY id ON CONFLICT (id) DO NOTHING
            """,
            {"office": call.office.pk, "by": call.by.pk},
        )
        _refuse_taken(cursor, "person", of=len(sifted.people))


def _refuse_taken(cursor: Any, what: str, *, of: int) -> None:
    """Where fewer rows came to be than were staged, the others' ids are taken."""
    if cursor.rowcount == of:
        return
    cursor.execute(
        f"SELECT id FROM new_{what} staged WHERE NOT EXISTS ("  # noqa: S608 - one of two words
        f" SELECT FROM registry_{what} row WHERE row.id = staged.id"
        f" AND row.registered_at = coalesce(staged.registered_at, now()))"
    )
    raise _Taken(id for (id,) in cursor.fetchall())


def _write_places(rows: Rows, sifted: Sifted, call: Call) -> None:
    columns = "id uuid, family_id uuid, person_id uuid, relation text, from_on date"
    with staged("new_place", columns, rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_membership (id, family_id, person_id, relation, from_on, end_reason, recorded_at, recorded_by)
            SELECT id, family_id, person_id, relation, from_on, '', now(), %s FROM new_place
            """,
            [call.by.pk],
        )


def _write_numbers(rows: Rows, sifted: Sifted, call: Call) -> None:
    columns = "id uuid, family_id uuid, number bytea, number_index bytea, from_on date"
    with staged("new_number", columns, rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_familynumber (id, family_id, number, number_index, from_on, recorded_at, recorded_by)
            SELECT id, family_id, number, number_index, from_on, now(), %s FROM new_number
            """,
            [call.by.pk],
        )


def _write_aliases(rows: Rows, sifted: Sifted, call: Call) -> None:
    if not rows:
        return
    with staged("new_alias", "id uuid, person_id uuid, name text", rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_alias (id, person_id, name, kind, added_at, added_by)
            SELECT id, person_id, name, 'called', now(), %s FROM new_alias
            """,
            [call.by.pk],
        )


def _write_contacts(rows: Rows, sifted: Sifted, call: Call) -> None:
    columns = "id uuid, person_id uuid, number bytea, number_index bytea, safety text, rule bytea"
    with staged("new_contact", columns, rows) as cursor:
        cursor.execute(
            """
            INSERT INTO registry_contact (id, person_id, kind, number, number_index, safety, rule, added_at, added_by)
            SELECT id, person_id, 'own_phone', number, number_index, safety, rule, now(), %s FROM new_contact
            """,
            [call.by.pk],
        )


def _write_words(rows: Rows, sifted: Sifted, call: Call) -> None:
    words.add_words(rows)


WRITE = {
    "family": _write_families,
    "person": _write_people,
    "word": _write_words,
    "place": _write_places,
    "number": _write_numbers,
    "alias": _write_aliases,
    "contact": _write_contacts,
}


def _tasks(sifted: Sifted, call: Call) -> Iterator[tuple[UUID, str, date]]:
    """The work that opens: a number or a card to obtain, and a number that somebody else has too."""
    for one, _ in sifted.people:
        if one.facts.number_state == Person.NumberState.NONE_YET:
            yield one.id, Paper.NATIONAL_NUMBER, call.on
    now = today(call.office.time_zone)
    for founded in sifted.founded.values():
        if not founded.number:
            yield founded.head, Paper.FAMILY_CARD, now
    numbered = [(one.id, one.facts.national_number) for one, _ in sifted.people if one.facts.national_number]
    for person in sharing_numbers(numbered):
        yield person, Paper.NUMBER_SHARED, call.on
