"""Somebody is recorded at another office: that much is told, seldom and never unnoticed, and that office is asked."""

from django.db import transaction
from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.services import may_ask_again, may_be_told
from simpul.audit.services import record
from simpul.directory.models import Office
from simpul.kit.refusals import Refusal, Refused
from simpul.notices.services import notify
from simpul.registry.queries.elsewhere import known_elsewhere, who_answers
from simpul.registry.rules.elsewhere import REASONS


class AskingRefused(Refused):
    """Nobody was asked."""


@transaction.atomic
def hint_elsewhere(*, number: str, by: User) -> bool:
    """Whether another office has this number, of those who found nobody; the number itself is written down nowhere.

    Every number counts, known or not: whoever has come to the end is told of none any more.
    """
    is_told = may_be_told(number=number, by=by)
    known = known_elsewhere(number)
    if known is None or not is_told:
        return False
    office = next(iter(access.offices_of(by)), None)
    record("registry.number_known_elsewhere", by=by, subject=by.pk, subject_kind="user", office=office)
    return True


@transaction.atomic
def ask_other_office(*, number: str, reason: str, by: User) -> None:
    """Send the counter of the office that has this number the question who asks, and why; they answer by themselves."""
    if reason not in REASONS:
        raise AskingRefused(Refusal("asking_reason_unknown"))
    known = known_elsewhere(number)
    asked = who_answers(number) if known else []
    if known is None or not asked:
        raise AskingRefused(Refusal("nobody_to_ask"))
    if not may_ask_again(subject=known.person, by=by):
        raise AskingRefused(Refusal("asked_already"))
    office = Office.objects.filter(pk__in=list(access.offices_of(by))[:1]).first()
    link = reverse("registry:view_person", args=[known.person])
    for colleague in asked:
        told = {"name": by.name, "office": office.name if office else ""}
        notify(user=colleague, code=f"asked_by_other_office.{reason}", link=link, by=by, **told)
    record(
        "registry.other_office_asked",
        by=by,
        subject=known.person,
        subject_kind="person",
        office=known.office,
        reason=reason,
    )
