"""Taking back the registration of one person, on their page."""

from simpul.database.context import acting_as
from simpul.registry.models import Person
from simpul.registry.services import add_contact
from tests.factories import registry as make


def test_it_is_gone_and_its_address_says_so_to_those_who_would_see_it(cast, sign_in):
    person = make.person(cast.yuni, cast.office, "Neng", family=True)
    client, page = sign_in("yuni"), f"/registry/people/{person.pk}/"
    assert f"{page}withdraw/" in client.get(page).content.decode()
    assert client.post(f"{page}withdraw/", {"reason": "mistake"}).url == "/registry/people/"
    client.raise_request_exception = False
    answer = client.get(page)
    assert answer.status_code == 410
    assert "sudah dibatalkan" in answer.content.decode()
    assert client.get(f"{page}correct/").status_code == 404
    assert sign_in("wati").get(page).status_code == 404
    with acting_as(cast.yuni.pk):
        assert not Person.objects.exists()


def test_it_is_refused_with_the_reason(cast, sign_in):
    person = make.person(cast.yuni, cast.office, "Neng")
    with acting_as(cast.yuni.pk):
        add_contact(person=person, number="+62812", safety="safe", by=cast.yuni)
        Person.objects.filter(pk=person.pk).update(version=2)
    client, page = sign_in("yuni"), f"/registry/people/{person.pk}/"
    assert f"{page}withdraw/" not in client.get(page).content.decode()
    answer = client.post(f"{page}withdraw/", {"reason": "mistake"})
    assert answer.status_code == 422
    assert "sudah diubah sejak didaftarkan" in answer.content.decode()
