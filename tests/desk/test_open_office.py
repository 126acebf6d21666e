"""Offices open and close: open_office and close_office do, refuse, hide, are recorded."""

from datetime import date, timedelta

import pytest

from simpul.accounts import services
from simpul.accounts.models import Assignment, User
from simpul.accounts.services import AccountRefused
from simpul.database.context import acting_as
from simpul.directory.models import Area, Office, Organisation
from simpul.kit.dates import today

URL = "/office/open/"
NEW = "new"
TODAY = today("Asia/Jakarta")


def facts(organisation, /, **others):
    known = {"name": "UPTD PPA Bandung", "code": "uptd-ppa", "kind": "uptd", "area": "32.04"}
    return known | {"organisation": str(getattr(organisation, "pk", organisation))} | others


def closing(office):
    return f"/office/{office.pk}/close/"


@pytest.fixture
def opened(cast, sign_in):
    sign_in("agus").post(URL, facts(cast.office.organisation))
    return Office.objects.get(code="uptd-ppa")


def acts(recorded):
    return [event.act for event in recorded if event.act.split("_")[0] not in ("accounts.signed", "accounts.access")]


def test_open_office_opens_and_the_opener_looks_after_it(cast, sign_in, recorded):
    client = sign_in("agus")
    done = client.post(URL, facts(cast.office.organisation), follow=True)
    office = Office.objects.get(code="uptd-ppa")
    assert done.redirect_chain == [(f"/office/?office={office.pk}", 302)]
    assert "UPTD PPA Bandung dibuka. Anda administratornya." in done.content.decode()
    assert (office.organisation, office.area_id, office.time_zone) == (
        cast.office.organisation,
        "32.04",
        "Asia/Jakarta",
    )
    held = Assignment.objects.get(office=office)
    assert (held.user, held.role, held.until_on) == (cast.agus, "system_administrator", None)
    opening, role = [event for event in recorded if event.office == office.pk]
    assert (opening.act, opening.actor) == ("directory.office_opened", cast.agus.pk)
    assert (role.act, role.actor, role.subject) == ("accounts.role_assigned", cast.agus.pk, cast.agus.pk)


def test_whoever_opens_still_reaches_every_office(cast, sign_in, opened):
    client = sign_in("agus")
    assert client.get("/code-lists/agama/add/").status_code == 200
    assert client.get(f"/office/{opened.pk}/change/").status_code == 200
    assert opened.name in client.get("/accounts/staff/open/").content.decode()
    assert client.get(URL).status_code == 200


def test_the_new_office_is_hidden_from_the_others(cast, sign_in, opened):
    for who in ("rina", "bambang"):
        assert sign_in(who).get(f"/office/?office={opened.pk}").status_code == 404


def test_its_time_is_that_of_its_area(cast, sign_in):
    sign_in("agus").post(URL, facts(cast.office.organisation, area="91"))
    assert Office.objects.get(code="uptd-ppa").time_zone == "Asia/Jayapura"


