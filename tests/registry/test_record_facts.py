"""What is said of people and families: record_facts, end_fact, record_many_facts; who may know it, and what stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from simpul.database.context import acting_as
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.kit.refusals import StaleRefused
from simpul.registry import queries, services
from simpul.registry.models import FamilyFact, PersonFact
from simpul.registry.queries.facts import value_of
from simpul.registry.rules import facts as rules
from simpul.registry.rules.catalogue import Unit
from simpul.registry.rules.facts import UNKNOWN, Told
from simpul.registry.services import IncomingFacts
from simpul.registry.services.bulk import IncomingPerson, register_many, withdraw_many
from tests.factories import registry as make
from tests.factories.families import code_of, make_family, make_person
from tests.registry.events import events_of

VISIT = Told(date(2026, 5, 1), "visit", "self")
# Every kind of value, and what follows from them.
ORDINARY = {
    "pregnant": False,
    "hours_worked": 40,
    "health_insurance": frozenset({"431a.1", "431a.4"}),
    "school_participation": "412.3",
    "in_pip": UNKNOWN,
}
SEALED = {"chronic_illness": "430.7", "ppks": frozenset({"FM", "PD"}), "difficulty_walking": "scale_1"}


def record(subject, said, by, *, told=VISIT, act=None, version=None):
    on = today(subject.office.time_zone)
    return services.record_facts(
        subject=subject, said=said, told=told, act=act or new_id(), version=version, on=on, by=by
    )


def held(subject, viewer, on=None):
    found = queries.facts_in_force(subject, viewer=viewer, on=on or today(subject.office.time_zone))
    return {code: fact.value for code, fact in found.items()}


@pytest.fixture
def person(cast):
    with acting_as(cast.rina.pk):
        return make_person(cast.rina, cast.office, "Aminah")


def test_what_was_said_is_known_with_what_follows(cast, person):
    with acting_as(cast.rina.pk):
        assert record(person, ORDINARY | SEALED, cast.rina) == 10
        assert held(person, cast.rina) == ORDINARY | SEALED | {"in_school": False, "disabled": True}
        fact = queries.facts_in_force(person, viewer=cast.rina, on=VISIT.observed_on)["pregnant"]
        assert (fact.source, fact.said_by, fact.by, fact.is_doubtful) == ("visit", "self", cast.rina.name, False)
        family = make_family(cast.rina, cast.office)
        record(family, {"floor_area": Decimal("36.50"), "cattle": 0}, cast.rina)
        assert held(family, cast.rina) == {"floor_area": Decimal("36.50"), "cattle": 0}
    detail = events_of(person, "registry.person_facts_recorded").get()["detail"]
    assert (detail["facts"], detail["source"], detail["on"]) == (list(ORDINARY), "visit", "2026-05-01")
    detail = events_of(person, "registry.confidential_facts_recorded").get()["detail"]
    assert (detail["count"], "facts" in detail) == (3, False)  # not even which


def test_confidential_values_are_sealed_to_fact_and_person(cast, person):
    with acting_as(cast.rina.pk):
        record(person, SEALED, cast.rina, told=Told(date(2026, 5, 1), "visit", note="batuk lama"))
        rows = PersonFact.objects.filter(is_confidential=True)
        assert rows.filter(choice=None, choices=None, whole=None, yes_no=None, sealed__isnull=False).count() == 3
        with connection.cursor() as cursor:
            cursor.execute("SELECT row(f.*)::text FROM registry_personfact f WHERE is_confidential")
            assert not any(needle in str(cursor.fetchall()) for needle in ("430.7", "scale_1", "batuk"))


def test_whoever_may_not_know_it_is_told_nothing(cast, person):
    """The front office works with the person; PPKS types and illness are not for it, nor for the village."""
    with acting_as(cast.rina.pk):
        record(person, ORDINARY | SEALED, cast.rina)
        record(person, {"chronic_illness": UNKNOWN}, cast.rina, told=Told(date(2026, 5, 2), "visit"))
    for viewer in (cast.yuni, cast.cecep, cast.bambang):
        with acting_as(viewer.pk):
            assert set(held(person, viewer)) == {*ORDINARY, "in_school", "disabled"}
            assert not PersonFact.objects.filter(is_confidential=True).exists()  # the second wall
            assert queries.fact_history(person, viewer=viewer, on=VISIT.observed_on, confidential=True) == []
    with acting_as(cast.yuni.pk), pytest.raises(services.FactRefused) as refused:
        record(person, {"ppks": frozenset({"FM"})}, cast.yuni)
    assert code_of(refused) == "outside_reach"
    with acting_as(cast.wati.pk):
        assert not PersonFact.objects.exists()
        with pytest.raises(services.FactRefused):
            record(person, ORDINARY, cast.wati)


def test_the_second_wall_refuses_what_the_service_forgot(cast, person):
    with acting_as(cast.yuni.pk), pytest.raises(DatabaseError), transaction.atomic():
        PersonFact.objects.create(
            person=person, code="ppks", is_confidential=True, is_known=False, observed_on=VISIT.observed_on,
            source="visit", is_implied=False, act=new_id(), recorded_by=cast.yuni.pk,
        )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_personfact SET yes_no = true WHERE code = 'pregnant'",
        "DELETE FROM registry_personfact",
        "UPDATE registry_personfact SET end_reason = 'over'",
        "UPDATE registry_personfact SET ended_at = now(), ended_by = person_id, end_reason = 'over', ended_on = observed_on",
    ],
)
def test_what_was_said_stays_said(cast, person, statement):
    with acting_as(cast.rina.pk):
        record(person, {"pregnant": False}, cast.rina)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_same_form_twice_is_once(cast, person):
    act = new_id()
    with acting_as(cast.rina.pk):
        record(person, ORDINARY, cast.rina, act=act, version=0)
        assert record(person, ORDINARY, cast.rina, act=act, version=0) == 0
        with pytest.raises(services.FactRefused) as refused:
            record(person, ORDINARY | {"pregnant": True}, cast.rina, act=act)
        assert code_of(refused) == "sent_with_other_content"
        with pytest.raises(StaleRefused):
            record(person, {"pregnant": True}, cast.rina, version=0)  # somebody else came first
        record(person, {"pregnant": True}, cast.rina, version=queries.facts_version(person, cast.rina))


@pytest.mark.parametrize(
    ("said", "told", "code"),
    [
        ({}, VISIT, "no_fact_said"),
        ({"roof_material": "305.7"}, VISIT, "fact_unknown"),  # of families
        ({"wealth": 3}, VISIT, "fact_unknown"),
        ({"school_participation": "305.7"}, VISIT, "fact_value_unfit"),
        ({"disability_kinds": frozenset({"GANDA"})}, VISIT, "fact_value_unfit"),  # follows from two kinds
        ({"pregnant": True}, Told(date(2099, 1, 1), "visit"), "fact_in_future"),
        ({"pregnant": True}, Told(date(1980, 5, 16), "visit"), "fact_before_birth"),
        ({"pregnant": True}, Told(date(2026, 5, 1), "rumour"), "fact_source_unfit"),
    ],
)
def test_what_cannot_be_is_refused(cast, person, said, told, code):
    with acting_as(cast.rina.pk), pytest.raises(services.FactRefused) as refused:
        record(person, said, cast.rina, told=told)
    assert code_of(refused) == code


def test_a_fact_ends_once_and_takes_along_what_followed(cast, person):
    with acting_as(cast.rina.pk):
        record(person, {"school_participation": "412.2"}, cast.rina, told=Told(date(2026, 1, 5), "visit"))
        record(person, {"school_participation": "412.3"}, cast.rina)
        assert held(person, cast.rina) == {"school_participation": "412.3", "in_school": False}
        on = today(person.office.time_zone)
        fact = queries.facts_in_force(person, viewer=cast.rina, on=on)["school_participation"]
        services.end_fact(subject=person, fact=fact, reason="mistake", on=on, by=cast.rina)
        assert held(person, cast.rina) == {"school_participation": "412.2", "in_school": True}  # as before
        with pytest.raises(services.FactRefused) as refused:
            services.end_fact(subject=person, fact=fact, reason="mistake", on=on, by=cast.rina)
        assert code_of(refused) == "fact_has_ended"
        fact = queries.facts_in_force(person, viewer=cast.rina, on=on)["school_participation"]
        services.end_fact(subject=person, fact=fact, reason="over", ended_on=date(2026, 3, 1), on=on, by=cast.rina)
        assert held(person, cast.rina) == {}
        assert held(person, cast.rina, on=date(2026, 2, 28))["in_school"] is True
        assert len(queries.fact_history(person, viewer=cast.rina, on=on, confidential=False)) == 4
    assert events_of(person, "registry.person_fact_ended")[0]["detail"] == {
        "reason": "mistake",
        "facts": ["school_participation"],
    }


def test_facts_of_a_merged_record_are_the_persons(cast, person):
    with acting_as(cast.rina.pk):
        twin = make_person(cast.rina, cast.office, "Aminah")
        record(twin, {"pregnant": True, "hours_worked": 20}, cast.rina, told=Told(date(2026, 4, 1), "list"))
        record(person, {"pregnant": False}, cast.rina)
        services.merge_people(person=twin, into=person, reason="same_card", version=1, into_version=1, by=cast.rina)
        assert held(person, cast.rina) == {"pregnant": False, "hours_worked": 20}


def test_a_list_and_the_counter_write_the_same_rows(cast, person):
    with acting_as(cast.rina.pk):
        other = make_person(cast.rina, cast.office, "Siti")
        family = make_family(cast.rina, cast.office)
        record(person, ORDINARY | SEALED, cast.rina)
        incoming = [
            IncomingFacts(Unit.PERSON, other.pk, ORDINARY | SEALED, VISIT),
            IncomingFacts(Unit.FAMILY, family.pk, {"roof_material": "305.7", "has_car": False}, VISIT),
            IncomingFacts(Unit.FAMILY, person.pk, {"has_car": False}, VISIT),  # no family
            IncomingFacts(Unit.PERSON, family.pk, {"has_car": False}, VISIT),
        ]
        on, act = today(person.office.time_zone), new_id()
        many = {"act": act, "office": cast.office, "on": on, "by": cast.rina}
        came = services.record_many_facts(incoming=incoming, **many)
        assert (came.facts, came.subjects, came.again, set(came.refused)) == (12, 2, 0, {person.pk, family.pk})
        assert _rows(person) == _rows(other)
        assert held(family, cast.rina) == {"roof_material": "305.7", "has_car": False}
        again = services.record_many_facts(incoming=incoming, **many)
        assert (again.facts, again.subjects, again.again) == (0, 0, 2)
        assert FamilyFact.objects.count() == 2
    with acting_as(cast.yuni.pk):
        came = services.record_many_facts(incoming=incoming[:1], **many | {"by": cast.yuni})
        assert came.refused[other.pk].code == "outside_reach"
    assert events_of(other, "registry.confidential_facts_recorded").get()["detail"]["count"] == 3


def _rows(person):
    return sorted(
        (
            row.code,
            row.is_known,
            rules.to_text(value_of(row)) if row.is_known else None,
            row.edition,
            row.observed_on,
            row.said_by,
            row.is_implied,
        )
        for row in PersonFact.objects.filter(person=person)
    )


def test_what_was_said_since_rests_on_a_registration(cast):
    """Facts that came with the list go with it; what somebody said later keeps the person."""
    people = [IncomingPerson(new_id(), make.facts(name)) for name in ("Udin", "Sri")]
    kept, gone = (one.id for one in people)
    with acting_as(cast.rina.pk):
        register_many(families=[], people=people, office=cast.office, on=make.TODAY, by=cast.rina)
        came = [IncomingFacts(Unit.PERSON, one.id, {"pregnant": False}, VISIT) for one in people]
        services.record_many_facts(incoming=came, act=new_id(), office=cast.office, on=make.TODAY, by=cast.rina)
        PersonFact.objects.create(
            person_id=kept, code="pregnant", is_confidential=False, is_known=False, observed_on=date(2026, 5, 2),
            source="visit", is_implied=False, act=new_id(), recorded_by=cast.rina.pk, recorded_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip
        answer = withdraw_many(people=[kept, gone], office=cast.office, by=cast.rina, reason="list")
        assert {id: refusal.code for id, refusal in answer.refused.items()} == {kept: "added_since"}
        assert set(PersonFact.objects.values_list("person", flat=True)) == {kept}
