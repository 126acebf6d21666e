"""What people on one card are to each other, looked at once more: what contradicts itself, what is unusual."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from simpul.kit.remarks import Remark
from simpul.registry.models import Person, Relation
from simpul.registry.queries.family_pages import MemberNow, kin_of, relations_of
from simpul.registry.rules import relations as rules
from simpul.registry.rules.relations import HEAD, Kin


def doubts_on(
    head: Person | None, others: Iterable[tuple[Person, str]], *, on: date, is_new: bool = False
) -> list[Remark]:
    """What to look at once more before these people are recorded with these relations to this (perhaps new) head."""
    if head is None:
        return []
    of_head = rules.remarks_on_head(_kin(head, HEAD), on=on) if is_new else ()
    return [*of_head, *rules.doubts(_kin(head, HEAD), [_kin(person, relation) for person, relation in others], on=on)]


def relations_after(new_head: MemberNow, others: Sequence[MemberNow]) -> dict[UUID, str]:
    """What the others are to a new head, as far as the card and the recorded relations say, by the id on the card."""
    known = list(relations_of([new_head.person.pk]))
    return rules.relations_after(
        kin_of(new_head),
        [kin_of(other) for other in others],
        spouses=_counterparts(known, new_head, Relation.Kind.SPOUSE),
        children={r.other_id for r in known if r.kind == Relation.Kind.PARENT and r.person_id == new_head.person.pk},
        parents={r.person_id for r in known if r.kind == Relation.Kind.PARENT and r.other_id == new_head.person.pk},
    )


def _kin(person: Person, relation: str) -> Kin:
    return Kin(person.pk, person.name, relation, person.sex, person.birth)


def _counterparts(known: Iterable[Relation], member: MemberNow, kind: str) -> set[UUID]:
    return {r.other_id if r.person_id == member.person.pk else r.person_id for r in known if r.kind == kind}
