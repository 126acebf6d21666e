"""What a connection has read and planned once is asked again for whoever looks now: a plan carries nobody's rights."""

from typing import Any

from django.db import connection

from simpul.database.context import acting_as
from simpul.registry.models import Person
from tests.factories import registry as make

OFTEN = 20  # beyond the five times after which a question is prepared, and the five after which its plan is kept


def test_a_kept_plan_answers_for_whoever_looks_now(cast: Any) -> None:
    person = make.person(cast.yuni, cast.office)
    for _ in range(2):
        for viewer in (cast.yuni, cast.wati):  # she works at another office
            with acting_as(viewer.pk):
                asked = Person.objects.filter(pk=person.pk).values_list("pk")
                assert {len(asked.all()) for _ in range(OFTEN)} == {1 if viewer is cast.yuni else 0}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(generic_plans) FROM pg_prepared_statements"
            ' WHERE statement LIKE \'SELECT "registry_person"."id" AS "pk" FROM%\''
        )
        assert cursor.fetchone()[0] >= OFTEN, "the question was never prepared, and this test shows nothing"
