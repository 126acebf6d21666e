"""Somebody's own file, or their family's, is closed to them: declared by themselves or a manager, withdrawn by another."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from simpul.accounts.models import Grant
from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.registry.models import Family, Membership, Person
from simpul.registry.services import (
    ConflictRefused,
    declare_conflict,
    found_family,
    join_family,
    leave_family,
    merge_people,
    withdraw_conflict,
)
from tests.factories import registry as make
from tests.factories.families import make_family, people_of

PEOPLE, FAMILIES, API = "/registry/people/", "/registry/families/", "/api/registry/people/"
KK = "3204050101260001"


@pytest.fixture
def family(cast):
    """Budi, his wife Siti and their daughter Dewi on one card."""
    with acting_as(cast.yuni.pk):
        return make_family(cast.yuni, cast.office, ("Siti", "3"), ("Dewi", "4"), number=KK)


@pytest.fixture
def head(cast, family):
    with acting_as(cast.yuni.pk):
        return family.memberships.get(relation="1").person


def page(person):
    return reverse("registry:declare_conflict", args=[person.pk])


def rows(user, table):
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM registry_{table}")
        return {row[0] for row in cursor.fetchall()}


def told(cast, act):
    with acting_as(cast.sari.pk):
        return list(AuditEvent.objects.filter(act=act).order_by("id"))


def declare(cast, person, user, by=None):
    by = by or user
    with acting_as(by.pk):
        declare_conflict(person=person, user=user, relation="conflict_family", by=by)


def primary(person):
    return Grant.objects.get(kind="person", object=person.pk, relation__startswith="conflict_")


class TestByOneself:
    """One's own."""

    def test_person_and_family_are_gone_at_the_next_statement(self, cast, sign_in, family, head):
        client, stranger = sign_in("yuni"), make.person(cast.yuni, cast.office, "Orang Lain", birth=None)
        everybody = set(people_of(family).values())
        assert client.get(page(head)).status_code == 200
        answer = client.post(page(head), {"relation": "conflict_family"})
        assert (answer.status_code, answer.url) == (302, reverse("registry:find_person"))
        for person in everybody:
            for path in (f"{PEOPLE}{person.pk}/", f"{PEOPLE}{person.pk}/correct/", f"{API}{person.pk}/", page(person)):
                assert client.get(path).status_code == 404, path
        assert client.get(f"{FAMILIES}{family.pk}/").status_code == 404
        assert rows(cast.yuni, "person") == {stranger.pk}
        assert rows(cast.yuni, "family") == set()
        assert client.post(PEOPLE, {"text": KK}, follow=True).context["page"].count == 0

    def test_nobody_else_is_affected(self, cast, sign_in, family, head):
        declare(cast, head, cast.yuni)
        assert sign_in("bagus").get(f"{PEOPLE}{head.pk}/").status_code == 200
        assert rows(cast.bagus, "family") == {family.pk}

    def test_it_is_recorded_with_the_relation_only(self, cast, head):
        declare(cast, head, cast.yuni)
        (event,) = told(cast, "registry.conflict_declared")
        assert (event.actor, event.subject, event.office) == (cast.yuni.pk, head.pk, cast.office.pk)
        assert event.detail == {"user": str(cast.yuni.pk), "relation": "conflict_family"}

    def test_declaring_twice_is_declaring_once(self, cast, head):
        with acting_as(cast.rina.pk):
            for _ in range(2):
                declare_conflict(person=head, user=cast.yuni, relation="conflict_own", by=cast.rina)
        assert Grant.objects.filter(object=head.pk).count() == 1

    def test_nobody_at_the_counter_declares_for_another(self, cast, sign_in, head):
        form = sign_in("yuni").get(page(head)).context["form"]
        assert "user" not in form.fields
        sign_in("yuni").post(page(head), {"relation": "conflict_own", "user": str(cast.bagus.pk)})
        assert primary(head).user_id == cast.yuni.pk
        with acting_as(cast.bagus.pk), pytest.raises(ConflictRefused):
            declare_conflict(person=head, user=cast.lilis, relation="conflict_own", by=cast.bagus)

    @pytest.mark.parametrize("name", ["agus", "gatot", "maria"])
    def test_who_sees_nobody_has_nothing_to_declare(self, sign_in, head, name):
        assert sign_in(name).get(page(head)).status_code == 403

    def test_person_of_another_office_is_not_there(self, sign_in, head):
        assert sign_in("wati").post(page(head), {"relation": "conflict_own"}).status_code == 404


