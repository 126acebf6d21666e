"""The audit page: who saw or changed what of whom, for the auditor of that office and for nobody else."""

import pytest
from django.urls import reverse

from tests.desk.test_home import aminah, today  # noqa: F401 - the fixture


def trail(client, **asked):
    return client.get(reverse("desk:audit"), asked)


def test_auditor_reads_who_did_what(sign_in, aminah):  # noqa: F811
    page = trail(sign_in("sari")).content.decode()
    assert "Yuni Astuti" in page
    assert "mendaftarkan" in page
    assert "Aminah Sobari" in page


def test_auditor_of_another_office_reads_nothing_of_it(sign_in, aminah):  # noqa: F811
    page = trail(sign_in("ujang")).content.decode()
    assert "Yuni Astuti" not in page
    assert "Aminah" not in page
    assert "Aminah" not in sign_in("ujang").get(reverse("desk:audit_of", args=[aminah.pk])).content.decode()


@pytest.mark.parametrize("username", ["yuni", "rina", "agus", "cecep"])
def test_others_are_refused_and_the_refusal_is_recorded(username, sign_in, cast):
    from simpul.audit.models import AuditEvent
    from simpul.database.context import acting_as

    assert trail(sign_in(username)).status_code == 403
    with acting_as(cast.sari.pk):
        assert AuditEvent.objects.filter(act="accounts.access_denied", actor=getattr(cast, username).pk).count() == 1


def test_of_one_person(sign_in, aminah):  # noqa: F811
    page = sign_in("sari").get(reverse("desk:audit_of", args=[aminah.pk])).content.decode()
    assert "mendaftarkan" in page


@pytest.mark.parametrize("asked", [{"from_on": "kemarin"}, {"actor": "siapa"}, {"before": "-1"}, {"act": "tidak.ada"}])
def test_bad_filters_get_a_sentence(asked, sign_in):
    answer = trail(sign_in("sari"), **asked)
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_every_act_of_the_program_has_a_sentence():
    import re

    from simpul.desk.forms.sentences import SENTENCES
    from tests.house.code import python_files

    acts = {act for path in python_files() for act in re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text())}
    assert acts - set(SENTENCES) == set()


def test_system_page_is_for_whoever_keeps_it_running(sign_in):
    assert sign_in("agus").get(reverse("desk:system")).status_code == 200
    assert sign_in("rina").get(reverse("desk:system")).status_code == 403
