"""Counting what somebody looks up and opens, so that nobody carries the registry away a page at a time.

Counted in the request's own transaction: only one's own requests wait for each other. Whoever comes to the end of a
count is still answered, and the alarm is part of that act; from then on they wait.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import Throttle, User
from simpul.accounts.queries import access
from simpul.accounts.rules import throttle as rules
from simpul.accounts.rules.throttle import Rate
from simpul.accounts.services.throttle import Attempt, TooManyAttempts, key_hash
from simpul.accounts.services.watching import tell_watchers
from simpul.audit.services import record
from simpul.kit.refusals import Refusal, Refused


class TooManyReadings(Refused):
    """More was read than the work at a counter needs: wait so many seconds. Answered with 429."""

    status = 429

    def __init__(self, wait: int) -> None:
        super().__init__(Refusal("too_many_readings", {"minutes": max(1, -(-wait // 60))}))
        self.retry_after = wait


def note_number(*, number: str, by: User) -> None:
    """A whole number is looked up; the same one again costs nothing."""
    _note_once("numbers", number, rules.NUMBERS, by)


def note_subject(*, subject: UUID, by: User) -> None:
    """A person, a family or a paper is opened, whether it is there or not; the same one again costs nothing."""
    _note_once("subjects", str(subject), rules.SUBJECTS, by)


def note_list(*, by: User) -> None:
    """A page of a list, or what a search by name found."""
    _take("lists", rules.LISTS, by)


def note_export(*, by: User) -> None:
    """A list is taken along as a file."""
    _take("exports", rules.EXPORTS, by)


@transaction.atomic
def may_be_told(*, number: str, by: User) -> bool:
    """Whether it may be told that another office knows this number; the same one again costs nothing.

    Whoever has come to the end of this count is not refused, and does not notice: the answer is that of no number.
    """
    try:
        _note_once("hints", number, rules.HINTS, by)
    except TooManyReadings:
        return False
    return True


def may_ask_again(*, subject: UUID, by: User) -> bool:
    """Whether somebody may ask about this person once more; asking counts."""
    try:
        Attempt(((f"questions:{by.pk}:{subject}", rules.QUESTIONS),)).take()
    except TooManyAttempts:
        return False
    return True


def _note_once(kind: str, what: str, rate: Rate, by: User) -> None:
    seen, now = key_hash(f"{kind}:{by.pk}:{what}"), timezone.now()
    if Throttle.objects.filter(pk=seen, due__gt=now - rules.SAME_FOR).exists():
        return
    with transaction.atomic():
        _take(kind, rate, by)
        Throttle.objects.update_or_create(pk=seen, defaults={"due": now})


def _take(kind: str, rate: Rate, by: User) -> None:
    try:
        left = Attempt(((f"{kind}:{by.pk}", rate),)).take()
    except TooManyAttempts as refused:
        raise TooManyReadings(refused.retry_after) from refused
    if not left:
        _alarm(kind, by)


def _alarm(kind: str, by: User) -> None:
    """Once an hour: news for those who watch over the office's data, and an event."""
    act, office = "accounts.reading_limit_reached", next(iter(access.offices_of(by)), None)
    if tell_watchers(code="reading_limit_reached", act=act, by=by, about=kind):
        record(act, by=by, subject=by.pk, subject_kind="user", office=office, kind=kind)
