"""Sessions end: left alone, too old, ended by their owner, or with the account."""

import os
import subprocess
import sys
import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import User
from tests.accounts.helpers import PASSWORD, acts_of, enter_password

PAGE = "/accounts/me/"


def fully(name):
    """Somebody's browser after the real sign-in, with the second factor proven."""
    client = Client()
    enter_password(client, name)
    session = client.session
    session["account_authentication_methods"] += [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return client


def is_open(client):
    answer = client.get(PAGE)
    return answer.status_code == 200 or not answer.headers["Location"].startswith(reverse("account_login"))


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of the middleware."""
    real, shift = time.time, [0.0]
    monkeypatch.setattr("simpul.accounts.middleware.time.time", lambda: real() + shift[0])

    def move(seconds):
        shift[0] += seconds

    return move


def test_left_alone_for_a_quarter_of_an_hour(cast, sign_in, clock):
    client = sign_in("yuni")
    assert is_open(client)
    clock(14 * 60)
    assert is_open(client)
    clock(15 * 60 + 1)
    assert not is_open(client)
    assert "accounts.signed_out" in acts_of(cast.yuni)


def test_proving_oneself_again_renews_the_key(cast):
    client = fully("yuni")
    before = client.session.session_key
    thief = Client()
    thief.cookies = client.cookies.copy()
    assert is_open(thief)
    kept = UserSession.objects.get(session_key=before)
    client.post(reverse("account_reauthenticate"), {"password": "bukan-kata-sandi-ini"})
    assert client.session.session_key == before
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.session.session_key != before
    assert is_open(client)
    assert not is_open(thief)
    kept.refresh_from_db()
    assert kept.session_key == client.session.session_key, "and it is the same line of the list of sessions"


def test_twelve_hours_whatever_was_done(cast, sign_in, clock):
    client = sign_in("yuni")
    for _ in range(12 * 6):
        assert is_open(client)
        clock(10 * 60)
    clock(1)
    assert not is_open(client)


def test_disabled_account_is_out_at_the_next_request(cast, sign_in):
    client = sign_in("yuni")
    assert is_open(client)
    User.objects.filter(pk=cast.yuni.pk).update(is_active=False, closed_at=timezone.now())
    start = time.perf_counter()
    assert not is_open(client)
    assert client.get("/api/openapi.json").status_code == 401
    assert time.perf_counter() - start < 1


def test_list_and_one_other_browser_is_signed_out(cast):
    here, there = fully("yuni"), fully("yuni")
    page = here.get(reverse("usersessions_list"))
    assert page.context["session_count"] == 2
    other = UserSession.objects.get(session_key=there.session.session_key)
    address = reverse("accounts:end_session", args=[other.pk])
    assert address in page.content.decode()
    assert str(other.pk) not in address.split("/")
    assert here.post(address).status_code == 302
    assert (is_open(here), is_open(there)) == (True, False)
    assert "accounts.session_ended" in acts_of(cast.yuni)


def test_session_of_somebody_else_is_not_ended(cast):
    mine, theirs = fully("yuni"), fully("rina")
    other = UserSession.objects.get(session_key=theirs.session.session_key)
    assert mine.post(reverse("accounts:end_session", args=[other.pk])).status_code == 404
    assert mine.post(f"/accounts/me/sessions/{other.pk}/end/").status_code == 404
    assert is_open(theirs)


def test_all_others_are_signed_out(cast):
    here, there = fully("yuni"), fully("yuni")
    here.post(reverse("usersessions_list"))
    assert (is_open(here), is_open(there)) == (True, False)


def test_new_password_ends_the_other_sessions(cast):
    here, there = fully("yuni"), fully("yuni")
    new = "gerimis-di-lereng-ciwidey"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_open(here), is_open(there)) == (True, False)
    assert "accounts.password_changed" in acts_of(cast.yuni)


def test_signing_out_needs_a_form_and_ends_the_session(cast, sign_in):
    client = sign_in("yuni")
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_open(client)
    client.post(reverse("account_logout"))
    assert not is_open(client)
    assert acts_of(cast.yuni)[-1] == "accounts.signed_out"


def test_cookies_over_tls_belong_to_this_host_alone():
    code = (
        "from simpul.config import settings as s\n"
        "from simpul.accounts.middleware import devices as d\n"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, d.COOKIE, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS > 0)"
    )
    setup = "import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", setup + code], env={**os.environ, "SIMPUL_TLS": "1"},
        capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["__Host-session", "__Host-csrf", "__Host-device", "True", "True", "True", "True"]
    assert settings.SESSION_COOKIE_NAME == "simpul-session"


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(cast, client):
    cookie = enter_password(client, "yuni").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/")
