"""The audit, with names: who saw or changed what of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.queries.people import names_of, staff_of_offices
from simpul.accounts.rules.permissions import Permission
from simpul.audit.models import AuditEvent
from simpul.audit.queries import events_visible_to
from simpul.registry.queries import family_heads_visible_to, names_visible_to, search_visible_to

PAGE = 50  # lines
NAMESAKES = 200  # people of one name whose events are looked for
WINDOW = 500  # events read for them: openings of one day by one person are one line


@dataclass(frozen=True)
class Told:
    """One event as a reader understands it."""

    id: int
    at: datetime
    who: str
    act: str
    subject_kind: str
    subject: UUID | None
    subject_name: str
    detail: Mapping[str, Any]
    actor: UUID | None = None
    times: int = 1  # how often it happened that day, where one line stands for all of it
    people: int = 1  # to how many


@dataclass(frozen=True)
class Asked:
    """What the reader looks for."""

    act: str = ""
    actor: UUID | None = None
    subject: UUID | None = None
    person: str = ""  # words of somebody's name
    from_on: date | None = None
    until_on: date | None = None
    before: int | None = None


def events_for(viewer: User) -> QuerySet[AuditEvent]:
    """The events of one's offices; not those about somebody whose file is denied to the viewer."""
    offices = access.reach(viewer, Permission.VIEW_AUDIT).offices
    denied = [
        pk for kind in ("person", "family") for pk in access.reach(viewer, Permission.VIEW_AUDIT, kind=kind).denied
    ]
    return events_visible_to(viewer, offices=offices).exclude(subject__in=denied)


def staff_in_trail(viewer: User) -> list[tuple[UUID, str]]:
    """Whoever works, or worked, at the offices whose events the viewer reads, by name."""
    offices = access.reach(viewer, Permission.VIEW_AUDIT).offices
    return [(user.pk, user.name) for user in staff_of_offices(offices)]


def tell(viewer: User, asked: Asked) -> tuple[list[Told], int | None]:
    """The newest events that match, and the id to go on from when there are older ones.

    Whoever only looks does so a hundred times a day: one line stands for it, unless the reader asks for just that.
    """
    found = events_for(viewer)
    for name, value in (("act", asked.act), ("actor", asked.actor), ("subject", asked.subject)):
        if value:
            found = found.filter(**{name: value})
    if asked.person:
        found = found.filter(subject__in=[person.pk for person in search_visible_to(viewer, asked.person)[:NAMESAKES]])
    if not asked.act:
        # Every paper is issued by an act that is told as what it was; it would stand there twice.
        found = found.exclude(act="documents.paper_issued")
    if asked.from_on:
        found = found.filter(at__date__gte=asked.from_on)
    if asked.until_on:
        found = found.filter(at__date__lte=asked.until_on)
    if asked.before:
        found = found.filter(id__lt=asked.before)
    events = list(found[: WINDOW + 1])
    lines = _lines(events[:WINDOW], one_by_one=bool(asked.act))
    oldest = min((event.id for line in lines for event in line), default=0)
    return _tell(viewer, lines), oldest if events and events[-1].id < oldest else None


def _lines(events: Sequence[AuditEvent], *, one_by_one: bool) -> list[list[AuditEvent]]:
    """The events of each line, the newest first; as many lines as a page has."""
    lines: dict[object, list[AuditEvent]] = {}
    for event in events:
        is_look = event.act.endswith("_viewed") and not one_by_one
        line = (event.actor, event.act, timezone.localdate(event.at)) if is_look else event.id
        if line not in lines and len(lines) == PAGE:
            break
        lines.setdefault(line, []).append(event)
    return list(lines.values())


def _tell(viewer: User, lines: Sequence[Sequence[AuditEvent]]) -> list[Told]:
    events = [line[0] for line in lines]
    staff = names_of(
        {event.actor for event in events} | {event.subject for event in events if event.subject_kind == "user"}
    )
    people = names_visible_to(viewer, {event.subject for event in events if event.subject_kind == "person"})
    heads = family_heads_visible_to(viewer, [e.subject for e in events if e.subject and e.subject_kind == "family"])
    families = {pk: _("keluarga %(head)s") % {"head": head} for pk, head in heads.items()}
    names = staff | people | families
    return [
        Told(
            id=event.id,
            at=event.at,
            who=staff.get(event.actor, _("Simpul")) if event.actor else _("Simpul"),
            act=event.act,
            detail=event.detail if len(line) == 1 else {},
            actor=event.actor,
            times=len(line),
            people=len({event.subject for event in line}),
            subject_kind=event.subject_kind,
            subject=event.subject,
            subject_name=names.get(event.subject, "") if event.subject else "",
        )
        for event, line in zip(events, lines, strict=True)
    ]
