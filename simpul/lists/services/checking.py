"""Checking rows against the registry and against one another: the same for a whole list and for a row just mended."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from simpul.accounts.models import User
from simpul.kit.ids import new_ids
from simpul.lists.models import IncomingList
from simpul.lists.queries.known import applied_before, families_by_card, known_people, people_alike, people_by_number
from simpul.lists.rules.checks import Checked, Decision, Known, check
from simpul.lists.rules.content import NO_MATCH, RowContent
from simpul.lists.rules.fields import Field, Texts, quickly_replaced
from simpul.lists.rules.groups import settle, without_what_others_caused
from simpul.lists.rules.names import are_alike
from simpul.lists.rules.people import ListPerson, Reader, read_row


class Draft(NamedTuple):
    """A row on its way: what it says, and what somebody decided of it."""

    id: UUID
    content: RowContent
    digest: bytes = b""
    decision: Decision | None = None


def read_draft(content: RowContent, texts: Texts, reader: Reader) -> RowContent:
    """The row read anew from its cells."""
    is_rounded = content.is_rounded and Field.NATIONAL_NUMBER not in content.mended
    read = read_row(texts, reader, content.accepted, is_rounded=is_rounded)
    return quickly_replaced(content, person=read.person, findings=read.findings, match=NO_MATCH)


def check_drafts(*, drafts: Mapping[int, Draft], incoming: IncomingList, by: User) -> dict[int, Checked]:
    """Where each row stands, by its number. Rows that share a number or a card with others come together."""
    people = {place: draft.content.person for place, draft in drafts.items()}
    by_number = people_by_number(by, [p.national_number for p in people.values() if p.national_number])
    again = _told_before(drafts, incoming)
    ids = {person for found in by_number.values() for person in found} | set(again.values())
    ids |= {draft.content.same_as for draft in drafts.values() if draft.content.same_as}
    known = known_people(by, ids)
    doubtful = {
        place: person
        for place, person in people.items()
        if place not in again and not _is_known(person, _of(known, by_number.get(person.national_number or "")))
    }
    alike = people_alike(by, doubtful, incoming)
    known |= known_people(by, {person for found in alike.values() for person in found} - known.keys())
    checked = {}
    for number, draft in drafts.items():
        content = without_what_others_caused(draft.content)
        same = again.get(number)
        checked[number] = check(
            content,
            by_number=[known[same]]
            if same in known
            else _of(known, by_number.get(content.person.national_number or "")),
            alike=_of(known, alike.get(number)),
            said_same=known.get(content.same_as) if content.same_as else None,
            is_unsure=draft.decision is Decision.UNSURE,
        )
    cards = {person.family_number for person in people.values() if person.family_number}
    fresh = iter(new_ids(len(cards)))
    return settle(checked, families=families_by_card(by, cards), make_id=lambda: next(fresh))


def _told_before(drafts: Mapping[int, Draft], incoming: IncomingList) -> dict[int, UUID]:
    """People without a number whom an earlier list told of in the very same words."""
    rest = {
        draft.digest: number
        for number, draft in drafts.items()
        if draft.digest and draft.content.person.national_number is None
    }
    return {rest[digest]: person for digest, person in applied_before(incoming, list(rest)).items()}


def _is_known(person: ListPerson, having_number: list[Known]) -> bool:
    """Whether the number alone says who it is: one person has it, and bears this name."""
    return len(having_number) == 1 and are_alike(
        person.name or having_number[0].facts.name, having_number[0].facts.name
    )


def _of(known: Mapping[UUID, Known], ids: Iterable[UUID] | None) -> list[Known]:
    return [known[pk] for pk in ids or () if pk in known]
