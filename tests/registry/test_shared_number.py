"""Two people with one NIK: kept, told on both pages to whoever may see both, and a task until somebody compared."""

from dataclasses import replace

import pytest

from simpul.database.context import acting_as
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.registry.models import PaperTask, Person
from simpul.registry.queries import facts_of
from simpul.registry.services import correct_person, merge_people, register_person, unmerge_people
from tests.factories import registry as make

WARNING = "NIK ini tercatat pada orang lain juga"
OTHER_NUMBER = "3204054101680001"


def register_with_number_of(cast, known, name="Orang Lain Sekali"):
    with acting_as(cast.yuni.pk):
        return register_person(
            id=new_id(),
            facts=make.facts(name, national_number=make.NIK, birth=None),
            office=cast.office,
            on=today("Asia/Jakarta"),
            by=cast.yuni,
            not_the_same_as=[known.pk],
        )


@pytest.fixture
def both(cast):
    known = make.person(cast.yuni, cast.office, national_number=make.NIK)
    return known, register_with_number_of(cast, known)


def open_tasks(cast):
    with acting_as(cast.yuni.pk):
        return list(PaperTask.objects.filter(closed_at=None).values_list("person__name", "paper"))


def page_of(client, person):
    return client.get(f"/registry/people/{person.pk}/").content.decode()


def test_both_pages_say_so_and_name_the_other(sign_in, both):
    client = sign_in("yuni")
    for one, other in (both, both[::-1]):
        page = page_of(client, one)
        assert WARNING in page
        assert f'href="/registry/people/{other.pk}/"' in page
        assert f"/registry/people/{one.pk}/merge/?into={other.pk}" in page
        assert make.NIK not in page


def test_who_only_reads_is_not_asked_to_merge(sign_in, both):
    page = page_of(sign_in("sari"), both[0])
    assert WARNING in page
    assert "/merge/" not in page


def test_nothing_is_told_of_somebody_beyond_reach(cast, sign_in, both):
    elsewhere = make.person(cast.wati, cast.other_office, "Euis Garut", national_number=make.NIK)
    assert WARNING not in page_of(sign_in("wati"), elsewhere)
    assert str(elsewhere.pk) not in page_of(sign_in("yuni"), both[0])
    with acting_as(cast.wati.pk):
        assert PaperTask.objects.count() == 0


def test_a_task_waits_for_whoever_registered(cast, sign_in, both):
    assert open_tasks(cast) == [("Orang Lain Sekali", "number_shared")]
    assert "Periksa NIK yang sama dengan orang lain: Orang Lain Sekali" in sign_in("yuni").get("/").content.decode()
    assert "Orang Lain Sekali" in sign_in("rina").get("/paper-tasks/").content.decode()


def test_a_number_of_ones_own_ends_it(cast, both):
    correct(cast, both[1], OTHER_NUMBER)
    assert open_tasks(cast) == []


def test_that_the_other_one_gets_another_number_ends_it_too(cast, both):
    known, _ = both
    correct(cast, known, OTHER_NUMBER)
    assert open_tasks(cast) == []


def test_correcting_to_the_number_of_another_begins_it(cast, both):
    third = make.person(cast.yuni, cast.office, "Dadang")
    correct(cast, third, make.NIK)
    assert ("Dadang", "number_shared") in open_tasks(cast)


def test_merging_ends_it(cast, sign_in, both):
    known, other = both
    with acting_as(cast.yuni.pk):
        merge_people(person=other, into=known, reason="same_card", by=cast.yuni)
    assert open_tasks(cast) == []
    assert WARNING not in page_of(sign_in("yuni"), known)
    with acting_as(cast.yuni.pk):
        unmerge_people(person=Person.objects.get(pk=other.pk), by=cast.yuni)
    assert ("Orang Lain Sekali", "number_shared") in open_tasks(cast)


def test_two_people_after_all_are_said_to_be_compared(cast, sign_in, both):
    with acting_as(cast.yuni.pk):
        task = PaperTask.objects.get(closed_at=None)
    client, address = sign_in("yuni"), f"/registry/people/{both[1].pk}/paper-tasks/{task.pk}/close/"
    page = client.get(address).content.decode()
    assert "Sudah dicocokkan dengan kartunya" in page
    assert "Sudah punya" not in page
    assert client.post(address, {"outcome": "obtained"}).status_code == 422
    assert client.post(address, {"outcome": "checked"}).status_code == 302
    assert open_tasks(cast) == []
    assert WARNING in page_of(client, both[1])  # the fact stays


def correct(cast, person, number):
    with acting_as(cast.yuni.pk):
        person = Person.objects.get(pk=person.pk)
        facts = replace(facts_of(person), national_number=number, number_state="known")
        correct_person(
            person=person, version=person.version, facts=facts, reason="typing", on=today("Asia/Jakarta"), by=cast.yuni
        )
