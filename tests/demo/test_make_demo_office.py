"""The demo office comes to be through the acts of everybody, in a demo only, and its people were registered over years."""

from datetime import timedelta

import pytest
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.demo.rules.people import families
from simpul.demo.rules.shelter import shelter_families
from simpul.demo.services import DemoRefused, make_demo_office, register_families
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.registry.models import Family, Membership, PaperTask, Person
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import RegistrationRefused
from simpul.registry.services.bulk import IncomingPerson, register_many

pytestmark = pytest.mark.django_db


def test_a_real_installation_refuses(settings):
    assert settings.DEMO is False
    with pytest.raises(DemoRefused, match="not_a_demo"):
        make_demo_office(count=3)


def test_where_people_are_nothing_happens(settings, cast):
    settings.DEMO = True
    users = User.objects.count()
    make_demo_office(count=3)
    assert User.objects.count() == users


def test_everybody_is_recorded_as_the_generator_has_them(settings, cast):
    settings.DEMO = True
    made = list(families(30))
    register_families(office=cast.office, families=iter(made), registrars=[cast.yuni])
    with acting_as(cast.yuni.pk):
        for family in made:
            recorded = Family.objects.get(pk=family.id)
            assert (recorded.address, recorded.area_id) == (family.address, family.place.code)
            for person in family.members:
                row = Person.objects.get(pk=person.id)
                assert (row.name, row.national_number, row.birth_date) == (
                    person.name,
                    person.national_number,
                    person.birth_date,
                )
                assert row.registered_at.astimezone(timezone.get_current_timezone()).date() == family.registered_on(
                    person, today("Asia/Jakarta")
                )
                assert Membership.objects.get(person=row).relation == person.relation
        without = [person for family in made for person in family.members if person.number_state == "none_yet"]
        assert PaperTask.objects.filter(paper="national_number", person__in=[one.id for one in without]).count() == len(
            without
        )
        assert Person.objects.filter(registered_at__gt=timezone.now()).count() == 0
        # Again is nothing more.
        register_families(office=cast.office, families=iter(made), registrars=[cast.yuni])
        assert Person.objects.filter(pk__in=[one.id for family in made for one in family.members]).count() == sum(
            len(family.members) for family in made
        )
    # The audit keeps when it was really done: it has no other time.
    before = timezone.now() - timedelta(hours=1)
    assert not AuditEvent.objects.filter(act="registry.person_registered", at__lt=before).exists()


def test_only_a_demo_says_when_somebody_was_registered(settings, cast):
    assert settings.DEMO is False
    one = IncomingPerson(id=new_id(), facts=PersonFacts(name="Onih"), registered_at=timezone.now())
    with acting_as(cast.yuni.pk), pytest.raises(RegistrationRefused, match="not_a_demo"):
        register_many(families=(), people=[one], office=cast.office, on=today("Asia/Jakarta"), by=cast.yuni)


def test_the_shelter_knows_some_of_the_same_people_under_other_ids():
    some = list(shelter_families(6, seed=7))
    numbers = {person.national_number: person.id for family in families(300) for person in family.members}
    both = [person for family in some for person in family.members if person.national_number in numbers]
    assert both
    assert all(numbers[person.national_number] != person.id for person in both)
    assert all(family.is_protected for family in some)
    assert sum(any(person.national_number in numbers for person in family.members) for family in some) < len(some)
