"""Taking registrations back: gone from everywhere, kept in history; refused where something rests on them."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from simpul.accounts.models import User
from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.kit.birth_dates import BirthDate
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry import queries, services
from simpul.registry.models import Family, Membership, NameWord, PaperTask, Person
from simpul.registry.services.bulk import IncomingFamily, IncomingPerson, register_many, withdraw_many
from simpul.registry.signals import dependants_asked
from tests.factories import registry as make
from tests.factories.families import villages

ON = make.TODAY


@pytest.fixture
def listed(cast):
    """A family of three and somebody alone, registered from a list by Yuni."""
    card = IncomingFamily(new_id(), villages()[0].pk, "Kp. Cikadu 7", "3", "2", make.KK)
    udin, siti, child = (
        IncomingPerson(new_id(), make.facts(name, area_code=card.area_code), family=card.id, relation=relation)
        for name, relation in (("Udin", "1"), ("Siti", "3"), ("Asep", "4"))
    )
    alone = IncomingPerson(new_id(), make.facts("Sri", national_number=make.NIK))
    people = [udin, siti, child, alone]
    with acting_as(cast.yuni.pk):
        register_many(families=[card], people=people, office=cast.office, on=ON, by=cast.yuni)
    return SimpleNamespace(
        card=card, people=people, udin=udin.id, siti=siti.id, child=child.id, alone=alone.id, all=[p.id for p in people]
    )


def withdrawn(cast, *people, by="yuni", **more):
    user = getattr(cast, by)
    asked = {"people": people, "office": cast.office, "by": user, "reason": "list"} | more
    with acting_as(user.pk):
        return withdraw_many(**asked)


def codes(answer):
    return {id: refusal.code for id, refusal in answer.refused.items()}


def test_who_was_withdrawn_is_nowhere_any_more(cast, listed, sign_in):
    source = new_id()
    answer = withdrawn(cast, *listed.all, source=source)
    assert (answer.people, answer.families, answer.refused) == (4, 1, {})
    with acting_as(cast.yuni.pk):
        assert not queries.people_visible_to(cast.yuni).exists()
        assert not Person.objects.exists()  # the second wall says so too
        assert not Family.objects.exists()
        assert not Membership.objects.exists()
        assert not NameWord.objects.exists()
        assert not queries.search_visible_to(cast.yuni, make.NIK).exists()
        assert queries.people_like(cast.yuni, make.facts("Sri", national_number=make.NIK)) == []
    client = sign_in("yuni")
    assert client.get(f"/registry/families/{listed.card.id}/").status_code == 404
    assert client.get(f"/api/v1/people/{listed.udin}/").status_code == 404
    with acting_as(cast.sari.pk):
        events = AuditEvent.objects.filter(act="registry.person_withdrawn")
        assert {event.subject for event in events} == set(listed.all)
        assert events[0].detail == {"reason": "list", "source": str(source)}


def test_a_second_time_changes_nothing_and_the_list_does_not_bring_them_back(cast, listed):
    withdrawn(cast, listed.alone)
    again = withdrawn(cast, listed.alone)
    assert (again.people, again.again, again.refused) == (0, 1, {})
    with acting_as(cast.yuni.pk):
        answer = register_many(families=[], people=listed.people[3:], office=cast.office, on=ON, by=cast.yuni)
    assert codes(answer) == {listed.alone: "registration_withdrawn"}


def test_a_member_leaves_and_the_family_stays(cast, listed):
    answer = withdrawn(cast, listed.child)
    assert (answer.people, answer.families) == (1, 0)
    with acting_as(cast.yuni.pk):
        family = Family.objects.get()
        assert (family.version, queries.family_rows([family])[0].members) == (2, 2)


def test_a_head_goes_only_with_everybody(cast, listed):
    answer = withdrawn(cast, listed.udin, listed.siti)
    assert (answer.people, codes(answer)) == (1, {listed.udin: "heads_a_family"})


def test_another_module_may_say_that_something_of_its_own_rests_on_somebody(cast, listed):
    def rests(people, by, **signal):
        return {person: Refusal("has_open_case") for person in people if person == listed.siti}

    dependants_asked.connect(rests)
    try:
        answer = withdrawn(cast, *listed.all)
    finally:
        dependants_asked.disconnect(rests)
    assert codes(answer) == {listed.siti: "has_open_case", listed.udin: "heads_a_family"}
    assert answer.people == 2


def test_nobody_withdraws_whom_they_may_not_correct(cast, listed):
    assert set(codes(withdrawn(cast, *listed.all, by="wati")).values()) == {"outside_reach"}
    assert set(codes(withdrawn(cast, *listed.all, by="sari")).values()) == {"outside_reach"}
    assert set(codes(withdrawn(cast, *listed.all, office=cast.other_office)).values()) == {"person_of_other_office"}
    with acting_as(cast.wati.pk), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT registry_withdraw(%s, 'list')", [[listed.alone]])  # the database's own wall


def test_work_that_was_open_ends_and_who_shared_the_number_is_alone_with_it(cast, listed):
    other = IncomingPerson(new_id(), make.facts("Sri Rahayu", national_number=make.NIK))
    with acting_as(cast.yuni.pk):
        register_many(families=[], people=[other], office=cast.office, on=ON, by=cast.yuni)
        assert PaperTask.objects.get(person=other.id, closed_at=None).paper == "number_shared"
    withdrawn(cast, listed.alone)
    with acting_as(cast.yuni.pk):
        assert PaperTask.objects.get(person=other.id).outcome == "checked"


def _corrected(by, person):
    facts = make.facts("Udin bin Sobari", area_code=person.area_id)
    services.correct_person(person=person, version=1, facts=facts, reason="typing", on=ON, by=by)


def _died(by, person):
    heir = Membership.objects.exclude(person=person).get(family__memberships__person=person, relation="3").person_id
    day = BirthDate(date(2026, 1, 1))
    services.record_death(person=person, version=1, died=day, source="report", on=ON, by=by, new_head=heir)


def _left(by, person):
    family = Membership.objects.get(person=person).family
    child = Membership.objects.get(family=family, relation="4")
    services.leave_family(family=family, person=child.person, on=ON, by=by)


def _task(by, person):
    services.close_paper_task(task=person.paper_tasks.first(), outcome="not_needed", by=by)


SINCE = {
    "changed_since": _corrected,
    "has_died": _died,
    "has_relations": lambda by, person: services.record_relation(
        person=person, other=Person.objects.exclude(pk=person.pk).first(), kind="carer", by=by
    ),
    "added_since": lambda by, person: services.add_contact(person=person, number="+62812", safety="safe", by=by),
    "person_is_merged": lambda by, person: services.merge_people(
        person=make.person(by, person.office, "Udin lagi"), into=person, reason="same_card", by=by
    ),
    "paper_task_done": _task,
    "family_changed_since": _left,
    "paper_printed": lambda by, person: services.print_extract(
        person=person, purpose="own_use", paper="a4", language="id", by=by
    ),
}  # fmt: skip


@pytest.fixture
def committed(scratch_database, django_db_blocker):
    """A database of its own: what came with a registration came in its transaction, and most tests are but one."""
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    with django_db_blocker.unblock():
        connections["default"].close()
        settings["NAME"] = scratch_database
        yield
        connections["default"].close()
        settings["NAME"] = before


def test_whoever_something_was_done_about_since_stays(committed):
    yuni, office = User.objects.get(username="yuni"), Office.objects.get(code="dinsos-bandung")
    for code, act in SINCE.items():
        card = IncomingFamily(new_id(), villages()[0].pk)
        people = [
            IncomingPerson(
                new_id(), replace(make.facts(name), number_state="none_yet"), family=card.id, relation=relation
            )
            for name, relation in (("Udin", "1"), ("Siti", "3"), ("Asep", "4"))
        ]
        udin, *others = (one.id for one in people)
        with acting_as(yuni.pk):
            register_many(families=[card], people=people, office=office, on=ON, by=yuni)
        with acting_as(yuni.pk):
            act(yuni, Person.objects.get(pk=udin))
        with acting_as(yuni.pk):
            answer = withdraw_many(people=[udin, *others], office=office, by=yuni, reason="list")
            assert answer.refused[udin].code == code
            assert Person.objects.filter(pk=udin).exists(), code


def test_whoever_was_typed_in_at_the_counter_is_taken_back_the_same_way(cast):
    person = make.person(
        cast.yuni, cast.office, "Neng", family=True, contact=services.NewContact("+6281234567890", "safe")
    )
    answer = withdrawn(cast, person.pk, reason="mistake")
    assert (answer.people, answer.families, answer.refused) == (1, 1, {})
