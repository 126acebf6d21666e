"""People without a paper, and who helps them to get it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries.people import names_of
from simpul.registry.models import PaperTask
from simpul.registry.queries import paper_tasks_visible_to

PAGE = 50


def open_paper_tasks(viewer: User) -> QuerySet[PaperTask]:
    """Everybody in reach who lacks a paper, or shares a number, and is being helped, the most urgent first."""
    return paper_tasks_visible_to(viewer).filter(closed_at__isnull=True).order_by("due_on", "pk")


def own_paper_tasks(viewer: User) -> QuerySet[PaperTask]:
    """Those of them whom this viewer helps."""
    return open_paper_tasks(viewer).filter(assigned_to=viewer.pk)


@dataclass(frozen=True)
class TaskPage:
    """Some of the open tasks, who has each in hand, and after which the next page begins."""

    rows: list[tuple[PaperTask, str]]
    next_after: UUID | None


def page_of_paper_tasks(viewer: User, *, after: UUID | None, only_own: bool = False) -> TaskPage:
    """The page that begins after a task; the first when none is named, or it is done by now."""
    tasks = (own_paper_tasks if only_own else open_paper_tasks)(viewer).select_related("person", "office")
    reached = tasks.filter(pk=after).first() if after else None
    if reached:
        tasks = tasks.filter(Q(due_on__gt=reached.due_on) | Q(due_on=reached.due_on, pk__gt=reached.pk))
    found = list(tasks[: PAGE + 1])
    names = names_of({task.assigned_to for task in found})
    rows = [(task, names.get(task.assigned_to, "–")) for task in found[:PAGE]]
    return TaskPage(rows, found[PAGE - 1].pk if len(found) > PAGE else None)
