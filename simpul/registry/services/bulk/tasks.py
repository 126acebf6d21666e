"""Work on papers that opens and ends for many people at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from simpul.accounts.models import User
from simpul.database.staging import staged
from simpul.kit.ids import new_id
from simpul.registry.rules.people import DAYS_TO_OBTAIN_A_PAPER

Papers = dict[UUID, list[str]]
OPEN = """
INSERT INTO registry_papertask (id, person_id, office_id, paper, assigned_to, due_on, opened_at, opened_by, outcome)
SELECT new.id, person.id, person.office_id, new.paper, %(by)s, new.due_on, now(), %(by)s, ''
FROM new_task new JOIN registry_person person ON person.id = new.person_id
WHERE NOT EXISTS (
    SELECT FROM registry_papertask held
    WHERE held.person_id = new.person_id AND held.paper = new.paper AND held.closed_at IS NULL
)
RETURNING person_id, paper
"""
CLOSE = """
UPDATE registry_papertask SET closed_at = now(), closed_by = %s, outcome = %s
WHERE person_id = ANY (%s) AND paper = %s AND closed_at IS NULL RETURNING person_id, paper
"""


def open_tasks(wanted: Iterable[tuple[UUID, str, date]], *, by: User) -> Papers:
    """Open a task for each person and paper from a day on, where none is open; which were, by person."""
    rows = [(new_id(), person, paper, on + timedelta(days=DAYS_TO_OBTAIN_A_PAPER)) for person, paper, on in wanted]
    if not rows:
        return {}
    with staged("new_task", "id uuid, person_id uuid, paper text, due_on date", rows) as cursor:
        cursor.execute(OPEN, {"by": by.pk})
        return _by_person(cursor.fetchall())


def close_tasks(people: Iterable[UUID], *, paper: str, outcome: str, by: User) -> Papers:
    """Close what is open for these people of one paper; which were, by person."""
    people = list(people)
    if not people:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, [by.pk, outcome, people, paper])
        return _by_person(cursor.fetchall())


def _by_person(rows: Iterable[tuple[UUID, str]]) -> Papers:
    papers: Papers = {}
    for person, paper in rows:
        papers.setdefault(person, []).append(paper)
    return papers
