"""What a list knows of people who are recorded already: as at the counter, for many at once."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.registry import services
from simpul.registry.models import Person
from simpul.registry.queries.people import facts_of
from simpul.registry.services.bulk import PersonChange, fill_many
from simpul.registry.services.bulk.filling import FillingRefused
from tests.factories import registry as make
from tests.factories.families import villages
from tests.registry.test_register_many import in_turn, rows_of

ON = make.TODAY
OTHER_NIK, THIRD_NIK = "3204055208680002", "3204055208680003"


def filled(cast, *changes, by="yuni", **more):
    user = getattr(cast, by)
    with acting_as(user.pk):
        return fill_many(changes=changes, on=ON, by=user, **more)


def codes(answer):
    return {id: refusal.code for id, refusal in answer.refused.items()}


def test_a_list_changes_what_a_correction_changes(cast):
    """One number goes from one person to another, one is somebody else's too; a name, a day and a village change."""
    known = {"national_number": make.NIK, "number_state": "known"}
    people = [
        make.person(cast.yuni, cast.office, "Aminah", number_state="none_yet"),
        make.person(cast.yuni, cast.office, "Siti", national_number=make.NIK),
        make.person(cast.yuni, cast.office, "Sri", birth=None),
        make.person(cast.yuni, cast.office, "Udin bin Sobari"),
        make.person(cast.yuni, cast.office, "Asep", national_number=THIRD_NIK),
    ]
    changes = [
        PersonChange(people[1].pk, 1, {"national_number": OTHER_NIK}),
        PersonChange(people[0].pk, 1, known),
        PersonChange(people[2].pk, 1, {"birth": BirthDate(date(1980, 5, 17)), "sex": "P", "area_code": villages()[0].pk}),
        PersonChange(people[3].pk, 1, {"name": "Udin Sobari Putra", "national_number": THIRD_NIK, "number_state": "known"}),
    ]  # fmt: skip

    def counter():
        for change in changes:
            person = Person.objects.get(pk=change.person)
            services.correct_person(
                person=person, version=1, facts=replace(facts_of(person), **change.facts), reason="document", on=ON,
                by=cast.yuni,
            )  # fmt: skip
        return rows_of({})

    def at_once():
        answer = fill_many(changes=changes, on=ON, by=cast.yuni, reason="document")
        assert (answer.people, answer.again, answer.refused) == (4, 0, {})
        return rows_of({})

    with acting_as(cast.yuni.pk):
        one_by_one, together = in_turn(counter), in_turn(at_once)
    for table, rows in together.items():
        assert rows == one_by_one[table], table


def test_it_is_recorded_with_the_list_and_changes_nothing_a_second_time(cast):
    person = make.person(cast.yuni, cast.office, "Sri", birth=None)
    change = PersonChange(person.pk, 1, {"birth": BirthDate(date(1980, 5, 17))})
    filled(cast, change, source=person.pk)
    assert filled(cast, change).again == 1
    with acting_as(cast.sari.pk):
        event = AuditEvent.objects.get(act="registry.person_corrected")
        assert event.detail == {"fields": ["birth"], "reason": "list", "source": str(person.pk)}
    with acting_as(cast.yuni.pk):
        person.refresh_from_db()
        assert (person.version, person.change_reason, person.events.count()) == (2, "list", 2)


def test_who_cannot_be_changed_is_named_and_the_others_are(cast):
    stale, headed, good, odd = (
        make.person(cast.yuni, cast.office, name, family=name == "Siti") for name in ("Sri", "Siti", "Asep", "Udin")
    )
    elsewhere = make.person(cast.wati, cast.other_office, "Neneng")
    answer = filled(
        cast,
        PersonChange(stale.pk, 7, {"sex": "L"}),
        PersonChange(headed.pk, 1, {"area_code": villages()[1].pk}),
        PersonChange(good.pk, 1, {"sex": "L"}),
        PersonChange(odd.pk, 1, {"name": "123"}),
        PersonChange(elsewhere.pk, 1, {"sex": "L"}),
    )
    assert answer.people == 1
    assert codes(answer) == {
        stale.pk: "stale", headed.pk: "moves_with_family", odd.pk: "name_without_letters",
        elsewhere.pk: "person_out_of_reach",
    }  # fmt: skip
    assert set(codes(filled(cast, PersonChange(good.pk, 2, {"sex": "P"}), by="sari")).values()) <= {
        "outside_reach", "person_out_of_reach",
    }  # fmt: skip


def test_only_facts_of_a_person_are_filled_in(cast):
    person = make.person(cast.yuni, cast.office, "Sri")
    with pytest.raises(FillingRefused):
        filled(cast, PersonChange(person.pk, 1, {"version": 9}))
