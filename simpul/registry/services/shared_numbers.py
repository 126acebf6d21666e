"""Two people with one national number: somebody compares the cards, and the task ends when it is settled.

Kept as it was written, for it may be the register's own mistake; never silently, for it may be one person twice.
"""

from datetime import date

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.registry.models import PaperTask, Person
from simpul.registry.queries.people import people_with_number
from simpul.registry.queries.places import covers
from simpul.registry.services.papers import close_paper_tasks_of, open_paper_task

SHARED = PaperTask.Paper.NUMBER_SHARED


def follow_number(person: Person, *, former: str | None = None, on: date, by: User) -> None:
    """After a number was written down, changed or merged away: a task where others have it too, none where nobody does."""
    number = None if person.merged_into_id else person.national_number
    if number and people_with_number(number, by).exclude(pk=person.pk).exists():
        open_paper_task(person=person, paper=SHARED, on=on, by=by)
    else:
        close_paper_tasks_of(person, paper=SHARED, outcome=PaperTask.Outcome.CHECKED, by=by)
    if former and former != person.national_number:
        _settle(former, by=by)


def _settle(number: str, *, by: User) -> None:
    """Whoever is left alone with a number has nothing to compare any more."""
    left = list(people_with_number(number, by)[:2])
    if len(left) == 1 and covers(access.reach(by, Permission.CORRECT_PERSON, kind="person"), left[0]):
        close_paper_tasks_of(left[0], paper=SHARED, outcome=PaperTask.Outcome.CHECKED, by=by)
