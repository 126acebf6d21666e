"""What may happen to a family, and what is worth a second look in one. Plain Python: today is an argument."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark

HEAD = "1"  # code list shdk: kepala keluarga
OTHER_RELATIVE = "9"  # code list shdk: famili lain


@dataclass(frozen=True)
class Member:
    """Somebody's place in a family as a decision needs it."""

    person: UUID
    relation: str
    from_on: date
    died_on: date | None = None

    @property
    def is_head(self) -> bool:
        """Whether the family card names this person first."""
        return self.relation == HEAD

    def is_alive(self, on: date) -> bool:
        """Whether they live on this day; who dies on it does not."""
        return self.died_on is None or self.died_on > on


def refusal_of_day(
    on: date, *, today: date, began_on: date | None = None, ended_on: date | None = None
) -> Refusal | None:
    """Nothing happens tomorrow, before the family was there, or after it ended."""
    if on > today:
        return Refusal("day_in_future", {"on": on})
    if began_on and on < began_on:
        return Refusal("day_before_family", {"began_on": began_on})
    if ended_on:
        return Refusal("family_has_ended", {"ended_on": ended_on})
    return None


def refusal_to_found(head: Member, *, on: date) -> Refusal | None:
    """A family begins with a living head."""
    return None if head.is_alive(on) else Refusal("head_has_died", {"died_on": head.died_on})


def refusal_to_join(*, relation: str, known: Collection[str], died_on: date | None, on: date) -> Refusal | None:
    """A newcomer is alive, has a known relation, and never becomes head by joining."""
    if relation not in known:
        return Refusal("relation_unknown", {"relation": relation})
    if relation == HEAD:
        return Refusal("head_by_change_only")
    if died_on is not None and died_on <= on:
        return Refusal("person_has_died", {"died_on": died_on})
    return None


def refusal_to_leave(person: UUID, *, members: Sequence[Member], on: date) -> Refusal | None:
    """Anybody may leave, the head only after handing over or as the last one."""
    leaving = _find(person, members)
    if leaving is None:
        return Refusal("not_a_member")
    if leaving.is_head and len(members) > 1:
        return Refusal("head_must_change_first")
    return refusal_before_joining([leaving], on=on)


def refusal_to_change_head(
    new_head: UUID, *, relations: Mapping[UUID, str], members: Sequence[Member], known: Collection[str], on: date
) -> Refusal | None:
    """The new head is a living member, and everybody else who stays has a relation to them other than head.

    `relations` holds who stays in the family beside the new head; the former head may be missing from it when dead.
    """
    chosen = _find(new_head, members)
    if chosen is None:
        return Refusal("not_a_member")
    if chosen.is_head:
        return Refusal("is_head_already")
    if not chosen.is_alive(on):
        return Refusal("head_has_died", {"died_on": chosen.died_on})
    others = {member.person: member for member in members if member.person != new_head}
    if relations.keys() - others.keys():
        return Refusal("not_a_member")
    missing = others.keys() - relations.keys()
    if any(others[person].is_alive(on) for person in missing):
        return Refusal("relation_of_former_missing")
    return refusal_of_relations(relations.values(), known) or refusal_before_joining(members, on=on)


def refusal_to_split(
    chosen: Sequence[tuple[UUID, str]], *, members: Sequence[Member], known: Collection[str], on: date
) -> Refusal | None:
    """Some leave under a living head of their own, named first; the family that stays keeps its head."""
    if not chosen:
        return Refusal("nobody_chosen")
    if chosen[0][1] != HEAD or [relation for _, relation in chosen].count(HEAD) != 1:
        return Refusal("split_needs_one_head")
    people = [person for person, _ in chosen]
    leaving = [member for member in members if member.person in set(people)]
    if len(set(people)) != len(people) or len(leaving) != len(people):
        return Refusal("not_a_member")
    if any(not member.is_alive(on) for member in leaving):
        return Refusal("person_has_died", {"died_on": next(m.died_on for m in leaving if not m.is_alive(on))})
    if any(member.is_head for member in leaving):
        return Refusal("everybody_leaves" if len(leaving) == len(members) else "head_must_change_first")
    others = [relation for _, relation in chosen[1:]]
    return refusal_of_relations(others, known) or refusal_before_joining(leaving, on=on)


def refusal_to_merge(
    *,
    members: Sequence[Member],
    into_members: Sequence[Member],
    relations: Mapping[UUID, str],
    known: Collection[str],
    on: date,
) -> Refusal | None:
    """Everybody moves under a head who lives; nobody keeps being head by it."""
    if not members:
        return Refusal("family_is_empty")
    if not any(member.is_head and member.is_alive(on) for member in into_members):
        return Refusal("other_family_lacks_head")
    if relations.keys() - {member.person for member in members}:
        return Refusal("not_a_member")
    return refusal_of_relations(relations.values(), known) or refusal_before_joining(members, on=on)


def refusal_to_end(members: Iterable[Member], *, on: date) -> Refusal | None:
    """A family ends when nobody living belongs to it any more."""
    living = sum(member.is_alive(on) for member in members)
    return Refusal("family_has_members", {"members": living}) if living else None


def refusal_of_relations(relations: Iterable[str], known: Collection[str]) -> Refusal | None:
    """Relations to the head of a family, none of them the head's own."""
    for relation in relations:
        if relation not in known:
            return Refusal("relation_unknown", {"relation": relation})
        if relation == HEAD:
            return Refusal("one_head_only")
    return None


def refusal_before_joining(members: Iterable[Member], *, on: date) -> Refusal | None:
    """Nobody leaves a place before having come to it."""
    late = [member.from_on for member in members if member.from_on > on]
    return Refusal("day_before_joining", {"from_on": max(late)}) if late else None


def findings(members: Sequence[Member], *, on: date, same_number: int = 0) -> tuple[Remark, ...]:
    """What somebody should put right in a family as it stands; `same_number` counts other families with its number."""
    found: list[Remark] = []
    heads = [member for member in members if member.is_head]
    if members and not heads:
        found.append(Remark("family_lacks_head"))
    if any(not head.is_alive(on) for head in heads):
        found.append(Remark("head_is_dead"))
    dead = sum(not member.is_alive(on) for member in members if not member.is_head)
    if dead:
        found.append(Remark("dead_members", {"members": dead}))
    if same_number:
        found.append(Remark("same_family_number", {"families": same_number}))
    return tuple(found)


def _find(person: UUID, members: Iterable[Member]) -> Member | None:
    return next((member for member in members if member.person == person), None)
