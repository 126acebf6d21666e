"""The second factor is enforced on the server: pages and the API alike, for every way to sign in."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from simpul.accounts.models import User
from tests.accounts.helpers import PASSWORD, acts_of, code_for, enrol_app, enter_password

PAGE, API = "/accounts/me/", "/api/openapi.json"
HOME = {200, 302}


def session_with(client: Client, user: User, records: list[dict], owner: str | None = None) -> None:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = owner or str(user.pk)
    session.save()


PROOFS = {
    "nothing": ([], False),
    "password": (["password"], False),
    "password twice": (["password", "password"], False),
    "reauthenticated password": ([{"method": "password", "reauthenticated": True}], False),
    "password and app": (["password", {"method": "mfa", "type": "totp"}], True),
    "password and recovery code": (["password", {"method": "mfa", "type": "recovery_codes"}], True),
    "password and key": (["password", {"method": "mfa", "type": "webauthn"}], True),
    "password and card": (["password", {"method": "mfa", "type": "code_card"}], True),
    "passkey alone": ([{"method": "mfa", "type": "webauthn", "passwordless": True}], True),
    "something unknown": ([{"method": "socialaccount"}], False),
}


@pytest.mark.parametrize("name", PROOFS)
def test_one_factor_opens_nothing_and_two_open_everything(cast, name):
    records, enough = PROOFS[name]
    client = Client()
    entries = [{"at": time.time(), **(r if isinstance(r, dict) else {"method": r})} for r in records]
    session_with(client, cast.yuni, entries)
    page, api = client.get(PAGE), client.get(API)
    if enough:
        assert (page.status_code, api.status_code) == (200, 200)
    else:
        assert page.headers["Location"] == reverse("mfa_index")
        assert (api.status_code, api.json()) == (403, {"code": "second_factor"})
        assert client.get(reverse("mfa_index")).status_code == 200


def test_proofs_of_somebody_else_count_for_nothing(cast):
    client = Client()
    session_with(client, cast.yuni, [{"method": "mfa", "type": "totp", "at": time.time()}], owner=str(cast.rina.pk))
    assert client.get(API).status_code == 403


def test_setting_up_an_app_opens_the_pages_and_shows_recovery_codes_once(cast):
    client = Client()
    enter_password(client, "yuni")
    enrol_app(client)
    assert client.get(PAGE).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes"))
    shown = codes.context["unused_codes"]
    assert len(shown) == 10
    assert shown[0] in codes.content.decode()
    assert shown[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "accounts.factor_added" in acts_of(cast.yuni)


def test_who_has_a_factor_cannot_add_another_with_the_password_alone(cast):
    early, client = Client(), Client()
    enter_password(early, "yuni")  # a second browser that stopped at the password
    enter_password(client, "yuni")
    enrol_app(client)
    answer = early.get(reverse("mfa_add_webauthn"))
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert early.get(API).status_code == 401


@pytest.fixture
def enrolled(cast):
    client = Client()
    enter_password(client, "yuni")
    secret, _ = enrol_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("account_logout"))
    return secret, codes


def ask(name="yuni"):
    client = Client()
    assert enter_password(client, name).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(API).status_code == 401
    return client


def test_app_code_is_good_once(cast, enrolled):
    secret, _ = enrolled
    first, second = ask(), ask()
    code = code_for(secret, steps=1)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert first.get(PAGE).status_code == 200
    refused = second.post(reverse("mfa_authenticate"), {"code": code})
    assert "Kode salah, atau sudah pernah dipakai." in refused.content.decode()
    assert second.get(API).status_code == 401


def test_code_that_set_the_app_up_is_spent(cast):
    client = Client()
    enter_password(client, "yuni")
    _, code = enrol_app(client)
    assert ask().post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_recovery_code_is_good_once(cast, enrolled):
    _, codes = enrolled
    assert ask().post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert ask().post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert ask().post(reverse("mfa_authenticate"), {"code": f"{codes[1][:4]} {codes[1][4:]}"}).status_code == 302


def test_hundred_guesses_come_to_an_end(cast, enrolled):
    secret, _ = enrolled
    client = ask()
    wrong = [
        f"{number:06}" for number in range(100) if f"{number:06}" not in {code_for(secret, steps=s) for s in (-1, 0, 1)}
    ]
    statuses = [client.post(reverse("mfa_authenticate"), {"code": code}).status_code for code in wrong]
    assert statuses.count(200) <= 6
    assert set(statuses[10:]) == {429}
    assert acts_of(cast.yuni).count("accounts.factor_failed") <= 6


@pytest.mark.parametrize(
    "credential",
    ["", "{}", "[]", "null", '"x"', '{"id": 1}', '{"response": null}', "{{{", '{"response": {"userHandle": "!!"}}'],
)
def test_made_up_answers_of_a_passkey_are_refused_in_words(cast, credential):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert answer.status_code == 200
    assert client.get(API).status_code == 401


def test_lost_factor_brings_back_to_the_beginning(cast, sign_in, enrolled):
    from simpul.accounts.services import reset_password
    from simpul.accounts.services.passwords import confirm_lost_device
    from simpul.database.context import acting_as

    with acting_as(cast.rina.pk):
        password = reset_password(user=cast.yuni, by=cast.rina, has_lost_device=True)
    with acting_as(cast.agus.pk):
        confirm_lost_device(user=cast.yuni, by=cast.agus)
    client = Client()
    assert enter_password(client, "yuni").status_code == 200  # the old password
    assert enter_password(client, "yuni", password).status_code == 302
    assert client.get(PAGE).headers["Location"] == reverse("account_change_password")
    assert PASSWORD not in password
