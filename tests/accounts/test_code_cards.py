"""Printed code cards: issued and revoked by the supervisor, asked for at sign-in, each code once."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from simpul.accounts.models import CodeCard
from simpul.accounts.rules import code_cards as rules
from simpul.accounts.services import AccountRefused, issue_code_card
from simpul.database.context import acting_as
from tests.accounts.helpers import acts_of, enter_password

ANSWER = "/accounts/code-card/"
PAGE, API = "/accounts/me/", "/api/openapi.json"


@given(st.lists(st.integers(1, rules.COUNT), unique=True))
def test_every_code_is_spent_once(numbers):
    used = 0
    for number in numbers:
        assert not rules.is_used(used, number)
        used = rules.spend(used, number)
    assert rules.left(used) == rules.COUNT - len(numbers)
    following = rules.next_number(used)
    assert (following is None) == (len(numbers) == rules.COUNT)
    assert following not in numbers


def test_codes_are_numbers_without_a_pattern():
    codes = [code for _ in range(50) for code in rules.new_codes()]
    assert all(len(code) == rules.DIGITS and code.isdigit() for code in codes)
    assert len(set(codes)) > len(codes) * 0.99


@pytest.fixture
def card(cast):
    with acting_as(cast.asep.pk):
        return dict(enumerate(issue_code_card(user=cast.cecep, by=cast.asep), start=1))


def asked(client=None):
    client = client or Client()
    assert enter_password(client, "cecep").headers["Location"] == ANSWER
    return client, client.get(ANSWER).context["number"]


def answer(client, code):
    return client.post(ANSWER, {"code": code})


def test_supervisor_prints_a_sheet_of_forty_codes_once(cast, sign_in):
    client = sign_in("asep")
    address = reverse("accounts:issue_code_card", args=[cast.cecep.pk])
    assert client.get(address).status_code == 200
    assert not CodeCard.objects.exists()
    sheet = client.post(address)
    shown = [code for part in sheet.context["cards"] for _, code in part]
    assert (len(shown), len(sheet.context["cards"])) == (40, 4)
    assert sheet.headers["Cache-Control"] == "no-store"
    stored = bytes(CodeCard.objects.get().codes)
    assert len(stored) == 40 * CodeCard.HASH_BYTES
    assert not any(code.encode() in stored for code in shown)
    assert acts_of(cast.cecep) == ["accounts.code_card_issued"]


@pytest.mark.parametrize("name", ["yuni", "dedi", "cecep", "agus", "wati", "ujang"])
def test_others_issue_no_card(cast, sign_in, name):
    answer = sign_in(name).post(reverse("accounts:issue_code_card", args=[cast.cecep.pk]))
    assert answer.status_code == 403
    assert not CodeCard.objects.exists()


def test_card_is_for_village_accounts_within_reach(cast):
    for user, by in ((cast.yuni, cast.rina), (cast.cecep, cast.agus), (cast.asep, cast.asep)):
        with acting_as(by.pk), pytest.raises(AccountRefused):
            issue_code_card(user=user, by=by)


def test_sign_in_asks_for_one_code_and_counts_as_two_factors(cast, card):
    client, number = asked()
    assert client.get(API).status_code == 401
    assert answer(client, f" {card[number][:3]} {card[number][3:]} ").status_code == 302
    assert (client.get(PAGE).status_code, client.get(API).status_code) == (200, 200)
    assert "accounts.signed_in" in acts_of(cast.cecep)


def test_same_number_is_asked_until_it_is_answered_and_never_again(cast, card):
    client, number = asked()
    assert asked()[1] == number  # no fishing for a number that was seen
    assert answer(client, card[number]).status_code == 302
    second, following = asked()
    assert following != number
    assert answer(second, card[number]).status_code == 200
    assert second.get(API).status_code == 401


def test_guesses_come_to_an_end(cast, card):
    client, number = asked()
    wrong = [f"{n:06}" for n in range(100) if f"{n:06}" != card[number]]
    statuses = [answer(client, code).status_code for code in wrong]
    assert statuses.count(200) <= 6
    assert set(statuses[10:]) == {429}


def test_revoked_card_ends_sessions_and_opens_nothing(cast, card, sign_in):
    client, number = asked()
    answer(client, card[number])
    waiting, asked_number = asked()
    sign_in("asep").post(reverse("accounts:revoke_code_card", args=[cast.cecep.pk]))
    start = time.perf_counter()
    assert client.get(API).status_code == 401
    assert time.perf_counter() - start < 1
    assert answer(waiting, card[asked_number]).status_code == 200
    assert waiting.get(API).status_code == 401
    assert "accounts.code_card_revoked" in acts_of(cast.cecep)


def test_new_card_makes_the_old_one_worthless(cast, card):
    with acting_as(cast.asep.pk):
        fresh = dict(enumerate(issue_code_card(user=cast.cecep, by=cast.asep), start=1))
    client, number = asked()
    assert answer(client, card[number] if card[number] != fresh[number] else "x").status_code == 200
    assert answer(client, fresh[number]).status_code == 302


def test_card_is_bound_to_its_account_and_number(cast, card):
    other = CodeCard.objects.get()
    codes = bytes(other.codes)
    size = CodeCard.HASH_BYTES
    CodeCard.objects.filter(pk=other.pk).update(codes=codes[size:] + codes[:size])  # one place further
    client, number = asked()
    assert answer(client, card[number % 40 + 1]).status_code == 200


def test_card_runs_out_and_the_supervisor_is_told(cast, card, sign_in):
    CodeCard.objects.update(used=(1 << 31) - 1)
    page = sign_in("asep").get("/accounts/staff/").content.decode()
    assert "Kartu kode hampir habis" in page
    assert "9 tersisa" in page
    CodeCard.objects.update(used=(1 << 40) - 1, asked=None)
    client, number = asked()
    assert number is None
    assert "Mintalah kartu baru" in client.get(ANSWER).content.decode()
    assert answer(client, "123456").status_code == 200
    assert client.get(API).status_code == 401


def test_question_answers_only_to_a_first_step(cast):
    assert Client().get(ANSWER).headers["Location"] == reverse("account_login")
    assert Client().post(ANSWER, {"code": "123456"}).headers["Location"] == reverse("account_login")
