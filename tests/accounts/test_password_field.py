"""A password as people handle it: hidden, pasted by a manager, taken letter for letter, good until it is changed."""

import re
import time
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from simpul.accounts.models import User
from tests.accounts.helpers import enter_password
from tests.house.code import ROOT

SPACED = "  Gula Aren  dan Kelapa  "


def fields_of(page):
    """The inputs for a password, whatever they are called."""
    return re.findall(r'<input[^>]*name="[^"]*password[^"]*"[^>]*>', page.content.decode())


def test_fields_hide_it_and_help_those_who_keep_it_for_one(cast, sign_in):
    pages = [Client().get(reverse("account_login")), sign_in("yuni").get(reverse("account_change_password"))]
    for page in pages:
        assert fields_of(page)
        for field in fields_of(page):
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field), field
            assert "maxlength" not in field or int(re.search(r'maxlength="(\d+)"', field)[1]) >= 128


def test_nothing_stops_pasting():
    scripts = [path for path in (ROOT / "simpul").rglob("*.js") if path.name not in {"htmx.js", "tabler.js"}]
    assert scripts
    assert [path.name for path in scripts if re.search(r"[\"']paste[\"']|onpaste", path.read_text())] == []


@pytest.mark.parametrize("typed", [SPACED.strip(), SPACED.lower(), SPACED.replace("  ", " "), SPACED[:-1]])
def test_it_counts_letter_for_letter(cast, typed):
    cast.yuni.set_password(SPACED)
    cast.yuni.save()
    assert enter_password(Client(), "yuni", typed).status_code == 200
    assert enter_password(Client(), "yuni", SPACED).status_code == 302


def test_it_does_not_grow_old(cast, sign_in):
    long_ago = datetime(2016, 1, 1, tzinfo=UTC)
    User.objects.filter(pk=cast.yuni.pk).update(last_login=long_ago, created_at=long_ago)
    assert sign_in("yuni").get("/accounts/me/").status_code == 200


def test_the_key_of_a_session_cannot_be_guessed(cast):
    client = Client()
    enter_password(client, "yuni")
    key = client.session.session_key
    assert re.fullmatch(r"[a-z0-9]{32}", key), "165 bits from the system's own source"


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_factors_change_only_after_a_fresh_proof(cast, sign_in, name):
    client = sign_in("yuni")
    session = client.session
    session["account_authentication_methods"] = [
        {**entry, "at": time.time() - 1200} for entry in session["account_authentication_methods"]
    ]
    session.save()
    again = reverse("account_reauthenticate")
    assert client.get(reverse(name)).headers["Location"].startswith(again)
    answer = client.post(reverse(name))
    assert answer.status_code == 403 or answer.headers["Location"].startswith(again)


def test_every_page_has_a_way_out(sign_in):
    client = sign_in("yuni")
    for path in ("/", "/accounts/me/", "/registry/people/"):
        assert f'"{reverse("account_logout")}"' in client.get(path).content.decode(), path


def test_a_code_has_six_figures_at_least():
    from simpul.accounts.rules import code_cards

    assert code_cards.DIGITS >= 6
    assert all(len(code) == code_cards.DIGITS for code in code_cards.new_codes())
