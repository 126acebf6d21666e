"""Recording that somebody died: family, open work and history follow."""

from datetime import date

import pytest
from django.urls import reverse

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.kit.ids import new_id
from simpul.registry.models import Membership, Person
from simpul.registry.services import JoinFamily, register_person
from tests.factories import registry as make
from tests.registry.events import events_of


def url(person):
    return reverse("registry:record_death", args=[person.pk])


def form(**more):
    return {"version": "1", "died_on": "24-11-2026", "source": "document", "note": "Akta 12"} | more


def spouse_of(cast, head):
    with acting_as(cast.yuni.pk):
        family = Membership.objects.get(person=head).family
        return register_person(
            id=new_id(),
            facts=make.facts("Udin", sex="L", birth=BirthDate(date(1965, 1, 1), "year")),
            office=cast.office,
            on=date(2026, 11, 24),
            by=cast.yuni,
            placement=JoinFamily(family, "2"),
        )


def test_is_recorded_and_ends_open_work(cast, sign_in):
    person = make.person(cast.yuni, cast.office, number_state="none_yet")
    client = sign_in("yuni")
    assert client.post(url(person), form(died_on="2026")).status_code == 302
    with acting_as(cast.yuni.pk):
        person.refresh_from_db()
        assert (person.death, person.version) == (BirthDate(date(2026, 1, 1), "year"), 2)
        assert person.paper_tasks.get().outcome == "not_needed"
    assert "menjadi 2026" in client.get(f"/registry/people/{person.pk}/").content.decode()
    assert events_of(person, "registry.death_recorded").get()["detail"] == {"source": "document"}


def test_the_head_is_followed_by_another(cast, sign_in):
    head = make.person(cast.yuni, cast.office, national_number=make.NIK, family=True)
    udin = spouse_of(cast, head)
    client = sign_in("yuni")
    refused = client.post(url(head), form())
    assert refused.status_code == 422
    assert "Pilih siapa yang menjadi kepala keluarga" in refused.content.decode()
    assert client.post(url(head), form(new_head=str(udin.pk))).status_code == 302
    with acting_as(cast.yuni.pk):
        assert Membership.objects.get(person=head).end_reason == "died"
        assert Membership.objects.get(person=udin, until_on=None).relation == "1"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"died_on": ""}, "Tulis tanggalnya"),
        ({"died_on": "31-2-2020"}, "tidak ada di kalender"),
        ({"died_on": "1-1-2999"}, "sesudah hari ini"),
        ({"died_on": "1-1-1950"}, "sebelum tanggal lahir"),
        ({"source": ""}, "Pilih sumbernya"),
    ],
)
def test_what_cannot_be_is_said(cast, sign_in, sent, sentence):
    person = make.person(cast.yuni, cast.office)
    response = sign_in("yuni").post(url(person), form(**sent))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    with acting_as(cast.yuni.pk):
        assert Person.objects.get(pk=person.pk).died_on is None


def test_twice_is_once_and_stale_is_409(cast, sign_in):
    person = make.person(cast.yuni, cast.office)
    client = sign_in("yuni")
    assert [client.post(url(person), form()).status_code for _ in range(2)] == [302, 302]
    assert client.post(url(person), form(died_on="1-1-2026")).status_code == 409


@pytest.mark.parametrize(("name", "status"), [("wati", 404), ("sari", 403)])
def test_refused_outside_role_and_reach(cast, sign_in, name, status):
    person = make.person(cast.yuni, cast.office)
    assert sign_in(name).post(url(person), form()).status_code == status
