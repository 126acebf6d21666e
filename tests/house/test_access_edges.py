"""Rights that change, end or are denied; addresses that do not fit together; fields nobody may send."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import Assignment, Grant, User
from simpul.accounts.services import give_grant, withdraw_grant
from simpul.database.context import acting_as
from simpul.directory.models import Area
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.registry.models import Alias, Contact, FamilyFact, Membership, PaperTask, Person, PersonFact, Relation
from simpul.registry.rules.facts import Told
from simpul.registry.services import NewContact, add_alias, print_extract, record_facts, record_relation
from tests.factories import registry as make

PEOPLE, FAMILIES = "/registry/people/", "/registry/families/"
TODAY = today("Asia/Jakarta")


def opens(client, person):
    return client.get(f"{PEOPLE}{person.pk}/").status_code


@pytest.fixture
def aminah(cast):
    return make.person(cast.yuni, cast.office, family=True, contact=NewContact("+6281200002222", "safe"))


@pytest.fixture
def far(cast):
    return make.person(cast.wati, cast.other_office, "Euis Garut", family=True, number_state="none_yet")


class TestGrants:
    """Rights on one person."""

    def test_allowed_until_an_hour_and_no_longer(self, cast, sign_in, far):
        now = timezone.now()
        for until, status in ((now + timedelta(hours=1), 200), (now - timedelta(seconds=1), 404)):
            grant = _grant(cast.yuni, far, "allow", until=until)
            assert opens(sign_in("yuni"), far) == status
            assert _rows(cast.yuni) == ({far.pk} if status == 200 else set())
            withdraw_grant(grant=grant, by=None)

    def test_withdrawn_at_the_next_request(self, cast, sign_in, far):
        client, grant = sign_in("yuni"), _grant(cast.yuni, far, "allow")
        assert opens(client, far) == 200
        withdraw_grant(grant=grant, by=None)
        assert opens(client, far) == 404

    def test_a_denial_ends_too(self, cast, sign_in, aminah):
        _grant(cast.yuni, aminah, "deny", until=timezone.now() - timedelta(seconds=1))
        assert opens(sign_in("yuni"), aminah) == 200

    def test_whoever_is_denied_stands_on_no_page_of_the_family(self, cast, sign_in, aminah):
        """The family may be seen, its head may not: no name, no number, no trace in what happened."""
        _grant(cast.yuni, aminah, "deny")
        with acting_as(cast.rina.pk):
            family = Membership.objects.get(person=aminah).family_id
        client = sign_in("yuni")
        for path in (
            f"{FAMILIES}{family}/",
            FAMILIES,
            f"/api/registry/families/{family}/",
            f"{FAMILIES}{family}/split/",
        ):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert "Aminah" not in answer.content.decode(), path
            assert str(aminah.pk) not in answer.content.decode(), path
            assert "+1" not in answer.content.decode(), path


class TestRoles:
    """Roles that begin and end."""

    def test_revoked_at_the_next_request(self, cast, sign_in, aminah):
        client = sign_in("yuni")
        assert opens(client, aminah) == 200
        Assignment.objects.filter(user=cast.yuni).update(until_on=TODAY - timedelta(days=1))
        assert opens(client, aminah) == 403
        assert _rows(cast.yuni) == set()

    def test_a_closed_account_is_out_at_the_next_request(self, cast, sign_in, aminah):
        client = sign_in("yuni")
        User.objects.filter(pk=cast.yuni.pk).update(is_active=False, closed_at=timezone.now())
        answer = client.get(f"{PEOPLE}{aminah.pk}/")
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))
        assert client.get(f"/api/registry/people/{aminah.pk}/").status_code == 401
        assert _rows(cast.yuni) == set()

    @pytest.mark.parametrize(
        ("from_days", "until_days", "status"), [(0, 0, 200), (-9, 9, 200), (1, 9, 403), (-9, -1, 403)]
    )
    def test_a_substitute_acts_from_a_day_until_a_day(self, cast, sign_in, aminah, from_days, until_days, status):
        Assignment.objects.create(
            user=cast.gatot, role="services_manager", office=cast.office, acting="plt", assigned_by=cast.bambang.pk,
            from_on=TODAY + timedelta(days=from_days), until_on=TODAY + timedelta(days=until_days),
        )  # fmt: skip
        assert opens(sign_in("gatot"), aminah) == status
        assert _rows(cast.gatot) == ({aminah.pk} if status == 200 else set())


class TestPapers:
    """A paper is as far away as whom it is about, whoever printed it."""

    def test_after_a_transfer(self, cast, sign_in, aminah):
        """Printed in Bandung, then moved to Garut: neither the person nor the paper comes along."""
        client, paper = sign_in("yuni"), _printed(cast.yuni, aminah)
        assert client.get(paper).status_code == 200
        Assignment.objects.filter(user=cast.yuni).update(office=cast.other_office)
        assert opens(client, aminah) == 404
        assert client.get(paper).status_code == client.post(paper, {"reason": "lost"}).status_code == 404
        assert _papers(cast.yuni) == 0

    def test_after_the_person_moved_out_of_the_area(self, cast, sign_in):
        village = cast.cecep.assignments.get().area_id
        person = make.person(cast.yuni, cast.office, "Neneng Pindah", area_code=village)
        client, paper = sign_in("asep"), _printed(cast.asep, person)
        assert client.get(paper).status_code == 200
        with acting_as(cast.yuni.pk):
            Person.objects.filter(pk=person.pk).update(area_id=_beyond(village))
        assert client.get(paper).status_code == 404
        assert _papers(cast.asep) == 0

    def test_after_a_denial(self, cast, sign_in, aminah):
        client, paper = sign_in("yuni"), _printed(cast.yuni, aminah)
        _grant(cast.yuni, aminah, "deny")
        assert client.get(paper).status_code == 404
        assert _papers(cast.yuni) == 0

    def test_of_a_colleague(self, cast, sign_in):
        """Who works in one area prints again what the counter printed for somebody of the area."""
        village = cast.cecep.assignments.get().area_id
        person = make.person(cast.yuni, cast.office, "Neneng Dekat", area_code=village)
        paper = _printed(cast.yuni, person)
        answer = sign_in("asep").post(paper, {"reason": "lost"})
        assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")


class TestAbsentAndForbidden:
    """Nothing tells what is not there from what is not for this reader."""

    PATHS = (
        PEOPLE + "{}/", PEOPLE + "{}/correct/", PEOPLE + "{}/print-extract/", FAMILIES + "{}/", FAMILIES + "{}/move/",
        "/documents/papers/{}/print/", "/api/registry/people/{}/", "/api/registry/families/{}/", "/accounts/staff/{}/",
    )  # fmt: skip

    @pytest.mark.parametrize("path", PATHS)
    def test_answers_are_equal(self, cast, sign_in, far, path):
        with acting_as(cast.wati.pk):
            family = Membership.objects.get(person=far).family_id
            paper, _ = print_extract(person=far, purpose="school", paper="a4", language="id", by=cast.wati)
        hidden = {"families": family, "staff": cast.wati.pk, "papers": paper.pk, "people": far.pk}[
            path.split("/{}")[0].rpartition("/")[2]
        ]
        client = sign_in("rina")
        there, absent = client.get(path.format(hidden)), client.get(path.format(new_id()))
        assert there.status_code == absent.status_code == 404
        assert _without_ids(there) == _without_ids(absent)
        assert {k: _bare(v) for k, v in there.headers.items()} == {k: _bare(v) for k, v in absent.headers.items()}


OF_FAMILIES = {"registry:correct_membership", "registry:end_family_fact"}


class TestNestedAddresses:
    """What belongs to somebody else does not open under this one's address."""

    def test_every_nested_route_refuses_what_belongs_to_another(self, cast, sign_in, aminah):
        other = make.person(cast.yuni, cast.office, "Neneng Lain", family=True, number_state="none_yet")
        with acting_as(cast.yuni.pk):
            nested = _nested_of(cast, other, make.person(cast.yuni, cast.office, "Udin Kerabat", birth=None))
            home = Membership.objects.get(person=aminah).family_id
        client, tried = sign_in("rina"), []
        for name, inner in nested.items():
            outer = home if name in OF_FAMILIES else aminah.pk
            url = reverse(name, args=[outer, inner])
            assert client.post(url, {}).status_code == 404, name
            tried.append(name)
        assert set(tried) == _nested_routes()

    def test_and_opens_under_its_own(self, cast, sign_in):
        other = make.person(cast.yuni, cast.office, "Neneng Lain", family=True, number_state="none_yet")
        with acting_as(cast.yuni.pk):
            nested = _nested_of(cast, other, make.person(cast.yuni, cast.office, "Udin Kerabat", birth=None))
            home = Membership.objects.get(person=other).family_id
        for name, inner in nested.items():
            outer = home if name in OF_FAMILIES else other.pk
            assert sign_in("rina").post(reverse(name, args=[outer, inner]), {}).status_code in (200, 302, 422), name


