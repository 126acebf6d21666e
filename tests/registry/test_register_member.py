"""Registering somebody straight into a family: where it lives, whom it hides, and what comes next."""

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries
from simpul.registry.models import Person
from tests.factories import registry as make
from tests.factories.families import make_family, places_of

URL = "/registry/people/register/"


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        return make_family(cast.yuni, cast.office)


def address_of(family):
    return f"{URL}?family={family.pk}"


def newcomer(**more):
    known = {
        "step": "save", "id": "0190b6e0-0000-7000-8000-000000000001", "name": "Siti Rohimah", "sex": "P",
        "birth_date": "3-4-2019", "number_state": "not_shown", "relation": "4",
    }  # fmt: skip
    return known | more


def test_a_family_without_a_number_grows_in_one_go(cast, sign_in, family):
    client = sign_in("yuni")
    page = client.get(f"/registry/families/{family.pk}/").content.decode()
    assert f"{address_of(family)}" in page
    looked = client.post(address_of(family), {"step": "look", "name": "Siti Rohimah", "birth_date": "3-4-2019"})
    assert f"family={family.pk}" in looked.url
    asked = client.get(looked.url).content.decode()
    assert "Kp. Cikadu 12" in asked
    for name in ("placement", "family_number", "village", "address"):
        assert f'name="{name}"' not in asked
    answer = client.post(looked.url, newcomer(), follow=True)
    assert answer.redirect_chain[-1][0] == f"/registry/families/{family.pk}/"
    assert "Anggota baru terdaftar." in answer.content.decode()
    assert f'href="{address_of(family)}">Daftarkan anggota berikutnya' in answer.content.decode()
    with acting_as(cast.yuni.pk):
        siti = Person.objects.get(name="Siti Rohimah")
        assert places_of(family) == {"Aminah": "1", "Siti Rohimah": "4"}
        assert (siti.area_id, siti.address, siti.rt, siti.rw) == (family.area_id, "Kp. Cikadu 12", "003", "002")
        assert not siti.address_is_protected


def test_the_relation_is_asked(sign_in, family):
    answer = sign_in("yuni").post(address_of(family), newcomer(relation=""))
    assert answer.status_code == 422
    assert "Pilih hubungannya dengan kepala keluarga" in answer.content.decode()


def test_a_hidden_place_is_neither_shown_nor_given_away_by_the_newcomer(cast, sign_in, family):
    with acting_as(cast.yuni.pk):
        Person.objects.filter(name="Aminah").update(address_is_protected=True)
    client = sign_in("yuni")
    looked = client.post(address_of(family), {"step": "look", "name": "Siti Rohimah"}, follow=True)
    assert "Kp. Cikadu" not in looked.content.decode()
    client.post(address_of(family), newcomer())
    with acting_as(cast.yuni.pk):
        assert Person.objects.get(name="Siti Rohimah").address_is_protected


def test_it_hides_from_those_outside(cast, sign_in, family):
    for name, status in (("wati", 404), ("sari", 403), ("putu", 403), ("cecep", 200), ("yuni", 200)):
        assert sign_in(name).get(address_of(family)).status_code == status, name
    assert sign_in("yuni").get(f"{URL}?family=nonsense").status_code == 404


def test_nobody_is_registered_into_an_ended_family(cast, sign_in, family):
    with acting_as(cast.yuni.pk):
        family.ended_on = family.began_on
        family.save()
    client = sign_in("yuni")
    assert client.get(address_of(family)).status_code == 404
    assert "register/?family" not in client.get(f"/registry/families/{family.pk}/").content.decode()


@pytest.mark.parametrize(
    ("placement", "onward"), [("head", "Daftarkan anggota keluarganya"), ("none", "Daftarkan warga lain")]
)
def test_it_is_said_that_somebody_is_registered_and_what_comes_next(cast, sign_in, placement, onward):
    sent = newcomer(placement=placement, relation="", name="Onang Sutisna")
    page = sign_in("yuni").post(URL, sent, follow=True).content.decode()
    assert "Warga terdaftar." in page
    assert onward in page
    if placement == "head":
        with acting_as(cast.yuni.pk):
            (family,) = queries.families_of(Person.objects.get(name="Onang Sutisna"))
        assert f"?family={family}" in page


def test_a_refused_member_keeps_what_was_typed(cast, sign_in, family):
    make.person(cast.yuni, cast.office, national_number=make.NIK)
    sent = newcomer(national_number=make.NIK, name="Aminah Lain")
    answer = sign_in("yuni").post(address_of(family), sent)
    assert answer.status_code == 422
    assert "Bukan, ini orang lain" in answer.content.decode()
    assert "Kp. Cikadu 12" in answer.content.decode()
