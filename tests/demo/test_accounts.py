"""The accounts of a demo stand on its sign-in page, each to be tried with one press; a real installation names nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from simpul.accounts.services import open_account
from simpul.config.commands.demo import _welcome
from simpul.demo.rules.staff import PASSWORD, STAFF

pytestmark = pytest.mark.django_db


def sign_in_page(language="id"):
    client = Client()
    client.cookies["simpul-language"] = language
    return client.get(reverse("account_login")).content.decode()


def test_a_demo_lists_its_accounts_in_the_readers_language(settings):
    settings.DEMO = True
    page = sign_in_page()
    assert "Akun contoh" in page
    assert "jangan masukkan data orang sungguhan" in page
    for one in STAFF:
        assert f'name="login" value="{one.username}"' in page
    assert "Petugas loket" in page
    assert "Kabupaten Garut" in page
    english = sign_in_page("en")
    assert "Front office" in english
    assert "Petugas loket" not in english


def test_a_real_installation_lists_nobody(settings):
    assert settings.DEMO is False
    page = sign_in_page()
    assert PASSWORD not in page
    assert [one.username for one in STAFF if f'value="{one.username}"' in page] == []
    assert "demo-accounts" not in page


def test_one_press_signs_in(settings, cast):
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False
    open_account(username="dini", name="Dini", password=PASSWORD, office=cast.office, by=None)
    answer = Client().post(reverse("account_login"), {"login": "dini", "password": PASSWORD})
    assert answer.status_code == 302


def test_the_list_at_the_start_says_role_and_office():
    lines = _welcome({}).splitlines()
    garut = next(line for line in lines if line.split()[:1] == ["wati"])
    assert "Petugas loket (front office)" in garut
    assert garut.endswith("Kabupaten Garut")