class TestFieldsNobodyMaySend:
    """Only what the form asks is taken."""

    def test_correcting_takes_nothing_but_the_facts(self, cast, sign_in, aminah):
        before = _columns(cast.yuni, aminah)
        client = sign_in("yuni")
        page = client.get(f"{PEOPLE}{aminah.pk}/correct/")
        form = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
        forged = {
            "office": cast.other_office.pk, "office_id": cast.other_office.pk, "id": new_id(), "registered_by": cast.wati.pk,
            "registered_at": "2001-01-01", "changed_by": cast.wati.pk, "merged_into": new_id(), "died_on": "2020-01-01",
            "national_number_index": "00", "registration_digest": "00", "area": "32.05", "area_id": "32.05",
        }  # fmt: skip
        asked = form | {"sex": "P", "birth_date": "12-8-1968", "birth_place": "Garut", "number_state": "not_shown"}
        sent = client.post(f"{PEOPLE}{aminah.pk}/correct/", asked | {"reason": "typing", "note": ""} | forged)
        assert sent.status_code == 302, sent.context["form"].errors
        after = _columns(cast.yuni, aminah)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"birth_place", "change_reason", "changed_at", "version"}
        assert after["version"] == before["version"] + 1

    @pytest.mark.parametrize("forged", ["office", "registered_by", "version", "id"])
    def test_the_api_refuses_a_field_it_does_not_know(self, sign_in, aminah, forged):
        body = {"version": 1, "name": "Aminah", "reason": "typing", forged: str(new_id())}
        answer = sign_in("yuni").post(
            f"/api/registry/people/{aminah.pk}/correct/", body, content_type="application/json",
            headers={"Idempotency-Key": str(new_id())},
        )  # fmt: skip
        assert answer.status_code == 422

    def test_registering_at_another_office_is_refused(self, cast, sign_in):
        client = sign_in("yuni")
        form = {
            "step": "save", "id": new_id(), "name": "Siti Palsu", "sex": "P", "number_state": "none_yet", "placement": "none",
            "office": cast.other_office.pk, "office_id": cast.other_office.pk, "registered_by": cast.wati.pk, "version": 9,
        }  # fmt: skip
        assert client.post(f"{PEOPLE}register/", form).status_code == 302
        with acting_as(cast.yuni.pk):
            person = Person.objects.get(name="Siti Palsu")
        assert (person.office_id, person.registered_by, person.version) == (cast.office.pk, cast.yuni.pk, 1)


