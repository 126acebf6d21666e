"""National numbers that many people bear at once: who shares one, and what work follows from that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.database.sealing import indexers
from simpul.database.staging import staged
from simpul.registry.models import PaperTask, Person
from simpul.registry.queries.places import covers
from simpul.registry.services.bulk.tasks import Papers, close_tasks, open_tasks
from simpul.registry.services.papers import close_paper_tasks_of

if TYPE_CHECKING:
    from simpul.registry.services.bulk.filling import Correction

Paper, Outcome, State = PaperTask.Paper, PaperTask.Outcome, Person.NumberState
NUMBER = "registry.person.national_number"
# Somebody further down in the list has it later, as at the counter. Each number is looked up by itself, and by nothing else
# (OFFSET 0 keeps it so): a join reads everybody there is, and does so anew for each part of a list.
SHARED = """
SELECT DISTINCT asked.id FROM asked_number asked
CROSS JOIN LATERAL (
    SELECT id, merged_into_id FROM registry_person person WHERE person.national_number_index = asked.number_index OFFSET 0
) known
LEFT JOIN asked_number also ON also.id = known.id
WHERE known.id <> asked.id AND known.merged_into_id IS NULL AND (also.id IS NULL OR also.place < asked.place)
"""
ALONE = """
SELECT (array_agg(id))[1] FROM registry_person
WHERE national_number_index = ANY (%s) AND merged_into_id IS NULL GROUP BY national_number_index HAVING count(*) = 1
"""


def sharing_numbers(numbered: Iterable[tuple[UUID, str]]) -> set[UUID]:
    """Who of these people, recorded with these numbers, has one that somebody else within reach had before them."""
    keyed = indexers(NUMBER)
    rows = ((id, place, index(number)) for place, (id, number) in enumerate(numbered) for index in keyed)
    with staged("asked_number", "id uuid, place int4, number_index bytea", rows) as cursor:
        cursor.execute(SHARED)
        return {id for (id,) in cursor.fetchall()}


def follow_numbers(corrections: Sequence[Correction], *, on: date, by: User) -> Papers:
    """After numbers came, went or changed: the work that `correct_person` opens and ends; which papers, by person."""
    of_state = [one for one in corrections if "number_state" in one.changed]
    missing = [one.person.pk for one in of_state if one.facts.number_state == State.NONE_YET]
    come = [one.person.pk for one in of_state if one.facts.number_state == State.KNOWN]
    changed = [one for one in corrections if "national_number" in one.changed]
    numbered = [(one.person.pk, one.facts.national_number) for one in changed if one.facts.national_number]
    sharing = sharing_numbers(numbered)
    papers = open_tasks(
        [(id, Paper.NATIONAL_NUMBER, on) for id in missing] + [(id, Paper.NUMBER_SHARED, on) for id in sharing], by=by
    )
    ended = close_tasks(come, paper=Paper.NATIONAL_NUMBER, outcome=Outcome.OBTAINED, by=by)
    alone = [one.person.pk for one in changed if one.person.pk not in sharing]
    for more in (ended, close_tasks(alone, paper=Paper.NUMBER_SHARED, outcome=Outcome.CHECKED, by=by)):
        for person, said in more.items():
            papers.setdefault(person, []).extend(said)
    settle_numbers([bytes(one.person.national_number_index) for one in changed if one.before.national_number], by=by)
    return papers


def settle_numbers(indexes: list[bytes], *, by: User) -> None:
    """Whoever is left alone with one of these numbers has nothing to compare any more."""
    if not indexes:
        return
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [indexes])
        alone = [person for (person,) in cursor.fetchall()]
    tasks = PaperTask.objects.filter(person__in=alone, paper=Paper.NUMBER_SHARED, closed_at=None)
    reach = access.reach(by, Permission.CORRECT_PERSON, kind="person")
    for task in tasks.select_related("person"):
        if covers(reach, task.person):
            close_paper_tasks_of(task.person, paper=Paper.NUMBER_SHARED, outcome=Outcome.CHECKED, by=by)
