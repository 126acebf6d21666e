"""What happens to accounts is told to whom it concerns, and to nobody else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from simpul.accounts.models import Assignment, CodeCard
from simpul.accounts.rules import code_cards as cards
from simpul.accounts.services import (
    AccountRefused,
    assign_role,
    close_account,
    confirm_lost_device,
    end_assignment,
    issue_code_card,
    reset_password,
)
from simpul.database.context import acting_as
from simpul.notices.forms import SENTENCES
from simpul.notices.models import Notice
from tests.accounts.helpers import enter_password
from tests.factories import registry as make


def told(user):
    """The notices of one person, in words."""
    with acting_as(user.pk), translation.override("id"):
        return [str(SENTENCES[n.code]) % n.params for n in Notice.objects.filter(user=user).order_by("id")]


def test_successor_is_told_what_came_over(cast):
    for name in ("Ani Satu", "Budi Dua"):
        make.person(cast.yuni, cast.office, name, birth=None, number_state="none_yet")
    with acting_as(cast.rina.pk):
        end_assignment(assignment=Assignment.objects.get(user=cast.yuni), by=cast.rina, successor=cast.bagus)
    assert told(cast.bagus) == ["2 tugas dari Yuni Astuti sekarang pada Anda."]


def test_nothing_is_told_where_nothing_came_over_or_the_act_was_refused(cast):
    with acting_as(cast.rina.pk):
        close_account(user=cast.hana, by=cast.rina, successor=cast.bagus)
    make.person(cast.yuni, cast.office, birth=None, number_state="none_yet")
    with acting_as(cast.rina.pk), pytest.raises(AccountRefused):
        close_account(user=cast.yuni, by=cast.rina, successor=cast.gatot)  # who may not do it
    assert told(cast.bagus) == told(cast.gatot) == []


def test_owner_is_told_of_a_reset_and_of_a_lost_device(cast):
    with acting_as(cast.rina.pk):
        reset_password(user=cast.yuni, by=cast.rina, has_lost_device=True)
    with acting_as(cast.bambang.pk):
        confirm_lost_device(user=cast.yuni, by=cast.bambang)
    first, second = told(cast.yuni)
    assert first.startswith("Rina Suryani membuat kata sandi sekali pakai")
    assert "Bambang Wiryawan memastikan" in second
    assert told(cast.rina) == []


def test_role_is_told_to_whom_it_was_given(cast, sign_in):
    with acting_as(cast.rina.pk):
        assign_role(user=cast.gatot, role="front_office", office=cast.office, from_on=date(2026, 1, 1), by=cast.rina)
    page = sign_in("gatot").get(reverse("notices:list_notices")).content.decode()
    assert "Rina Suryani memberi Anda peran baru." in page


def test_card_that_runs_low_is_told_once_to_whoever_may_issue_one(cast, settings):
    with acting_as(cast.asep.pk):
        codes = issue_code_card(user=cast.cecep, by=cast.asep)
    used = (1 << (cards.COUNT - cards.FEW)) - 1  # so many are left that it is not yet few
    CodeCard.objects.filter(user=cast.cecep).update(used=used)
    for _ in range(3):
        sign_in_with_card(codes)
    assert told(cast.asep) == ["Kartu kode Cecep Hidayat tinggal 9 kode. Terbitkan kartu baru."]
    assert told(cast.rina) == told(cast.asep)
    assert told(cast.yuni) == told(cast.cecep) == []


def sign_in_with_card(codes):
    client = Client()
    assert enter_password(client, "cecep").url == reverse("accounts:answer_code_card")
    number = client.get(reverse("accounts:answer_code_card")).context["number"]
    assert client.post(reverse("accounts:answer_code_card"), {"code": codes[number - 1]}).status_code == 302
