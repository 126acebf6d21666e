"""Refusals become sentences; a missing one is loud, and never a server error."""

import logging
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from simpul.kit.refusals import Refusal
from simpul.ui.sentences import is_known, register, sentence


def test_values_are_written_as_people_write_them():
    register({"test_expired": "Berlaku sampai %(on)s."})
    assert sentence(Refusal("test_expired", {"on": date(2026, 8, 17)})) == "Berlaku sampai 17 Agustus 2026."


def test_a_sentence_follows_the_reader():
    register({"test_lazy": _("Batal")})
    with translation.override("id"):
        assert sentence(Refusal("test_lazy")) == "Batal"


@pytest.mark.parametrize("refusal", [Refusal("test_unknown"), Refusal("test_half", {"other": 1})])
def test_what_is_missing_is_loud(refusal, caplog):
    register({"test_half": "Sisa %(left)s."})
    with caplog.at_level(logging.ERROR):
        assert refusal.code in sentence(refusal)
    assert refusal.code in caplog.text


def test_one_code_says_one_thing():
    register({"test_twice": "Satu."})
    register({"test_twice": "Satu."})
    with pytest.raises(ValueError, match="test_twice"):
        register({"test_twice": "Dua."})
    assert is_known("test_twice")


def test_a_module_may_mean_something_of_its_own():
    register({"test_own": "Nama kantornya?"}, of="directory")
    assert sentence(Refusal("test_own")) == "Nama kantornya?"
    register({"test_own": "Nama orangnya?"}, of="registry")
    assert sentence(Refusal("test_own"), of="directory") == "Nama kantornya?"
    assert sentence(Refusal("test_own"), of="registry") == "Nama orangnya?"
    assert "(test_own)" in sentence(Refusal("test_own"))
    register({"test_own": "Namanya?"})
    assert sentence(Refusal("test_own"), of="accounts") == "Namanya?"
