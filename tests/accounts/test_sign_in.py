"""Signing in with a password: it works, it refuses, it says nothing about who exists, it is recorded."""

import statistics
import time

import pytest
from django.test import Client
from django.urls import reverse

from simpul.audit.models import AuditEvent
from tests.accounts.helpers import PASSWORD, acts_of, enter_password

SAME = "Nama pengguna atau kata sandi salah."


def test_password_leads_to_setting_up_the_second_factor(cast):
    client = Client()
    answer = enter_password(client, "yuni")
    assert answer.status_code == 302
    assert client.get("/accounts/me/").headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert "Siapkan faktor kedua" in page.content.decode()
