"""The work that opens with a list: papers to obtain, and numbers that somebody else has too."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from simpul.database.encryption import blind_indexes
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.registry.models import PaperTask, Person
from simpul.registry.rules.people import DAYS_TO_OBTAIN_A_PAPER
from simpul.registry.services.bulk.sifting import Call, Sifted
from simpul.registry.services.bulk.staging import staged

Paper = PaperTask.Paper
Opened = dict[UUID, list[str]]
NUMBER = "registry.person.national_number"
WRITE = """
INSERT INTO registry_papertask (id, person_id, office_id, paper, assigned_to, due_on, opened_at, opened_by, outcome)
SELECT id, person_id, %(office)s, paper, %(by)s, due_on, now(), %(by)s, '' FROM new_task
"""
SHARED = """
SELECT DISTINCT asked.id FROM asked_number asked
JOIN registry_person known ON known.national_number_index = asked.number_index WHERE known.merged_into_id IS NULL
"""


def open_tasks(sifted: Sifted, sharing: Iterable[UUID], call: Call) -> Opened:
    """Open them, as each registration would have; which papers, by person."""
    opened: Opened = {}
    rows = []
    for person, paper, on in _tasks(sifted, sharing, call):
        opened.setdefault(person, []).append(paper)
        rows.append((new_id(), person, paper, on + timedelta(days=DAYS_TO_OBTAIN_A_PAPER)))
    if rows:
        with staged("new_task", "id uuid, person_id uuid, paper text, due_on date", rows) as cursor:
            cursor.execute(WRITE, {"office": call.office.pk, "by": call.by.pk})
    return opened


def _tasks(sifted: Sifted, sharing: Iterable[UUID], call: Call) -> Iterator[tuple[UUID, str, date]]:
    for one, _ in sifted.people:
        if one.facts.number_state == Person.NumberState.NONE_YET:
            yield one.id, Paper.NATIONAL_NUMBER.value, call.on
    now = today(call.office.time_zone)
    for founded in sifted.founded.values():
        if not founded.number:
            yield founded.head, Paper.FAMILY_CARD.value, now
    for person in sharing:
        yield person, Paper.NUMBER_SHARED.value, call.on


def sharing_numbers(sifted: Sifted) -> set[UUID]:
    """Whose number somebody within reach has already, recorded before or further up in the list.

    Asked before they are written, for then they would find themselves.
    """
    numbered = [(one.id, one.facts.national_number) for one, _ in sifted.people if one.facts.national_number]
    seen: set[str] = set()
    sharing: set[UUID] = set()
    for id, number in numbered:
        if number in seen:
            sharing.add(id)
        seen.add(number)
    rows = ((id, index) for id, number in numbered for index in blind_indexes(NUMBER, number))
    with staged("asked_number", "id uuid, number_index bytea", rows) as cursor:
        cursor.execute(SHARED)
        return sharing.union(id for (id,) in cursor.fetchall())