class TestByAManager:
    """For staff of the office, and back."""

    def test_declares_for_staff_and_sees_who_did(self, cast, sign_in, head):
        client = sign_in("rina")
        form = client.get(page(head)).context["form"]
        people = {str(pk) for pk, _ in form.fields["user"].choices}
        assert {str(cast.yuni.pk), str(cast.rina.pk)} <= people
        assert not people & {str(cast.wati.pk), str(cast.agus.pk)}
        client.post(page(head), {"relation": "conflict_other", "user": str(cast.yuni.pk)})
        assert sign_in("yuni").get(f"{PEOPLE}{head.pk}/").status_code == 404
        shown = client.get(page(head)).content.decode()
        assert "Yuni Astuti" in shown
        assert "Hubungan lain" in shown

    def test_withdraws_and_all_of_it_comes_back(self, cast, sign_in, family, head):
        declare(cast, head, cast.yuni)
        assert rows(cast.yuni, "person") == set()
        address = reverse("registry:withdraw_conflict", args=[head.pk, primary(head).pk])
        assert sign_in("rina").get(address).status_code == 200
        assert sign_in("rina").post(address).status_code == 302
        assert rows(cast.yuni, "person") == {person.pk for person in people_of(family).values()}
        assert rows(cast.yuni, "family") == {family.pk}
        assert not Grant.objects.exists()
        (event,) = told(cast, "registry.conflict_withdrawn")
        assert (event.actor, event.detail["user"]) == (cast.rina.pk, str(cast.yuni.pk))

    def test_nobody_withdraws_their_own(self, cast, sign_in, head):
        declare(cast, head, cast.rina)
        address = reverse("registry:withdraw_conflict", args=[head.pk, primary(head).pk])
        assert sign_in("rina").post(address).status_code == 404
        with acting_as(cast.rina.pk), pytest.raises(ConflictRefused):
            withdraw_conflict(person=head, conflict=primary(head), by=cast.rina)
        assert sign_in("bambang").post(address).status_code == 302

    @pytest.mark.parametrize("name", ["bagus", "sari", "asep"])
    def test_others_neither_see_nor_withdraw(self, cast, sign_in, head, name):
        declare(cast, head, cast.yuni)
        address = reverse("registry:withdraw_conflict", args=[head.pk, primary(head).pk])
        assert sign_in(name).post(address).status_code == 403
        assert "Yuni Astuti" not in sign_in(name).get(page(head)).content.decode()

    def test_a_grant_of_another_kind_is_not_withdrawn_here(self, cast, sign_in, head):
        grant = Grant.objects.create(user=cast.bagus, kind="person", object=head.pk, effect="deny", relation="test")
        address = reverse("registry:withdraw_conflict", args=[head.pk, grant.pk])
        assert sign_in("rina").post(address).status_code == 404


