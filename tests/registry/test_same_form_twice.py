"""A double click: the same form in two transactions at once is one record, and a taken id tells nothing."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.registry import services
from simpul.registry.models import Contact, Person
from tests.factories import registry as make
from tests.factories.families import code_of
from tests.registry.test_family_races import at_once, office, viewer  # noqa: F401 - fixture
from tests.registry.test_register_person import URL, form

ON = date(2026, 11, 24)


@pytest.fixture
def one(office):  # noqa: F811
    """The id and the facts of one form, and somebody who is recorded."""
    from simpul.directory.models import Office

    return SimpleNamespace(
        id=new_id(),
        facts=make.facts("Neneng Sekali"),
        office=Office.objects.get(code="dinsos-bandung"),
        person=office[1],
    )


def register(one, **changes):
    def act(by):
        facts = make.facts("Neneng Sekali", **changes)
        return services.register_person(id=one.id, facts=facts, office=one.office, on=ON, by=by)

    return act


def test_registered_at_once_is_registered_once(one):
    assert at_once(register(one), register(one)) == (None, None)
    with viewer():
        assert Person.objects.filter(name="Neneng Sekali").count() == 1


def test_with_other_content_the_second_is_refused(one):
    first, second = at_once(register(one), register(one, birth_place="Garut"))
    assert first is None
    assert second.refusal.code == "sent_with_other_content"


def test_a_contact_added_at_once_is_added_once(one):
    def add(by):
        person = Person.objects.get(pk=one.person)
        services.add_contact(id=one.id, person=person, number="+6281200001111", safety="safe", by=by)

    assert at_once(add, add) == (None, None)
    with viewer():
        assert Contact.objects.filter(person=one.person).count() == 1


def test_an_id_out_of_reach_is_refused_like_one_within(cast, sign_in):
    far = make.person(cast.wati, cast.other_office, "Euis Garut")
    near = make.person(cast.yuni, cast.office, "Neneng Dekat")
    client = sign_in("yuni")
    answers = [client.post(URL, form(id=str(person.pk))) for person in (far, near)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert "sudah dikirim dengan isi lain" in answers[0].content.decode()
    assert _bare(answers[0]) == _bare(answers[1])


def test_a_contact_with_an_id_out_of_reach_is_refused(cast):
    far = make.person(cast.wati, cast.other_office, "Euis Garut")
    with acting_as(cast.wati.pk):
        taken = services.add_contact(person=far, number="+6281200002222", safety="safe", by=cast.wati).pk
    person = make.person(cast.yuni, cast.office, "Neneng Dekat")
    with acting_as(cast.yuni.pk):
        with pytest.raises(services.ContactRefused) as refused:
            services.add_contact(id=taken, person=person, number="+6281200001111", safety="safe", by=cast.yuni)
        assert code_of(refused) == "sent_with_other_content"
        assert not Contact.objects.filter(person=person).exists()  # and the transaction goes on


def _bare(answer):
    page = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", answer.content.decode())
    return re.sub(r'"[A-Za-z0-9]{64}"', "token", page)
