"""A forgotten password and a lost device: who may help, and that nobody becomes somebody else by helping."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.services import (
    AccountRefused,
    assign_role,
    confirm_lost_device,
    issue_code_card,
    recover_administrator,
    reset_password,
)
from simpul.database.context import acting_as
from simpul.kit.dates import today
from tests.accounts.helpers import acts_of, enrol_app, enter_password


def page(name, user):
    return reverse(f"accounts:{name}", args=[user.pk])


def refused(act, **asked):
    with acting_as(asked["by"].pk), pytest.raises(AccountRefused) as caught:
        act(**asked)
    return caught.value.refusal.code


@pytest.fixture
def yuni_with_app(cast):
    """Yuni has set up an authenticator app."""
    client = Client()
    enter_password(client, "yuni")
    enrol_app(client)
    return cast.yuni


def devices(user):
    return Authenticator.objects.filter(user=user).exclude(type="recovery_codes").count()


def test_administrator_is_not_reset_by_whoever_manages_staff(cast, sign_in):
    before = User.objects.get(pk=cast.agus.pk).password
    answer = sign_in("rina").post(page("reset_password", cast.agus), {"has_lost_device": "on"})
    assert "administrator sistem yang lain" in answer.content.decode()
    assert User.objects.get(pk=cast.agus.pk).password == before
    assert refused(reset_password, user=cast.agus, by=cast.rina) == "account_above_resetter"


def test_nor_somebody_who_becomes_administrator_tomorrow(cast):
    with acting_as(cast.agus.pk):
        assign_role(
            user=cast.gatot, role="system_administrator", office=cast.office, from_on=today("Asia/Jakarta") + timedelta(days=1),
            by=cast.agus,
        )  # fmt: skip
    assert refused(reset_password, user=cast.gatot, by=cast.rina) == "account_above_resetter"


def test_another_administrator_may(cast):
    with acting_as(cast.agus.pk):
        assign_role(
            user=cast.gatot, role="system_administrator", office=cast.office, from_on=date(2026, 1, 1), by=cast.agus
        )
    with acting_as(cast.agus.pk):
        assert reset_password(user=cast.gatot, by=cast.agus)


def test_lost_device_is_forgotten_only_when_a_second_person_confirms(cast, sign_in, yuni_with_app):
    answer = sign_in("rina").post(page("reset_password", cast.yuni), {"has_lost_device": "on"})
    password = answer.context["password"]
    assert "orang kedua" in answer.content.decode()
    assert devices(cast.yuni) == 1
    client = Client()
    enter_password(client, "yuni", password)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))

    address = page("confirm_lost_device", cast.yuni)
    home = sign_in("bambang").get("/").content.decode()
    assert "Perangkat Yuni Astuti dilaporkan hilang" in home
    assert address in home
    asked = sign_in("bambang").get(address).content.decode()
    assert "Rina Suryani membuat kata sandi" in asked
    assert devices(cast.yuni) == 1
    assert sign_in("bambang").post(address).status_code == 302
    assert devices(cast.yuni) == 0
    client = Client()
    assert enter_password(client, "yuni", password).status_code == 302
    assert client.get("/").headers["Location"] == reverse("account_change_password")
    acts = acts_of(cast.yuni)
    told = acts[acts.index("accounts.password_reset") :]
    assert [act for act in told if "sign" not in act] == [
        "accounts.password_reset", "accounts.factor_removed", "accounts.factor_removed",
        "accounts.lost_device_confirmed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["rina", "wati", "agus"])
def test_who_may_not_be_the_second(cast, sign_in, yuni_with_app, name):
    """Not who reported it, nor another office; an administrator may, when a manager reported it."""
    sign_in("rina").post(page("reset_password", cast.yuni), {"has_lost_device": "on"})
    answer = sign_in(name).post(page("confirm_lost_device", cast.yuni))
    expected = {"rina": 404, "wati": 403, "agus": 302}[name]
    assert answer.status_code == expected
    assert devices(cast.yuni) == (0 if name == "agus" else 1)


def test_administrator_alone_opens_no_account_at_the_counter(cast, yuni_with_app):
    with acting_as(cast.agus.pk):
        reset_password(user=cast.yuni, by=cast.agus, has_lost_device=True)
    assert refused(confirm_lost_device, user=cast.yuni, by=cast.agus) == "second_person_confirms"
    assert devices(cast.yuni) == 1


def test_nobody_confirms_for_themselves(cast):
    with acting_as(cast.rina.pk):
        reset_password(user=cast.bambang, by=cast.rina, has_lost_device=True)
    assert refused(confirm_lost_device, user=cast.bambang, by=cast.bambang) == "second_person_confirms"


def test_without_a_report_there_is_nothing_to_confirm(cast, yuni_with_app):
    assert refused(confirm_lost_device, user=cast.yuni, by=cast.bambang) == "device_not_lost"
    with acting_as(cast.rina.pk):
        reset_password(user=cast.yuni, by=cast.rina)
    assert refused(confirm_lost_device, user=cast.yuni, by=cast.bambang) == "device_not_lost"


def test_report_ends_with_its_password(cast, yuni_with_app):
    with acting_as(cast.rina.pk):
        reset_password(user=cast.yuni, by=cast.rina, has_lost_device=True)
    User.objects.filter(pk=cast.yuni.pk).update(one_time_until=timezone.now() - timedelta(seconds=1))
    assert refused(confirm_lost_device, user=cast.yuni, by=cast.bambang) == "device_not_lost"


def test_code_card_and_password_come_from_two_people(cast):
    """With both in hand one person alone could sign in as a village account."""
    with acting_as(cast.rina.pk):
        reset_password(user=cast.cecep, by=cast.rina)
    assert refused(issue_code_card, user=cast.cecep, by=cast.rina) == "card_and_password_by_two"
    with acting_as(cast.asep.pk):
        issue_code_card(user=cast.cecep, by=cast.asep)
    with acting_as(cast.rina.pk):
        reset_password(user=cast.cecep, by=cast.rina)


def test_whoever_printed_the_card_does_not_reset_the_password(cast, sign_in):
    with acting_as(cast.rina.pk):
        issue_code_card(user=cast.cecep, by=cast.rina)
    assert refused(reset_password, user=cast.cecep, by=cast.rina) == "card_and_password_by_two"
    answer = sign_in("rina").post(page("reset_password", cast.cecep))
    assert "dua orang yang berbeda" in answer.content.decode()


def test_at_the_machine_only_an_administrator_is_recovered(cast, sign_in):
    with acting_as(None):
        with pytest.raises(AccountRefused):
            recover_administrator(user=cast.yuni, by=None)
        password = recover_administrator(user=cast.agus, by=None)
    assert User.objects.get(pk=cast.agus.pk).check_password(password)
    assert "accounts.administrator_recovered" in acts_of(cast.agus)
