"""Staff pages: they do, they refuse, they hide from other offices, they are recorded."""

import time
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import Assignment, User
from simpul.accounts.queries import access, staff
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services import (
    AccountRefused,
    assign_role,
    change_account,
    close_account,
    end_assignment,
    open_account,
)
from simpul.accounts.signals import OpenWork, open_work_asked, work_handed_over
from simpul.database.context import acting_as
from tests.accounts.helpers import acts_of, enter_password
from tests.cast import PASSWORD

FAR = date(2027, 12, 31)


def page(name, user, **more):
    return reverse(f"accounts:{name}", args=[user.pk], **more)


def test_list_shows_the_own_office_and_no_other(cast, sign_in):
    names = {line.user.username for line in sign_in("rina").get("/accounts/staff/").context["lines"]}
    assert {"yuni", "rina", "agus", "sari"} <= names
    assert not names & {"wati", "ujang", "admin"}


def test_supervisor_sees_only_the_village_accounts_below(cast, sign_in):
    client = sign_in("asep")
    assert [line.user.username for line in client.get("/accounts/staff/").context["lines"]] == ["cecep"]
    assert client.get(page("account", cast.yuni)).status_code == 404
    assert client.get(page("change_account", cast.cecep)).status_code == 403


@pytest.mark.parametrize("name", ["yuni", "dedi", "cecep", "sari", "bambang", "maria", "wati"])
def test_who_manages_nobody_sees_no_staff_page(cast, sign_in, name):
    client = sign_in(name)
    assert client.get("/accounts/staff/").status_code == 403
    assert client.get(page("account", cast.rina)).status_code == 403


ACTS = [
    "account",
    "change_account",
    "close_account",
    "reset_password",
    "assign_role",
    "issue_code_card",
    "revoke_code_card",
]


@pytest.mark.parametrize("name", ACTS)
def test_manager_of_another_office_finds_nothing(cast, sign_in, name):
    with acting_as(None):
        User.objects.filter(pk=cast.wati.pk).update(office=cast.other_office)
    client = sign_in("rina")
    for answer in (client.get(page(name, cast.wati)), client.post(page(name, cast.wati))):
        assert answer.status_code == 404


def test_service_refuses_what_the_page_would_hide(cast):
    with acting_as(cast.rina.pk):
        for act in (
            lambda: assign_role(
                user=cast.wati, role="front_office", office=cast.other_office, from_on=FAR, by=cast.rina
            ),
            lambda: change_account(user=cast.wati, version=1, changes={"name": "X"}, by=cast.rina),
            lambda: close_account(user=cast.wati, by=cast.rina),
            lambda: open_account(
                username="a.b.c", name="A", password="gunung-tilu-2026-x", office=cast.other_office, by=cast.rina
            ),
            lambda: end_assignment(assignment=cast.wati.assignments.get(), by=cast.rina),
        ):
            with pytest.raises(AccountRefused) as refused:
                act()
            assert refused.value.refusal.code == "staff_outside_reach"


def test_opens_an_account_with_a_one_time_password(cast, sign_in):
    client = sign_in("rina")
    form = {"name": "Euis  Komala", "username": "euis.komala", "office": str(cast.office.pk), "language": "id"}
    answer = client.post("/accounts/staff/open/", form)
    password = answer.context["password"]
    user = User.objects.get(username="euis.komala")
    assert (user.name, user.office, user.one_time_until > timezone.now()) == ("Euis Komala", cast.office, True)
    assert password in answer.content.decode()
    assert "accounts.account_opened" in acts_everywhere(user)
    assert enter_password(client_of_nobody(), "euis.komala", password).status_code == 302
    again = client.post("/accounts/staff/open/", {**form, "username": "YUNI".lower()})
    assert "sudah dipakai" in again.content.decode()


@pytest.mark.parametrize("username", ["", "ab", "Yuni", "a b c", "x" * 61, "../../etc", "'; DROP"])
def test_unfit_usernames_are_refused_in_words(cast, sign_in, username):
    answer = sign_in("rina").post(
        "/accounts/staff/open/", {"name": "A", "username": username, "office": str(cast.office.pk), "language": "id"}
    )
    assert (answer.status_code, "username" in answer.context["form"].errors) == (200, True)


def test_correction_of_a_stale_page_shows_both_versions(cast, sign_in):
    client = sign_in("rina")
    address = page("change_account", cast.yuni)
    form = {"name": "Yuni A.", "phone": "", "email": "", "language": "id", "version": cast.yuni.version}
    assert client.post(address, form).status_code == 302
    stale = client.post(address, {**form, "name": "Yuni B."})
    assert stale.status_code == 409
    assert all(text in stale.content.decode() for text in ("Yuni A.", "Yuni B."))
    cast.yuni.refresh_from_db()
    assert cast.yuni.name == "Yuni A."