class TestItGoesAlong:
    """A conflict follows the person: into another family, to whoever joins, to the record that stands for both."""

    def test_whoever_joins_the_family_is_closed_too(self, cast, family, head):
        declare(cast, head, cast.yuni)
        late = make.person(cast.bagus, cast.office, "Anak Baru", birth=None)
        assert late.pk in rows(cast.yuni, "person")
        with acting_as(cast.bagus.pk):
            fresh = Family.objects.get(pk=family.pk)
            join_family(
                family=fresh, person=late, relation="4", on=date(2026, 11, 24), version=fresh.version, by=cast.bagus
            )
        assert rows(cast.yuni, "person") == set()

    def test_the_family_they_move_to_is_closed(self, cast, family):
        with acting_as(cast.bagus.pk):
            dewi = people_of(family)["Dewi"]
            there = make_family(cast.bagus, cast.office, ("Rudi", "4"), number="3204050101260009")
        declare(cast, dewi, cast.yuni)
        assert rows(cast.yuni, "family") == {there.pk}
        with acting_as(cast.bagus.pk):
            left = Family.objects.get(pk=family.pk)
            leave_family(
                family=left, person=dewi, reason="moved", on=date(2026, 11, 24), version=left.version, by=cast.bagus
            )
            entered = Family.objects.get(pk=there.pk)
            join_family(
                family=entered, person=dewi, relation="9", on=date(2026, 11, 24), version=entered.version, by=cast.bagus
            )
        assert rows(cast.yuni, "family") == set()
        assert rows(cast.yuni, "person") == set()

    def test_the_record_that_stands_for_both_is_closed(self, cast):
        one, two = (make.person(cast.yuni, cast.office, name, birth=None) for name in ("Ani Satu", "Any Satu"))
        declare(cast, one, cast.yuni)
        assert rows(cast.yuni, "person") == {two.pk}
        with acting_as(cast.rina.pk):
            one, two = Person.objects.get(pk=one.pk), Person.objects.get(pk=two.pk)
            merge_people(
                person=one, into=two, reason="same_card", version=one.version, into_version=two.version, by=cast.rina
            )
        assert rows(cast.yuni, "person") == set()

    def test_records_merged_before_are_closed(self, cast, sign_in):
        names = ("Ani Satu", "Any Satu", "Anie Satu")
        one, two, three = (make.person(cast.yuni, cast.office, name, birth=None) for name in names)
        with acting_as(cast.rina.pk):
            for person, into in ((one, two), (two, three)):
                person, into = Person.objects.get(pk=person.pk), Person.objects.get(pk=into.pk)
                merge_people(
                    person=person, into=into, reason="same_card", version=person.version, into_version=into.version,
                    by=cast.rina,
                )  # fmt: skip
        declare(cast, three, cast.yuni)
        assert rows(cast.yuni, "person") == set()


class TestAlarm:
    """Whoever asks for what is closed to them is told nothing, and the office's watchers are."""

    @pytest.mark.parametrize("path", [f"{PEOPLE}{{}}/", f"{API}{{}}/", f"{PEOPLE}{{}}/correct/"])
    def test_asking_is_recorded_and_told(self, cast, sign_in, head, path):
        declare(cast, head, cast.yuni)
        client = sign_in("yuni")
        for _ in range(2):
            assert client.get(path.format(head.pk)).status_code == 404
        events = told(cast, "accounts.denied_file_asked")
        assert [(e.actor, e.subject, e.office) for e in events] == [(cast.yuni.pk, head.pk, cast.office.pk)] * 2
        news = sign_in("paulus").get(reverse("notices:list_notices")).content.decode()
        assert news.count("Yuni Astuti mencoba membuka") == 1
        assert "Yuni Astuti" in sign_in("paulus").get("/").content.decode()

    def test_others_raise_no_alarm(self, cast, sign_in, head):
        declare(cast, head, cast.yuni)
        sign_in("bagus").get(f"{PEOPLE}{head.pk}/")
        assert told(cast, "accounts.denied_file_asked") == []


def test_a_family_founded_later_is_closed(cast):
    """Somebody without a card gets one."""
    alone = make.person(cast.yuni, cast.office, "Ani Sendiri", birth=None)
    declare(cast, alone, cast.yuni)
    with acting_as(cast.bagus.pk):
        made = found_family(
            head=Person.objects.get(pk=alone.pk), office=cast.office, area_id=None, number=None,
            on=date(2026, 11, 24), by=cast.bagus, address="", rt="", rw="",
        )  # fmt: skip
        assert Membership.objects.filter(family=made).count() == 1
    assert rows(cast.yuni, "family") == set()
