"""What the modules below ask of the registry: whose tasks are open when somebody leaves, and about whom one may print."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext_noop

from simpul.accounts.models import User
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.signals import OpenWork, open_work_asked, work_handed_over
from simpul.documents.signals import Subjects, subjects_asked
from simpul.registry import queries, services
from simpul.registry.signals import people_merged, people_unmerged


@receiver(open_work_asked)
def count_paper_tasks(user: User, out_of_reach: bool, **signal: Any) -> OpenWork:
    """The papers that somebody has promised to help obtain."""
    return OpenWork(
        gettext_noop("Bantuan mengurus dokumen"), services.open_paper_tasks_of(user.pk, out_of_reach=out_of_reach)
    )


@receiver(work_handed_over)
def hand_over_paper_tasks(user: User, successor: User, by: User, out_of_reach: bool, **signal: Any) -> None:
    """They go to the successor in the same transaction."""
    services.hand_over_paper_tasks(user=user, successor=successor, by=by, out_of_reach=out_of_reach)


@receiver([people_merged, people_unmerged])
def settle_number(person: UUID, into: UUID, by: User, **signal: Any) -> None:
    """Two records of one person do not share a number, and two people again may."""
    for record in queries.people_visible_to(by).filter(pk__in=[person, into]):
        services.follow_number(record, on=queries.today_for(by), by=by)


@receiver(subjects_asked)
def people_to_print_about(viewer: User, **signal: Any) -> Subjects:
    """Papers about people are for whoever may print about them today."""
    return Subjects("person", queries.people_changeable_by(viewer, Permission.PRINT_EXTRACT).values("pk"))