def test_corrections_of_different_fields_are_put_together(cast, sign_in):
    client, address = sign_in("rina"), page("change_account", cast.yuni)
    form = client.get(address).context["form"]
    opened = {bound.name: bound.value() or "" for bound in form}
    assert client.post(address, opened | {"name": "Yuni A."}).status_code == 302
    rows = client.post(address, opened | {"phone": "0812-3456-7890"}).context["compared"].rows
    assert {row.name: row.whose for row in rows} == {"name": "saved", "phone": "mine"}


def test_fields_that_are_not_on_the_form_do_not_stick(cast, sign_in):
    form = {
        "name": "Yuni A.", "language": "id", "version": 1, "is_active": "", "is_system": "1",
        "office": str(cast.other_office.pk),
        "password": "x", "username": "root", "one_time_until": "2030-01-01",
    }  # fmt: skip
    sign_in("rina").post(page("change_account", cast.yuni), form)
    after = User.objects.get(pk=cast.yuni.pk)
    assert (after.username, after.office, after.is_active, after.is_system) == ("yuni", cast.office, True, False)
    assert after.check_password(PASSWORD)


def role_form(cast, role, **more):
    return {
        "role": role,
        "office": str(cast.office.pk),
        "area": "",
        "acting": "",
        "from_on": "24-11-2026",
        "until_on": "",
        **more,
    }


def test_gives_a_role_that_counts_at_the_next_request(cast, sign_in):
    worker = sign_in("gatot")
    assert worker.get("/accounts/staff/").status_code == 403
    answer = sign_in("rina").post(
        page("assign_role", cast.gatot), role_form(cast, "services_manager", from_on="01-11-2026")
    )
    assert answer.status_code == 302
    assert worker.get("/accounts/staff/").status_code == 200
    assert "accounts.role_assigned" in acts_everywhere(cast.gatot)[2:]


def test_area_is_found_by_name_and_several_are_offered(cast, sign_in):
    client = sign_in("rina")
    several = client.post(page("assign_role", cast.gatot), role_form(cast, "village_operator", area="suka"))
    assert "Ada beberapa wilayah" in several.content.decode()
    code = several.context["form"].fields["area"].choices[0][0]
    assert f'value="{code}"' in several.content.decode()
    assert (
        client.post(page("assign_role", cast.gatot), role_form(cast, "village_operator", area=code)).status_code == 302
    )
    assert cast.gatot.assignments.get(role="village_operator").area_id == code
    outside = client.post(page("assign_role", cast.gatot), role_form(cast, "supervisor", area="32.05.01"))
    assert "Tidak ada wilayah" in outside.content.decode()


@pytest.mark.parametrize(
    ("who", "role", "more", "sentence"),
    [
        ("rina", "front_office", {}, "Peran Anda sendiri"),
        ("gatot", "supervisor", {}, "satu kecamatan"),
        ("gatot", "village_operator", {}, "satu desa"),
        ("gatot", "head_of_office", {"acting": "plt"}, "Plt. dan Plh."),
        ("gatot", "front_office", {"until_on": "01-01-2020"}, "mendahului"),
        ("sari", "front_office", {}, "Auditor tidak boleh"),
        ("tono", "budget_officer", {}, "Bendahara tidak boleh"),
        ("gatot", "system_administrator", {}, "Hanya administrator sistem"),
        ("agus", "front_office", {}, "Administrator sistem tidak boleh"),
        ("yuni", "front_office", {}, "sudah memegang peran itu"),
    ],
)
def test_roles_that_may_not_be_given(cast, sign_in, who, role, more, sentence):
    before = Assignment.objects.count()
    answer = sign_in("rina").post(page("assign_role", getattr(cast, who)), role_form(cast, role, **more))
    assert sentence in answer.content.decode()
    assert Assignment.objects.count() == before


def test_administrator_cannot_give_himself_a_client(cast, sign_in):
    answer = sign_in("agus").post(page("assign_role", cast.agus), role_form(cast, "front_office"))
    assert "Peran Anda sendiri" in answer.content.decode()
    assert not access.holds(User.objects.get(pk=cast.agus.pk), Permission.VIEW_PERSON)


def test_substitute_acts_on_their_days_only(cast):
    with acting_as(cast.rina.pk):
        assign_role(
            user=cast.hana, role="services_manager", office=cast.office, acting="plh", from_on=date(2027, 1, 4),
            until_on=date(2027, 1, 8), by=cast.rina,
        )  # fmt: skip
    held = {day: {a.role for a in access.assignments_in_force(cast.hana, date(2027, 1, day))} for day in (3, 4, 8, 9)}
    assert [("services_manager" in held[day]) for day in (3, 4, 8, 9)] == [False, True, True, False]


def test_ends_a_role_at_the_next_request(cast, sign_in):
    worker, post = sign_in("bagus"), cast.bagus.assignments.get()
    assert worker.get("/registry/people/").status_code == 200
    answer = sign_in("rina").post(reverse("accounts:end_assignment", args=[cast.bagus.pk, post.pk]))
    assert answer.status_code == 302
    assert worker.get("/registry/people/").status_code == 403
    assert "accounts.role_ended" in acts_of(cast.bagus)


