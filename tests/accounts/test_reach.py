"""Who sees which rows, asked of the database itself and of the Python policy: both must say the same."""

import pytest

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.registry.models import Person


def register(cast, by, office, area=None):
    with acting_as(by.pk):
        return Person.objects.create(
            id=new_id(),
            office=office,
            area_id=area,
            name="Aminah",
            registered_by=by.pk,
            changed_by=by.pk,
            national_number="3204050101800001",
            number_state="known",
        )


def seen_by(user):
    with acting_as(user.pk):
        rows = set(Person.objects.values_list("pk", flat=True))
        policy = set(
            Person.objects.filter(access.reach(user, Permission.VIEW_PERSON, kind="person").filter()).values_list(
                "pk", flat=True
            )
        )
    return rows, policy


def test_office_sees_its_own_people_and_no_other(cast):
    person = register(cast, cast.yuni, cast.office)
    for name in ("yuni", "rina", "sari", "bambang"):
        rows, policy = seen_by(getattr(cast, name))
        assert rows == policy == {person.pk}, name
    for name in ("wati", "ujang", "agus", "maria", "dedi", "cecep", "gatot"):
        rows, policy = seen_by(getattr(cast, name))
        assert rows == policy == set(), name


def test_nobody_sees_nothing(cast):
    register(cast, cast.yuni, cast.office)
    with acting_as(None):
        assert Person.objects.count() == 0


def test_area_limits_reach(cast):
    village = cast.cecep.assignments.get().area_id
    inside = register(cast, cast.yuni, cast.office, village)
    assert seen_by(cast.cecep) == ({inside.pk}, {inside.pk})
    assert seen_by(cast.asep) == ({inside.pk}, {inside.pk})


def test_row_of_another_office_cannot_be_written(cast):
    from django.db import ProgrammingError, transaction

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        register(cast, cast.wati, cast.office)
