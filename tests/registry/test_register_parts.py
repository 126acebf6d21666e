"""A list in parts: each is written whole and in its turn, or not at all, and what fails reaches whoever asked."""

from dataclasses import replace

import pytest
from django.db import connection, connections

from simpul.accounts.models import User
from simpul.audit.services import EventRefused
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.registry.models import Person
from simpul.registry.services.bulk import Part, register_parts
from tests.registry.test_register_many import ON, a_list, villages


@pytest.fixture
def parts(scratch_database, django_db_blocker):
    """Three parts, and a database of its own in which what was written is committed."""
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    with django_db_blocker.unblock():
        connections["default"].close()
        settings["NAME"] = scratch_database
        yuni = User.objects.get(username="yuni")
        lists = [a_list(villages()[0].pk) for _ in range(3)]
        yield [Part(yuni, families, people) for families, people in lists]
        connections["default"].close()
        settings["NAME"] = before


def answers(parts):
    """What comes of each part, as it comes."""
    return register_parts(parts=iter(parts), office=Office.objects.get(code="dinsos-bandung"), on=ON)


def registered(parts):
    """Of each part: how many of its people are there for everybody, seen by another connection."""
    connections["default"].close()
    with acting_as(parts[0].by.pk):
        return [Person.objects.filter(pk__in=[one.id for one in part.people]).count() for part in parts]


def test_each_part_is_committed_before_the_next_is_written(parts):
    told = []
    for answer in answers(parts):
        told.append(answer.people)
        assert not connection.in_atomic_block
        assert registered(parts) == [5] * len(told) + [0] * (3 - len(told))
    assert told == [5, 5, 5]


def test_a_part_that_cannot_be_made_is_raised_and_those_before_it_stay(parts):
    def making():
        yield parts[0]
        raise ValueError("line 6")

    with pytest.raises(ValueError, match="line 6"):
        list(answers(making()))
    assert registered(parts) == [5, 0, 0]


def test_of_a_part_that_cannot_be_written_nothing_stays_and_later_ones_are_not_begun(parts):
    whole = parts[1].people[4]
    parts[1].people[4] = replace(whole, alike=10**15)  # the audit takes it for a number, when all else is written
    with pytest.raises(EventRefused):
        list(answers(parts))
    assert registered(parts) == [5, 0, 0]
    parts[1].people[4] = whole
    assert [(answer.people, answer.again) for answer in answers(parts)] == [(0, 5), (5, 0), (5, 0)]
    assert registered(parts) == [5, 5, 5]