def test_role_of_another_account_is_not_ended_through_this_one(cast, sign_in):
    post = cast.bagus.assignments.get()
    assert sign_in("rina").post(reverse("accounts:end_assignment", args=[cast.yuni.pk, post.pk])).status_code == 404
    own = cast.rina.assignments.get()
    assert sign_in("rina").post(reverse("accounts:end_assignment", args=[cast.rina.pk, own.pk])).status_code == 404


@pytest.fixture
def two_visits(cast):
    """A module above that has two tasks of Bagus's and hands them over."""
    given = []

    def asked(sender, user, **more):
        return OpenWork("Kunjungan", 2) if user.pk == cast.bagus.pk and not given else None

    def handed(sender, user, successor, by, **more):
        given.append((user.pk, successor.pk, by.pk))

    open_work_asked.connect(asked)
    work_handed_over.connect(handed)
    yield given
    open_work_asked.disconnect(asked)
    work_handed_over.disconnect(handed)


def test_account_with_open_work_is_closed_only_with_a_successor(cast, sign_in, two_visits):
    client, worker = sign_in("rina"), sign_in("bagus")
    refused = client.post(page("close_account", cast.bagus), {"successor": ""})
    assert "Masih ada 2 pekerjaan terbuka" in refused.content.decode()
    assert "Kunjungan" in refused.content.decode()
    assert worker.get("/accounts/me/").status_code == 200
    stranger = client.post(page("close_account", cast.bagus), {"successor": str(cast.wati.pk)})
    assert stranger.context["form"].errors
    assert client.post(page("close_account", cast.bagus), {"successor": str(cast.lilis.pk)}).status_code == 302
    assert two_visits == [(cast.bagus.pk, cast.lilis.pk, cast.rina.pk)]
    start = time.perf_counter()
    assert worker.get("/accounts/me/").headers["Location"].startswith(reverse("account_login"))
    assert time.perf_counter() - start < 1
    assert worker.get("/api/openapi.json").status_code == 401


def test_nobody_closes_their_own_account_or_one_that_works_elsewhere(cast, sign_in):
    assert (
        "Akun Anda sendiri"
        in sign_in("rina").post(page("close_account", cast.rina), {"successor": ""}).content.decode()
    )
    with acting_as(None):
        assign_role(user=cast.bagus, role="front_office", office=cast.other_office, from_on=date(2026, 1, 1), by=None)
    assert "kantor lain" in sign_in("rina").post(page("close_account", cast.bagus), {"successor": ""}).content.decode()


def test_reset_password_ends_sessions_and_must_be_changed(cast, sign_in):
    worker = sign_in("yuni")
    answer = sign_in("rina").post(page("reset_password", cast.yuni))
    password = answer.context["password"]
    assert worker.get("/accounts/me/").headers["Location"].startswith(reverse("account_login"))
    client = client_of_nobody()
    assert enter_password(client, "yuni").status_code == 200
    assert enter_password(client, "yuni", password).status_code == 302
    assert client.get("/accounts/me/").headers["Location"] == reverse("account_change_password")
    assert "accounts.password_reset" in acts_of(cast.yuni)


def test_own_password_is_not_reset_but_changed(cast, sign_in):
    assert "diganti di halaman akun Anda" in sign_in("rina").post(page("reset_password", cast.rina)).content.decode()


def test_queries_of_the_list_do_not_grow_with_it(cast, sign_in, django_assert_max_num_queries):
    client = sign_in("rina")
    client.get("/accounts/staff/")
    with django_assert_max_num_queries(40):
        client.get("/accounts/staff/")
    with acting_as(cast.rina.pk):
        assert staff.staff_visible_to(cast.rina).count() > 14


@pytest.mark.parametrize("name", ["open_account", "close_account", "reset_password", "assign_role"])
def test_acts_that_bind_ask_for_a_fresh_proof(cast, sign_in, name):
    client = sign_in("rina")
    session = client.session
    session["account_authentication_methods"] = [
        {**entry, "at": time.time() - 1200} for entry in session["account_authentication_methods"]
    ]
    session.save()
    address = reverse(f"accounts:{name}", args=[] if name == "open_account" else [cast.yuni.pk])
    assert client.get(address).headers["Location"].startswith(reverse("account_reauthenticate"))
    before = User.objects.get(pk=cast.yuni.pk).password
    refused = client.post(address, {"name": "Tetap ada"}, headers={"sec-fetch-site": "same-origin"})
    assert refused.status_code == 403
    assert "Tetap ada" in refused.content.decode()
    assert User.objects.get(pk=cast.yuni.pk).password == before
    assert (
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": address}).headers["Location"]
        == address
    )
    assert client.get(address).status_code == 200


def client_of_nobody():
    from django.test import Client

    return Client()


def acts_everywhere(user):
    from simpul.audit.models import AuditEvent

    auditor = User.objects.get(username="sari")
    with acting_as(auditor.pk):
        return list(AuditEvent.objects.filter(subject=user.pk).order_by("id").values_list("act", flat=True))


def test_days_of_a_role_are_counted_by_the_office(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert all(a.role for a in access.assignments_in_force(cast.yuni, yesterday))
