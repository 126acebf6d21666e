"""A list and the counter write the same rows: many people at once, compared with one after the other."""

import json
from dataclasses import asdict, replace
from datetime import date

from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from simpul.database.context import acting_as
from simpul.database.encryption import unseal
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.ids import new_id
from simpul.registry.models import Family, Membership, Person
from simpul.registry.rules.people import PersonFacts
from simpul.registry.rules.registration import registration_text
from simpul.registry.services import JoinFamily, NewContact, NewFamily, register_person
from simpul.registry.services.bulk import IncomingFamily, IncomingPerson, register_many
from tests.factories import registry as make
from tests.factories.families import code_of, villages
from tests.registry.events import events_of

ON = make.TODAY
TABLES = ("person", "family", "familynumber", "membership", "alias", "contact", "papertask", "nameword")
SEALED = {
    "registry_person": {"national_number": "id", "address": "id"},
    "registry_family": {"address": "id"},
    "registry_familynumber": {"number": "family_id"},
    "registry_contact": {"number": "person_id", "rule": "person_id"},
}
OWN = {"id", "registered_at", "changed_at", "recorded_at", "added_at", "opened_at", "registration_digest"}


def a_list(village):
    """A family of three with everything that may come along, somebody alone, and two who share a number."""
    card = IncomingFamily(new_id(), village, "Kp. Cikadu 7", "3", "2", make.KK)
    bare = IncomingFamily(new_id(), village, None, "3", "2", None)
    here = {"area_code": village}
    return [card, bare], [
        IncomingPerson(
            new_id(), make.facts("Drs. H. Udin bin Sobari", national_number=make.NIK, **here),
            NewContact("+6281234567890", "careful", "Hanya pagi"), card.id, "1", "Mang Udin",
        ),
        IncomingPerson(new_id(), make.facts("Siti", birth=BirthDate(date(1970, 1, 1), Precision.YEAR), **here), None, card.id, "3"),
        IncomingPerson(new_id(), replace(make.facts("Ma'ruf", birth=None, **here), number_state="none_yet"), None, card.id, "4"),
        IncomingPerson(new_id(), make.facts("Aminah", national_number=make.NIK, address=None, **here), None, bare.id, "1"),
        IncomingPerson(new_id(), make.facts("Sri", national_number=make.NIK), NewContact("+6281234567891", "safe")),
    ]  # fmt: skip


def registered_one_by_one(families, people, cast):
    """The same at the counter; afterwards the families have the ids of the list's."""
    cards, made = {family.id: family for family in families}, {}
    for one in people:
        placement = None
        if one.family and one.relation == "1":
            placement = NewFamily(cards[one.family].number)
        elif one.family:
            placement = JoinFamily(Family.objects.get(pk=made[one.family]), one.relation)
        person = register_person(
            id=one.id, facts=one.facts, office=cast.office, on=ON, by=cast.yuni, contact=one.phone, alias=one.alias,
            placement=placement, not_the_same_as=set(Person.objects.values_list("pk", flat=True)),
        )  # fmt: skip
        if one.family:
            made[one.family] = Membership.objects.get(person=person).family_id
    return {made: id for id, made in made.items()}


def rows_of(names):
    """Every row of every table, opened, without what is made anew each time."""
    found = {}
    for table in TABLES:
        name = f"registry_{table}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name}")
            columns = [column.name for column in cursor.description]
            rows = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
        found[table] = sorted(
            (sorted(opened(name, row, names).items(), key=str) for row in rows), key=str
        )
    return found


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def opened(table, row, names):
    for column, subject in SEALED.get(table, {}).items():
        if row[column] is not None:
            row[column] = unseal(f"{table.replace('_', '.')}.{column}", row[subject], row[column])
    own = OWN - {"id"} if table == "registry_person" else OWN
    return {
        column: str(names.get(value, value))
        for column, value in row.items()
        if column not in own and not (table == "registry_family" and column == "version")
    }


def in_turn(act):
    """What an act leaves, undone again."""
    from django.db import transaction

    sid = transaction.savepoint()
    answer = act()
    transaction.savepoint_rollback(sid)
    return answer


def test_a_list_writes_what_the_counter_writes(cast):
    families, people = a_list(villages()[0].pk)

    def counter():
        return rows_of(registered_one_by_one(families, people, cast))

    def at_once():
        answer = register_many(families=families, people=people, office=cast.office, on=ON, by=cast.yuni)
        assert (answer.people, answer.families, answer.again, answer.refused) == (5, 2, 0, {})
        return rows_of({})

    with acting_as(cast.yuni.pk):
        one_by_one, together = in_turn(counter), in_turn(at_once)
    for table in TABLES:
        assert together[table] == one_by_one[table], table
    assert len(together["papertask"]) == 4  # no NIK, no card, and two who share a number
