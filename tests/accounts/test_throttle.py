"""Tries are counted for every process alike, and the wait always ends."""

import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from simpul.accounts.rules import throttle as rules
from simpul.accounts.rules.throttle import Rate
from simpul.accounts.services import throttle
from tests.accounts.helpers import PASSWORD, enter_password

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def tries(rate, moments):
    due, admitted = None, []
    for moment in moments:
        answer = rules.admit(due=due, now=moment, rate=rate)
        due = answer.due
        admitted.append(not answer.wait)
    return admitted


def test_burst_then_one_at_a_time():
    rate = Rate(burst=5, seconds=60)
    assert tries(rate, [NOON] * 7) == [True] * 5 + [False] * 2
    assert tries(rate, [NOON] * 5 + [NOON + timedelta(seconds=60)] * 2) == [True] * 6 + [False]


def test_wait_is_exact():
    rate, due = Rate(burst=2, seconds=60), None
    for _ in range(2):
        due = rules.admit(due=due, now=NOON, rate=rate).due
    refused = rules.admit(due=due, now=NOON, rate=rate)
    assert refused.wait == 60
    assert not rules.admit(due=refused.due, now=NOON + timedelta(seconds=60), rate=rate).wait


@given(
    burst=st.integers(1, 20), seconds=st.integers(1, 600),
    gaps=st.lists(st.integers(0, 1200), min_size=1, max_size=60),
)  # fmt: skip
def test_never_more_than_the_rate_and_never_locked_out(burst, seconds, gaps):
    rate, moment, moments = Rate(burst, seconds), NOON, []
    for gap in gaps:
        moment += timedelta(seconds=gap)
        moments.append(moment)
    admitted = [when for when, ok in zip(moments, tries(rate, moments), strict=True) if ok]
    for start in admitted:
        window = [when for when in admitted if start <= when < start + timedelta(seconds=seconds)]
        assert len(window) <= burst + 1
    after = moments[-1] + timedelta(seconds=seconds)
    assert tries(rate, [*moments, after])[-1]


@given(st.integers(1, 9))
def test_success_costs_nothing(count):
    rate = Rate(burst=3, seconds=60)
    due = None
    for _ in range(count):
        answer = rules.admit(due=due, now=NOON, rate=rate)
        assert not answer.wait
        due = rules.give_back(due=answer.due, rate=rate)


def test_wrong_passwords_come_to_an_end_and_the_wait_too(cast, monkeypatch):
    client = Client()
    statuses = [enter_password(client, "yuni", "bukan-kata-sandi-ini").status_code for _ in range(8)]
    assert statuses == [200] * 6 + [429] * 2
    refused = enter_password(client, "yuni", PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Tunggu 1 menit" in refused.content.decode()
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert enter_password(client, "yuni", PASSWORD).status_code == 302


def test_names_that_do_not_exist_are_held_up_alike(cast):
    client = Client()
    statuses = [enter_password(client, "Tidak.Ada", "bukan-kata-sandi-ini").status_code for _ in range(8)]
    assert statuses == [200] * 6 + [429] * 2
    assert enter_password(client, "tidak.ada", "x" * 20).status_code == 429


def test_strangers_cannot_keep_the_owner_out(cast):
    owner, stranger = Client(), Client(REMOTE_ADDR="203.0.113.9")
    enter_password(owner, "yuni")  # this browser is known from now on
    owner.post(reverse("account_logout"))
    while enter_password(stranger, "yuni", "bukan-kata-sandi-ini").status_code == 200:
        pass
    assert enter_password(Client(), "yuni").status_code == 429
    assert enter_password(owner, "yuni").status_code == 302


def test_mark_of_a_browser_is_good_for_one_name_only(cast):
    client = Client()
    enter_password(client, "yuni")
    client.post(reverse("account_logout"))
    statuses = [enter_password(client, "rina", "bukan-kata-sandi-ini").status_code for _ in range(8)]
    assert statuses[-1] == 429
    client.cookies["simpul-device"] = client.cookies["simpul-device"].value[:-2] + "xx"
    assert enter_password(client, "rina").status_code == 429


def test_one_address_that_tries_many_names_is_held_up(cast, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    client = Client(REMOTE_ADDR="203.0.113.10")
    statuses = [enter_password(client, f"nama{n}", "bukan-kata-sandi-ini").status_code for n in range(33)]
    assert statuses[:30] == [200] * 30
    assert statuses[-1] == 429
    assert enter_password(Client(REMOTE_ADDR="203.0.113.11"), "yuni").status_code == 302


@pytest.mark.parametrize("name", ["yuni", "YUNI ", " yuni"])
def test_spelling_does_not_buy_more_tries(cast, name):
    client = Client()
    for _ in range(7):
        enter_password(client, "yuni", "bukan-kata-sandi-ini")
    assert enter_password(client, name, "bukan-kata-sandi-ini").status_code == 429


@pytest.mark.slow
@pytest.mark.parametrize(("seconds", "status"), [(12, 302), (1, 503)])
def test_a_whole_office_behind_one_address_waits_for_one_another(cast, superuser_dsn, monkeypatch, seconds, status):
    """Longer than for any other lock: whoever checked a password just before holds the count of the address."""
    monkeypatch.setattr(throttle, "LONGEST_WAIT", seconds)
    key = throttle.key_hash("address:10.9.8.7")
    with psycopg.connect(superuser_dsn) as other:
        other.execute("INSERT INTO accounts_throttle (key, due) VALUES (%s, now()) ON CONFLICT DO NOTHING", [key])
        other.commit()
        other.execute("SELECT FROM accounts_throttle WHERE key = %s FOR UPDATE", [key])
        ended = threading.Timer(3.5, other.rollback)
        ended.start()
        answer = enter_password(Client(raise_request_exception=False), "yuni", REMOTE_ADDR="10.9.8.7")
        ended.join()
    assert answer.status_code == status