def test_with_a_new_organisation(cast, sign_in, recorded):
    new = {"organisation_name": "Yayasan Kasih Ibu", "organisation_kind": "ngo"}
    assert sign_in("agus").post(URL, facts(NEW, **new)).status_code == 302
    organisation = Office.objects.get(code="uptd-ppa").organisation
    assert (organisation.name, organisation.kind) == ("Yayasan Kasih Ibu", "ngo")
    assert acts(recorded) == ["directory.organisation_opened", "directory.office_opened", "accounts.role_assigned"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "perlu diisi"),
        ({"code": "UPTD PPA"}, "Kode kantor hanya berisi huruf kecil"),
        ({"code": "dinsos-bandung"}, "Kantor dengan kode dinsos-bandung sudah ada."),
        ({"kind": "bank"}, "bank"),
        ({"area": ""}, "Tulis kode atau nama wilayahnya."),
        ({"area": "99.99"}, "Tidak ada wilayah dengan kode 99.99."),
        ({"organisation": "siapa"}, "siapa"),
        ({"organisation": NEW}, "perlu diisi"),
        ({"organisation": NEW, "organisation_name": "Yayasan"}, "Pilih dahulu."),
        ({"organisation_name": "Yayasan"}, "Bila organisasinya baru, pilih"),
    ],
)
def test_bad_input_is_said_and_nothing_is_opened(cast, sign_in, wrong, sentence):
    before = Office.objects.count(), Organisation.objects.count(), Assignment.objects.count()
    answer = sign_in("agus").post(URL, facts(cast.office.organisation, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Office.objects.count(), Organisation.objects.count(), Assignment.objects.count()) == before


@pytest.mark.parametrize("who", ["yuni", "rina", "bambang", "sari"])
def test_open_office_is_for_the_administrator(cast, sign_in, who):
    client = sign_in(who)
    assert client.post(URL, facts(cast.office.organisation)).status_code == 403
    assert not Office.objects.filter(code="uptd-ppa").exists()
    if who in ("rina", "bambang"):
        page = client.get("/office/").content.decode()
        assert URL not in page
        assert closing(cast.office) not in page


def test_the_administrator_of_one_office_of_several_opens_none(cast, sign_in):
    """Whoever keeps all of them would no longer do so."""
    assert sign_in("admin").get(URL).status_code == 403
    act = {**facts(""), "organisation": cast.office.organisation, "area": Area.objects.get(pk="32.04")}
    with acting_as(cast.admin.pk), pytest.raises(AccountRefused) as refused:
        services.open_office(**act, by=cast.admin)
    assert refused.value.refusal.code == "offices_out_of_reach"


def test_a_substitute_looks_after_it_as_long_as_they_substitute(cast, sign_in):
    until = TODAY + timedelta(days=9)
    Assignment.objects.filter(user=cast.agus).update(acting="plh", until_on=until)
    sign_in("agus").post(URL, facts(cast.office.organisation))
    held = Assignment.objects.get(office__code="uptd-ppa")
    assert (held.acting, held.until_on) == ("plh", until)


def test_opening_and_closing_ask_for_a_fresh_proof(cast, sign_in):
    client = sign_in("agus")
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session.save()
    for address in (URL, closing(cast.other_office)):
        assert client.get(address)["Location"].startswith("/sign-in/again/")
        assert client.post(address, {"version": 1}).status_code == 403
    assert Office.objects.get(pk=cast.other_office.pk).is_active


def test_close_office_closes_and_is_recorded(cast, sign_in, opened, recorded):
    client = sign_in("agus")
    assert "Tutup UPTD PPA Bandung?" in client.get(closing(opened)).content.decode()
    done = client.post(closing(opened), {"version": opened.version}, follow=True)
    assert "UPTD PPA Bandung ditutup." in done.content.decode()
    assert not Office.objects.get(pk=opened.pk).is_active
    assert not Assignment.objects.filter(office=opened).exists()  # it began today, so it never was
    assert acts(recorded) == ["accounts.role_ended", "directory.office_closed"]
    assert client.get(closing(opened)).status_code == 404
    assert client.get("/code-lists/agama/add/").status_code == 200


def test_the_closers_role_of_before_ends_yesterday(cast, sign_in, opened):
    Assignment.objects.filter(office=opened).update(from_on=date(2026, 1, 1))
    sign_in("agus").post(closing(opened), {"version": opened.version})
    assert Assignment.objects.get(office=opened).until_on == TODAY - timedelta(days=1)


def test_close_office_waits_until_nobody_works_there(cast, sign_in, opened, recorded):
    client = sign_in("agus")
    for name, from_on in (("yuni", date(2026, 1, 1)), ("lilis", TODAY + timedelta(days=30))):
        user = User.objects.get(username=name)
        services.assign_role(user=user, role="front_office", office=opened, from_on=from_on, by=None)
    page = client.get(closing(opened)).content.decode()
    for words in ("Peran yang masih berlaku di kantor ini: 2.", "Yuni Astuti", "Lilis Suryati", "Petugas loket"):
        assert words in page
    assert "btn-late" not in page
    answer = client.post(closing(opened), {"version": opened.version})
    assert answer.status_code == 422
    assert answer.content.decode().count("Peran yang masih berlaku di kantor ini: 2.") == 1
    assert Office.objects.get(pk=opened.pk).is_active
    assert "directory.office_closed" not in acts(recorded)


def test_an_account_is_not_left_without_an_office(cast, sign_in, opened):
    with acting_as(cast.agus.pk):
        user = services.open_account(
            username="baru.saja", name="Baru Saja", password="kopi-susu-panas-2026", office=opened, by=None
        )
    client = sign_in("agus")
    answer = client.post(closing(opened), {"version": opened.version})
    assert "Akun yang masih diurus kantor ini: 1." in answer.content.decode()
    assert "tanpa peran di kantor ini" in answer.content.decode()
    with acting_as(cast.agus.pk):
        services.close_account(user=user, by=User.objects.get(pk=cast.agus.pk))
    assert client.post(closing(opened), {"version": opened.version}).status_code == 302


def test_the_office_of_ones_own_account_stays(cast, sign_in):
    answer = sign_in("agus").post(closing(cast.office), {"version": cast.office.version})
    assert answer.status_code == 422
    assert "Akun Anda sendiri diurus kantor ini." in answer.content.decode()


def test_the_only_office_stays(cast, sign_in):
    Office.objects.exclude(pk=cast.office.pk).update(is_active=False)
    answer = sign_in("agus").post(closing(cast.office), {"version": cast.office.version})
    assert "Ini satu-satunya kantor yang terbuka." in answer.content.decode()


def test_somebody_else_changed_the_office_meanwhile(cast, sign_in, opened):
    client = sign_in("agus")
    Office.objects.filter(pk=opened.pk).update(version=opened.version + 1)
    late = client.post(closing(opened), {"version": opened.version})
    assert late.status_code == 409
    assert f'name="version" value="{opened.version + 1}"' in late.content.decode()
    assert Office.objects.get(pk=opened.pk).is_active


def test_close_office_of_another_is_not_there(cast, sign_in):
    assert sign_in("admin").get(closing(cast.office)).status_code == 404
    assert sign_in("rina").get(closing(cast.office)).status_code == 403
    with acting_as(cast.admin.pk), pytest.raises(AccountRefused):
        services.close_office(office=cast.office, version=cast.office.version, by=cast.admin)
