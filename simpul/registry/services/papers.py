"""Work that opens when somebody lacks a paper, and ends when they have it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.registry.models import PaperTask, Person
from simpul.registry.rules.people import DAYS_TO_OBTAIN_A_PAPER
from simpul.registry.services.contacts import refuse_outside_reach


def open_paper_task(*, person: Person, paper: str, on: date, by: User) -> PaperTask:
    """Help this person obtain a paper: a task for whoever found that it is missing."""
    task, is_new = PaperTask.objects.get_or_create(
        person=person,
        paper=paper,
        closed_at=None,
        defaults={
            "office_id": person.office_id,
            "assigned_to": by.pk,
            "opened_by": by.pk,
            "due_on": on + timedelta(days=DAYS_TO_OBTAIN_A_PAPER),
        },
    )
    if is_new:
        record("registry.paper_task_opened", by=by, subject=person, office=person.office_id, paper=paper)
    return task


@transaction.atomic
def close_paper_task(*, task: PaperTask, outcome: str, by: User) -> PaperTask:
    """The person has the paper now, or does not need it any more."""
    refuse_outside_reach(task.person, by)
    task = PaperTask.objects.select_for_update(of=("self",)).select_related("person").get(pk=task.pk)
    if task.closed_at is None:
        task.closed_at, task.closed_by, task.outcome = timezone.now(), by.pk, outcome
        task.save(update_fields=["closed_at", "closed_by", "outcome"])
        record(
            "registry.paper_task_closed",
            by=by,
            subject=task.person,
            office=task.office_id,
            paper=task.paper,
            outcome=outcome,
        )
    return task


def close_paper_tasks_of(person: Person, *, outcome: str, by: User, paper: str = "") -> None:
    """Close what is open for a person, of one paper or of all."""
    for task in person.paper_tasks.filter(Q(paper=paper) if paper else Q(), closed_at=None):
        close_paper_task(task=task, outcome=outcome, by=by)


def open_paper_tasks_of(user_id: UUID, *, out_of_reach: bool = False) -> int:
    """How many tasks are in somebody's hands, or there without their reaching the person any more.

    A number only, for managers who may not see the people.
    """
    return _asked("SELECT registry_open_paper_tasks(%s, %s)", user_id, out_of_reach)


@transaction.atomic
def hand_over_paper_tasks(*, user: User, successor: User, by: User, out_of_reach: bool = False) -> int:
    """Put the open tasks of somebody who leaves or moves into the hands of the successor, as far as they can do them."""
    count = _asked("SELECT registry_hand_over_paper_tasks(%s, %s, %s)", user.pk, successor.pk, out_of_reach)
    if count:
        record(
            "registry.paper_tasks_handed_over",
            by=by,
            subject=user.pk,
            subject_kind="user",
            office=user.office_id,
            successor=successor.pk,
            count=count,
        )
    return count


def _asked(statement: str, *arguments: UUID | bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return int(cursor.fetchone()[0])
