"""Signing in with a password: it works, it refuses, it says nothing about who exists, it is recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import Throttle, User
from tests.accounts.helpers import PASSWORD, acts_of, enter_password
from tests.costs import TRIES, costs_of
from tests.hashers import QuickArgon2

SAME = "Nama pengguna atau kata sandi salah."


def test_password_leads_to_setting_up_the_second_factor(cast):
    client = Client()
    assert enter_password(client, "yuni").status_code == 302
    assert client.get("/accounts/me/").headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert "Siapkan faktor kedua" in page.content.decode()
    assert acts_of(cast.yuni) == ["accounts.signed_in"]


@pytest.mark.parametrize("name", ["yuni", "nobody.at.all", "YUNI", "sistem", "", "x" * 200, "a\x00b", "' OR 1=1 --"])
def test_wrong_password_says_the_same_whoever_is_asked_for(cast, name):
    answer = enter_password(Client(), name, "bukan-kata-sandi-ini")
    assert answer.status_code == 200
    if 0 < len(name) <= 60 and "\x00" not in name:
        assert answer.context["form"].non_field_errors() == [SAME]


def test_failed_sign_in_is_recorded_without_what_was_typed(cast, superuser_dsn):
    enter_password(Client(), "yuni", "rahasia-yang-salah-1")
    enter_password(Client(), "rahasia-yang-salah-2", "rahasia-yang-salah-3")
    assert acts_of(cast.yuni) == ["accounts.sign_in_failed"]
    from django.db import connection

    with (
        connection.cursor() as cursor
    ):  # the app role may not read events of nobody's office; its own insert it may count
        cursor.execute("SELECT count(*) FROM accounts_throttle")
        assert cursor.fetchone()[0] >= 3
    assert not Throttle.objects.filter(key=b"yuni").exists()


def test_session_changes_its_key_at_sign_in(cast):
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by an attacker"
    session.save()
    before = session.session_key
    client.cookies["simpul-session"] = before
    enter_password(client, "yuni")
    assert client.session.session_key != before


def test_closed_account_cannot_sign_in(cast):
    User.objects.filter(pk=cast.yuni.pk).update(is_active=False, closed_at=timezone.now())
    client = Client()
    answer = enter_password(client, "yuni")
    assert answer.headers["Location"] == reverse("account_inactive")
    assert client.get("/accounts/me/").headers["Location"].startswith(reverse("account_login"))


def test_one_time_password_must_be_changed_and_lapses(cast):
    User.objects.filter(pk=cast.yuni.pk).update(one_time_until=timezone.now() + timedelta(days=1))
    client = Client()
    enter_password(client, "yuni")
    for address in ("/accounts/me/", reverse("mfa_index"), reverse("mfa_activate_totp")):
        assert client.get(address).headers["Location"] == reverse("account_change_password")
    assert client.get("/api/openapi.json").json() == {"code": "password_change"}
    new = "gerimis-di-lereng-ciwidey"
    changed = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert changed.status_code == 302
    cast.yuni.refresh_from_db()
    assert cast.yuni.one_time_until is None
    assert client.get(reverse("mfa_index")).status_code == 200

    User.objects.filter(pk=cast.rina.pk).update(one_time_until=timezone.now() - timedelta(seconds=1))
    late = Client()
    answer = enter_password(late, "rina", headers={"sec-fetch-site": "same-origin"})
    assert answer.headers["Location"] == reverse("account_login")
    assert late.get("/accounts/me/").headers["Location"].startswith(reverse("account_login"))


def test_only_the_addresses_we_use_exist(cast):
    for address in (
        "signup/",
        "password/reset/",
        "email/",
        "confirm-email/",
        "social/signup/",
        "password/set/",
        "login/code/",
    ):
        assert Client().get(f"/sign-in/{address}").status_code == 404


def test_sign_in_costs_the_same_for_names_that_do_not_exist(cast, monkeypatch):
    """Equal work takes equal time, on a busy machine too: the clock does not tell who works here."""
    monkeypatch.setattr("simpul.accounts.services.throttle.Attempt.take", lambda self: None)
    monkeypatch.setattr("simpul.accounts.services.throttle.Attempt.give_back", lambda self: None)
    hashed = {"yuni": 0, "tidak.ada": 0}
    client, asked = Client(), ""
    for way in ("encode", "verify"):
        monkeypatch.setattr(QuickArgon2, way, counted(getattr(QuickArgon2, way), lambda: hashed, lambda: asked))

    def ask(name):
        nonlocal asked
        asked = name
        enter_password(client, name, "bukan-kata-sandi-ini")

    known, unknown = costs_of(ask, *hashed)
    assert hashed["yuni"] == hashed["tidak.ada"] == TRIES
    assert abs(known.seconds - unknown.seconds) < 0.010, (known, unknown)
    assert known.statements == unknown.statements


def counted(hash_or_compare, hashed, asked):
    """One hashing of a password, written down for whom it was done."""

    def counting(*told, **more):
        hashed()[asked()] += 1
        return hash_or_compare(*told, **more)

    return counting


def test_passwords_are_kept_at_full_strength():
    from simpul.config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
