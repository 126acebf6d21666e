"""Two people at two desks, on the same family or person, at the same moment, with real commits."""

import threading
import time
from datetime import date

import pytest
from django.db import connections

from simpul.database.context import acting_as
from simpul.registry import services
from simpul.registry.models import Family, Membership, Person

ON = date(2026, 6, 1)


@pytest.fixture
def office(scratch_database, django_db_blocker):
    """A database of its own with two families and somebody without one; every connection of this test goes there."""
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    with django_db_blocker.unblock():
        connections["default"].close()
        settings["NAME"] = scratch_database
        yield make_office()
        connections["default"].close()
        settings["NAME"] = before


def make_office():
    from simpul.accounts.models import User
    from simpul.directory.models import Office
    from tests.factories.families import make_family, make_person

    yuni, office = User.objects.get(username="yuni"), Office.objects.get(code="dinsos-bandung")
    with acting_as(yuni.pk):
        families = [
            make_family(yuni, office, (f"Budi {head}", "4"), (f"Siti {head}", "4"), head=head)
            for head in ("Aminah", "Rohaya")
        ]
        return families, make_person(yuni, office, "Neng").pk


def at_once(first, second):
    """Both acts in transactions that overlap: the second begins when the first is done but not committed."""
    from simpul.accounts.models import User

    begun, ends = threading.Event(), {}

    def run(name, act):
        try:
            by = User.objects.get(username="yuni" if name == "first" else "rina")
            if name == "second":
                begun.wait(10)
            with acting_as(by.pk):
                act(by)
                if name == "first":
                    begun.set()
                    time.sleep(0.7)
            ends[name] = None
        except Exception as exception:  # what stopped it is what the test looks at
            ends[name] = exception
        finally:
            begun.set()
            connections["default"].close()

    threads = [threading.Thread(target=run, args=pair) for pair in (("first", first), ("second", second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ends["first"], ends["second"]


def viewer():
    from simpul.accounts.models import User

    return acting_as(User.objects.get(username="sari").pk)


def test_of_two_moves_at_once_the_second_is_told(office):
    (family, _), _ = office

    def move(address):
        return lambda by: services.move_family(
            family=family,
            area_id=family.area_id,
            address=address,
            rt="1",
            rw="1",
            on=ON,
            number=None,
            by=by,
            version=family.version,
        )

    first, second = at_once(move("Jl. Satu"), move("Jl. Dua"))
    assert first is None
    assert isinstance(second, services.FamilyChanged), second
    with viewer():
        assert Family.objects.get(pk=family.pk).address == "Jl. Satu"


def test_of_two_splits_at_once_one_makes_a_family(office):
    (family, _), _ = office

    def split(by):
        budi = Person.objects.get(name="Budi Aminah")
        services.split_family(family=family, members=[(budi, "1")], number=None, on=ON, by=by, version=family.version)

    first, second = at_once(split, split)
    assert first is None
    assert isinstance(second, services.FamilyChanged), second
    with viewer():
        assert Family.objects.filter(split_from=family).count() == 1


def test_nobody_joins_two_families_at_once(office):
    families, person = office

    def join(family):
        return lambda by: services.join_family(
            family=family, person=Person.objects.get(pk=person), relation="9", on=ON, by=by
        )

    first, second = at_once(join(families[0]), join(families[1]))
    assert first is None
    assert isinstance(second, services.FamilyRefused), second
    assert second.refusal.code == "belongs_to_family"
    with viewer():
        assert Membership.objects.filter(person=person, until_on=None).count() == 1


def test_two_merges_into_each_other_do_not_wait_for_ever(office):
    (one, other), _ = office

    def merge(family, into):
        return lambda by: services.merge_families(family=family, into=into, on=ON, by=by)

    first, second = at_once(merge(one, other), merge(other, one))
    assert first is None
    assert isinstance(second, services.FamilyRefused), second
    assert second.refusal.code == "family_has_ended"
