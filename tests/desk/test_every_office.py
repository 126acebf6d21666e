"""What holds for every office: changed by who reaches all of them, told kindly to everybody else."""

from datetime import date

import pytest

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services import assign_role
from simpul.directory.models import Office, Organisation
from simpul.directory.queries import current_edition

VILLAGE = "32.04.05.2001"
SHARED = [
    "/code-lists/agama/add/", "/code-lists/agama/1/edit/", "/code-lists/agama/1/hide/", "/code-lists/agama/1/show/",
    "/code-lists/agama/1/reset/", "/areas/open/", "/areas/record-change/", f"/areas/{VILLAGE}/rename/",
    f"/areas/{VILLAGE}/set-code/",
]  # fmt: skip
EDIT = "/code-lists/agama/1/edit/"


def announce(office):
    return f"/office/{office.pk}/calendar/2030/announce/"


@pytest.fixture
def one_office(cast):
    Office.objects.exclude(pk=cast.office.pk).update(is_active=False)
    return cast.office


def test_one_office_of_several_is_not_enough(cast, sign_in):
    """Rina manages the services of one office; a code list or an area would change under the others too."""
    client, before = sign_in("rina"), current_edition("agama")
    for address in (*SHARED, announce(cast.office)):
        for answer in (client.get(address), client.post(address, {"name_id": "Lain", "version": 0})):
            assert answer.status_code == 403, address
            assert "Ini berlaku untuk semua kantor" in answer.content.decode()
    assert current_edition("agama") == before


def test_the_refusal_is_recorded(cast, sign_in, recorded):
    sign_in("rina").get(EDIT)
    (denial,) = [event for event in recorded if event.act == "accounts.access_denied"]
    assert denial.detail == {"permissions": ["edit_code_list"], "view": "desk:edit_code_list_entry"}


def test_who_reaches_every_office_may(cast, sign_in):
    client = sign_in("agus")
    assert {client.get(address).status_code for address in (*SHARED, announce(cast.office))} == {200}


def test_in_an_installation_of_one_office_its_manager_may(one_office, sign_in):
    client = sign_in("rina")
    assert {client.get(address).status_code for address in (*SHARED, announce(one_office))} == {200}
    page = client.get("/code-lists/agama/").content.decode()
    assert "/code-lists/agama/add/" in page
    assert EDIT in page


def test_pages_offer_only_what_may_be_done(cast, sign_in):
    client = sign_in("rina")
    page = client.get("/code-lists/agama/").content.decode()
    assert "Daftar ini berlaku untuk semua kantor" in page
    assert "/add/" not in page
    assert EDIT not in page
    for address in ("/areas/", f"/areas/{VILLAGE}/"):
        page = client.get(address).content.decode()
        assert "/areas/open/" not in page
        assert "/rename/" not in page
    declare = f"/office/{cast.office.pk}/calendar/declare/"
    assert "berlaku untuk semua kantor" in client.get(declare).content.decode()
    assert "berlaku untuk semua kantor:" not in sign_in("agus").get(declare).content.decode()


@pytest.mark.parametrize("who", ["yuni", "bambang", "sari", "cecep", "maria"])
def test_other_roles_are_refused_as_everywhere(cast, sign_in, who):
    client = sign_in(who)
    assert {client.get(address).status_code for address in (*SHARED, "/office/open/")} == {403}


def test_reach_counts_open_offices_and_whole_ones(cast):
    def may(user, **of):
        return access.reaches_every_office(User.objects.get(pk=user.pk), Permission.MANAGE_OFFICE, **of)

    assert may(cast.agus)
    assert not may(cast.rina)
    assert not may(cast.yuni)
    assert may(cast.rina, of=cast.office.organisation)
    assert not may(cast.rina, of=cast.other_office.organisation)
    area = cast.office.area
    assign_role(user=cast.wati, role="services_manager", office=cast.other_office, area=area, from_on=FIRST, by=None)
    assert not may(cast.wati, of=cast.other_office.organisation)  # for one area of it
    assert not may(cast.yuni, of=Organisation.objects.create(name="Tanpa kantor", kind="ngo"))


FIRST = date(2026, 1, 1)


def test_a_shared_organisation_is_for_who_manages_all_its_offices(cast, sign_in):
    Office.objects.filter(pk=cast.other_office.pk).update(organisation=cast.office.organisation)
    address = f"/office/{cast.office.pk}/organisation/change/"
    for who in ("rina", "bambang"):
        client = sign_in(who)
        answer = client.post(address, {"name": "Milik saya", "kind": "ngo", "version": 1})
        assert answer.status_code == 403
        assert "Organisasi ini mempunyai beberapa kantor" in answer.content.decode()
        assert address not in client.get("/office/").content.decode()
    assert not Organisation.objects.filter(name="Milik saya").exists()
    page = sign_in("agus").get(address).content.decode()
    assert cast.office.name in page
    assert cast.other_office.name in page