def _grant(user, person, effect, until=None):
    return give_grant(user=user, kind="person", subject=person.pk, effect=effect, relation="test", until=until, by=None)


def _beyond(village):
    """A village of another subdistrict of the same regency."""
    subdistrict = village.rpartition(".")[0]
    others = Area.objects.filter(level=4, parent__parent=subdistrict.rpartition(".")[0], valid_until=None)
    return others.exclude(parent=subdistrict).first().pk


def _printed(by, person):
    with acting_as(by.pk):
        asked = {"purpose": "school", "paper": "a4", "language": "id"}
        paper, _ = print_extract(person=person, by=by, **asked)
    return reverse("documents:print_paper", args=[paper.pk])


def _papers(user):
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_paper")
        return cursor.fetchone()[0]


def _rows(user):
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registry_person")
        return {row[0] for row in cursor.fetchall()}


def _columns(viewer, person):
    with acting_as(viewer.pk):
        return Person.objects.filter(pk=person.pk).values().get()


def _bare(text):
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nonce-[^']+", "*", text)


def _without_ids(answer):
    return re.sub(r'"[A-Za-z0-9]{64}"', "token", _bare(answer.content.decode()))


def _nested_of(cast, person, relative):
    """One of everything that hangs on a person, by the address that ends or changes it."""
    add_alias(person=person, name="Enung", kind="called", by=cast.yuni)
    contact = Contact.objects.create(person=person, number="+6281200003333", added_by=cast.yuni.pk)
    conflict = Grant.objects.create(
        user=cast.bagus, kind="person", object=person.pk, effect="deny", relation="conflict_other"
    )
    home = Membership.objects.get(person=person)
    for subject, said in ((person, {"pregnant": False}), (home.family, {"roof_material": "305.7"})):
        told = Told(date(2026, 5, 1), "visit", "self")
        record_facts(
            subject=subject, said=said, told=told, act=new_id(), version=None, on=date(2026, 5, 2), by=cast.yuni
        )
    relation = record_relation(person=person, other=relative, kind="guardian", from_on=date(2026, 1, 1), by=cast.yuni)
    return {
        "registry:end_alias": Alias.objects.get(person=person).pk,
        "registry:end_contact": contact.pk,
        "registry:close_paper_task": PaperTask.objects.get(person=person).pk,
        "registry:end_relation": Relation.objects.get(pk=relation.pk).pk,
        "registry:correct_membership": home.pk,
        "registry:end_person_fact": PersonFact.objects.get(person=person).pk,
        "registry:end_family_fact": FamilyFact.objects.get(family=home.family).pk,
        "registry:withdraw_conflict": conflict.pk,
    }


def _nested_routes():
    from tests.house.test_routes import patterns

    return {name for path, name, _ in patterns() if path.startswith("registry/") and path.count("<uuid:") == 2}
