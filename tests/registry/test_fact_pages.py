"""Pages of facts: record_person_facts, record_family_facts, record_confidential_facts, end_person_fact, end_family_fact."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.registry import queries
from simpul.registry.models import FamilyFact, PersonFact
from tests.factories.families import make_family, people_of
from tests.registry.events import events_of

HOW = {"observed_on": "01-05-2026", "source": "visit", "said_by": "self", "note": ""}


@pytest.fixture
def family(cast):
    with acting_as(cast.rina.pk):
        return make_family(cast.rina, cast.office)


@pytest.fixture
def person(cast, family):
    with acting_as(cast.rina.pk):
        return people_of(family)["Aminah"]


def post(client, url, version=0, **answers):
    return client.post(url, {"id": str(new_id()), "version": version, **HOW, **answers})


def test_a_house_is_told_topic_by_topic(cast, family, sign_in):
    url, client = f"/registry/families/{family.pk}/facts/", sign_in("cecep")
    page = client.get(f"{url}?topic=house").content.decode()
    assert "Jerami/ijuk/daun-daunan/rumbia" in page
    assert "Tidak tahu" in page
    answer = post(client, f"{url}?topic=house", floor_area="36,5", roof_material="305.7", wall_material="unknown")
    assert (answer.status_code, answer.url) == (302, f"{url}?topic=house")
    shown = client.get(f"/registry/families/{family.pk}/").content.decode()
    assert all(
        words in shown for words in ("36,5", "Jerami/ijuk", "tidak tahu", "Kunjungan rumah", "Keadaan keluarga dicatat")
    )
    # Only what changes is recorded; what stands is not made empty.
    assert post(client, f"{url}?topic=house", 3, floor_area="36,5", roof_material="305.7").status_code == 422
    answer = post(client, f"{url}?topic=house", 3, floor_area="40", roof_material="305.7", wall_material="unknown")
    assert answer.status_code == 302
    with acting_as(cast.rina.pk):
        assert FamilyFact.objects.count() == 4
    assert client.get(f"{url}?topic=school").status_code == 404
    assert (
        post(
            client, f"{url}?topic=house", 0, floor_area="41", roof_material="305.7", wall_material="unknown"
        ).status_code
        == 409
    )
    assert post(client, f"{url}?topic=house", 4, floor_area="luas").status_code == 422


def test_confidential_facts_have_a_page_of_their_own(cast, person, sign_in):
    url = f"/registry/people/{person.pk}/confidential-facts/"
    lilis = sign_in("lilis")
    answer = post(lilis, f"{url}?topic=social", ppks=["FM", "PD"])
    assert answer.status_code == 302
    assert "Keluarga miskin" in lilis.get(f"{url}?topic=social").content.decode()
    assert len(events_of(person, "registry.confidential_facts_viewed")) == 2
    both = post(lilis, f"{url}?topic=social", 1, ppks=["FM", "none"])
    assert both.status_code == 422
    for viewer in ("yuni", "cecep", "lilis"):
        pages = [f"/registry/people/{person.pk}/", f"/registry/people/{person.pk}/facts/"]
        assert all("Keluarga miskin" not in sign_in(viewer).get(page).content.decode() for page in pages)
    for viewer in ("yuni", "cecep"):
        assert sign_in(viewer).get(url).status_code == 403
    # Who may read it may not yet write it: the officer of data protection sees, and changes nothing.
    paulus = sign_in("paulus")
    assert "Keluarga miskin" in paulus.get(f"{url}?topic=social").content.decode()
    assert post(paulus, f"{url}?topic=social", 1, ppks=["TS"]).status_code == 200
    with acting_as(cast.rina.pk):
        assert PersonFact.objects.count() == 1


def test_a_fact_is_ended_from_its_history(cast, person, sign_in):
    client, url = sign_in("yuni"), f"/registry/people/{person.pk}/facts/"
    post(client, f"{url}?topic=health", pregnant="yes")
    with acting_as(cast.yuni.pk):
        fact = PersonFact.objects.get()
    end = f"{url}{fact.pk}/end/"
    assert end in client.get(f"{url}?topic=health").content.decode()
    assert client.post(end, {"reason": "over"}).status_code == 422
    assert client.post(end, {"reason": "over", "ended_on": "01-05-2026"}).status_code == 422
    answer = client.post(end, {"reason": "over", "ended_on": "01-06-2026"})
    assert (answer.status_code, answer.url) == (302, f"{url}?topic=health")
    assert "berakhir 1 Juni 2026" in client.get(f"{url}?topic=health").content.decode()
    with acting_as(cast.yuni.pk):
        assert queries.facts_in_force(person, viewer=cast.yuni, on=date(2026, 6, 1)) == {}


def test_a_confidential_fact_is_nobody_elses_to_end(cast, person, family, sign_in):
    post(sign_in("lilis"), f"/registry/people/{person.pk}/confidential-facts/?topic=health", chronic_illness="430.7")
    with acting_as(cast.rina.pk):
        fact = PersonFact.objects.get()
    assert sign_in("yuni").get(f"/registry/people/{person.pk}/facts/{fact.pk}/end/").status_code == 404
    assert sign_in("lilis").get(f"/registry/people/{person.pk}/facts/{fact.pk}/end/").status_code == 200
    # A fact of somebody else is not found under this family.
    assert sign_in("lilis").get(f"/registry/families/{family.pk}/facts/{fact.pk}/end/").status_code == 404


def test_it_hides_from_other_offices(cast, person, family, sign_in):
    wati = sign_in("wati")
    for url in (f"/registry/people/{person.pk}/facts/", f"/registry/families/{family.pk}/facts/"):
        assert wati.get(url).status_code == 404
        assert post(wati, url, pregnant="yes").status_code == 404
