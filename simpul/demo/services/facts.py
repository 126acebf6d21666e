"""What visits found out about the families of the demo: recorded in the background, while the office is at work already."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from simpul.accounts.models import User
from simpul.demo.rules.people import DemoFamily, families
from simpul.demo.rules.staff import DINAS
from simpul.demo.rules.visits import visit
from simpul.demo.rules.work import KIND, TASK
from simpul.directory.models import Office
from simpul.jobs.services import start_job
from simpul.kit.dates import today
from simpul.registry.models.facts import Fact
from simpul.registry.rules.facts import Told
from simpul.registry.services import IncomingFacts, record_many_facts

VISITED = 12_000  # families: a district's office; in a larger demo the others have not been visited yet
AT_ONCE = 150  # families: some fifteen thousand facts in one transaction


def start_recording(*, count: int, office: Office, by: User) -> None:
    """Ask for it, in the transaction in progress."""
    start_job(task=TASK, kind=KIND, office=office, by=by, families=min(count, VISITED))


def record_facts(*, count: int, progress: Any) -> None:
    """The facts of so many families, some at a time; done again, it passes over whom it told of before."""
    with progress.step():
        office, by = Office.objects.get(code=DINAS), User.objects.get(pk=progress.viewer)
        progress.of(count)
    on = today(office.time_zone)
    for some in _parts(families(count)):
        incoming = [
            IncomingFacts(one.unit, one.subject, one.said, Told(one.on, Fact.Source.VISIT, Fact.SaidBy.FAMILY))
            for family in some
            for one in visit(family, today=on)
        ]
        with progress.step():
            record_many_facts(incoming=incoming, act=UUID(str(progress.job_id)), office=office, on=on, by=by)
        progress.advance(len(some))


def _parts(everybody: Iterable[DemoFamily]) -> Iterator[list[DemoFamily]]:
    coming = iter(everybody)
    while some := list(islice(coming, AT_ONCE)):
        yield some
