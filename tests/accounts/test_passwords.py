"""Which passwords are taken, how they are kept, and that secrets stand nowhere in the clear."""

import os
import subprocess

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.rules.passwords import one_time_password
from simpul.accounts.services import factors
from simpul.database.sealing import DecryptionFailed
from tests.accounts.helpers import PASSWORD, enrol_app, enter_password

TABLE = [
    ("kopi-susu-2", False),  # 11
    ("kopi-susu-26", True),  # 12
    ("gula aren, kelapa dan pandan " * 4 + "hutan kapur.", True),  # 128
    ("gula aren, kelapa dan pandan " * 4 + "hutan kapur.!", False),  # 129
    ("password1234", False),  # in the list of leaked ones
    ("123456789012", False),
    ("qwertyuiop123", False),
    ("abcdefghijkl", False),
    ("aaaaaaaaaaaaaaaa", False),
    ("2026indonesia!!", False),  # a leaked one with figures around it
    ("Password2026!", False),
    ("yuni.astuti.1", False),  # like the account
    ("semua huruf kecil boleh", True),  # no rules of composition
    ("TANPAANGKAPUNBOLEH", True),
    ("gula aren dan kelapa", True),
    ("🌧️🌧️🌧️ hujan turun", True),
    ("spasi  di  tengah  ", True),
    ("", False),
]


@pytest.mark.parametrize(("password", "taken"), TABLE)
def test_which_passwords_are_taken(password, taken):
    user = User(username="yuni.astuti", name="Yuni Astuti")
    if taken:
        validate_password(password, user)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, user)


def test_one_time_passwords_are_strong_and_never_the_same():
    made = {one_time_password() for _ in range(500)}
    assert len(made) == 500
    for password in list(made)[:20]:
        validate_password(password, User(username="yuni", name="Yuni"))


def test_passwords_are_kept_with_argon2id(cast):
    assert {u.password.split("$")[1] for u in User.objects.exclude(password__startswith="!")} == {"argon2id"}


def test_weak_new_password_is_refused_in_words(cast, sign_in):
    client = sign_in("yuni")
    weak = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "kurang", "password2": "kurang"}
    )
    assert weak.status_code == 200
    assert "12" in str(weak.context["form"].errors["password1"])
    wrong = client.post(
        reverse("account_change_password"), {"oldpassword": "salah", "password1": "a" * 20, "password2": "a" * 20}
    )
    assert "oldpassword" in wrong.context["form"].errors


def test_guessing_the_present_password_from_an_open_session_comes_to_an_end(cast, sign_in):
    client = sign_in("yuni")
    form = {"password1": "gerimis-di-lereng", "password2": "gerimis-di-lereng"}
    statuses = [
        client.post(reverse("account_change_password"), {**form, "oldpassword": f"salah{n}"}).status_code
        for n in range(8)
    ]
    assert statuses[-1] == 429


def test_secrets_of_factors_are_sealed(cast, superuser_dsn):
    client = Client()
    enter_password(client, "yuni")
    secret, _ = enrol_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    rows = []
    with connection.cursor() as cursor:
        for table in ("mfa_authenticator", "django_session", "accounts_user", "audit_event", "accounts_throttle"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            rows += [text for (text,) in cursor.fetchall()]
    sessions = [str(s) for s in decoded_sessions()]
    for needle in (secret, PASSWORD, *codes):
        assert not any(needle in text for text in rows + sessions), needle
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert factors.open_secret(kept) == secret


def test_sealed_secret_that_was_changed_does_not_open():
    sealed = factors.seal_secret("JBSWY3DPEHPK3PXP")
    with pytest.raises(DecryptionFailed):
        factors.open_secret(sealed[:-6] + ("AAAA==" if sealed[-6:] != "AAAA==" else "BBBB=="))


@pytest.mark.slow
def test_dump_holds_no_secret(scratch_database):
    """A whole dump of a database in which an app was set up."""
    import psycopg

    from simpul.database.binaries import binaries
    from simpul.database.keys import ring
    from simpul.database.server import server

    needle = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    info = {**server().administrator(), "dbname": scratch_database}
    with psycopg.connect(**info, autocommit=True) as plain:
        user = plain.execute("SELECT id FROM accounts_user WHERE username = 'yuni'").fetchone()[0]
        plain.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
            " VALUES (%s, 'totp', jsonb_build_object('secret', %s::text), now())",
            [user, factors.seal_secret(needle)],
        )
    dump = subprocess.run(
        [binaries() / "pg_dump", "--inserts", "-h", info["host"], "-p", str(info.get("port", 5432)),
         "-U", info["user"], scratch_database],
        env={**os.environ, "PGPASSWORD": info.get("password", "")}, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert b"mfa_authenticator" in dump
    assert needle.encode() not in dump
    for secret in ("throttle", "code_cards", "django"):
        assert ring().secret(secret).encode() not in dump


def decoded_sessions():
    from django.contrib.sessions.models import Session

    return [row.get_decoded() for row in Session.objects.all()]
