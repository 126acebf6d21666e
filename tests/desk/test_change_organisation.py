"""Who answers for an office: change_organisation does, refuses, hides, is recorded; home says what to name first."""

import re

import pytest

from simpul.directory.models import Office, Organisation
from tests.desk.events import done_to

NAMED = {"name": "  Pemkab   Bandung ", "kind": "dinas"}


def url(office):
    return f"/office/{office.pk}/organisation/change/"


def version(office):
    return Organisation.objects.get(pk=office.organisation_id).version


@pytest.mark.parametrize("who", ["rina", "bambang", "agus"])
def test_change_organisation_changes_and_is_recorded(cast, sign_in, recorded, who):
    client = sign_in(who)
    assert url(cast.office) in client.get(f"/office/?office={cast.office.pk}").content.decode()
    assert client.post(url(cast.office), {**NAMED, "version": version(cast.office)}).status_code == 302
    assert Organisation.objects.get(pk=cast.office.organisation_id).name == "Pemkab Bandung"
    (event,) = done_to(recorded)
    assert (event.act, event.actor) == ("directory.organisation_changed", getattr(cast, who).pk)
    assert (event.subject, event.detail) == (cast.office.organisation_id, {"fields": ["name"]})
    assert "Pemkab Bandung" in client.get(f"/office/?office={cast.office.pk}").content.decode()


def test_somebody_else_saved_first(cast, sign_in):
    client, read = sign_in("rina"), version(cast.office)
    client.post(url(cast.office), {**NAMED, "version": read})
    late = client.post(url(cast.office), {"name": "Pemda Bandung", "kind": "dinas", "version": read})
    assert late.status_code == 409
    for words in ("Pemkab Bandung", "Pemda Bandung"):
        assert words in late.content.decode()
    assert Organisation.objects.get(pk=cast.office.organisation_id).name == "Pemkab Bandung"
    hidden = "".join(map(str, late.context["compared"].hidden))
    carried = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', hidden))
    mine = {row.name + "-taken": "mine" for row in late.context["compared"].rows}
    assert client.post(url(cast.office), carried | mine).status_code == 302
    assert Organisation.objects.get(pk=cast.office.organisation_id).name == "Pemda Bandung"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"name": " "}, "perlu diisi"), ({"kind": "bank"}, "bank"), ({"name": "x" * 201}, "Paling banyak 200 huruf")],
)
def test_bad_input_is_said(cast, sign_in, wrong, sentence):
    answer = sign_in("rina").post(url(cast.office), {**NAMED, "version": version(cast.office), **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_organisation_of_an_office_out_of_reach_is_not_there(cast, sign_in):
    assert sign_in("rina").post(url(cast.other_office), {**NAMED, "version": 1}).status_code == 404
    for who in ("yuni", "sari", "cecep"):
        assert sign_in(who).post(url(cast.office), {**NAMED, "version": 1}).status_code == 403


def test_home_says_first_what_a_new_installation_needs(cast, sign_in):
    """The first administrator finds an office without a name."""
    office = Office.objects.get(code="kantor")
    client = sign_in("admin")
    page = client.get("/").content.decode()
    steps = ["Beri nama organisasi", "Isi nama dan wilayah kantor"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    client.post(url(office), {**NAMED, "version": 1})
    assert steps[0] not in client.get("/").content.decode()
    named = {"name": "Dinas Sosial", "kind": "dinas", "area": "32.04", "time_zone": "Asia/Jakarta", "version": 1}
    client.post(f"/office/{office.pk}/change/", named)
    assert steps[1] not in client.get("/").content.decode()
    assert steps[0] not in sign_in("rina").get("/").content.decode()


def test_home_says_that_nobody_else_works_there_yet(cast, sign_in):
    from simpul.accounts.models import Assignment

    client, office = sign_in("admin"), Office.objects.get(code="kantor")
    assert "Buka akun untuk rekan" not in client.get("/").content.decode()
    Assignment.objects.filter(office=office, user=cast.agus).delete()
    page = client.get("/").content.decode()
    assert "Buka akun untuk rekan" in page
    assert "/accounts/staff/open/" in page
