"""What people are to each other: what cannot be, what is unusual, and what follows when another heads the family.

Plain Python: today is an argument. What is unusual is said and never refused: reality differs from the usual.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.kit.birth_dates import BirthDate
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark

ADULT = 17  # from this age somebody has an identity card and may head a family card
LEAST_YEARS_TO_CHILD = 10
OF_AGE = 18  # UU 35/2014 on the protection of children
MARRIAGE_AGE = 19  # UU 16/2019

# The code list shdk: what somebody is to the head of the family card.
HEAD, HUSBAND, WIFE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, OTHER_RELATIVE = map(str, range(1, 10))
SPOUSES = {HUSBAND, WIFE}
NOT_KNOWN = ""  # somebody has to say
_SPOUSE = "spouse"  # husband or wife, by sex

# What the others are when a member becomes head, by what that member was: so far as it follows from the card alone.
_AFTER = {
    HUSBAND: {HEAD: _SPOUSE, CHILD: CHILD, CHILD_IN_LAW: CHILD_IN_LAW, GRANDCHILD: GRANDCHILD, PARENT: PARENT_IN_LAW,
              PARENT_IN_LAW: PARENT, HUSBAND: OTHER_RELATIVE, WIFE: OTHER_RELATIVE},
    CHILD: {HEAD: PARENT, HUSBAND: PARENT, WIFE: PARENT, CHILD: OTHER_RELATIVE, PARENT: OTHER_RELATIVE,
            PARENT_IN_LAW: OTHER_RELATIVE},
    CHILD_IN_LAW: {HEAD: PARENT_IN_LAW, HUSBAND: PARENT_IN_LAW, WIFE: PARENT_IN_LAW, CHILD_IN_LAW: OTHER_RELATIVE,
                   PARENT: OTHER_RELATIVE, PARENT_IN_LAW: OTHER_RELATIVE},
    GRANDCHILD: {HEAD: OTHER_RELATIVE, HUSBAND: OTHER_RELATIVE, WIFE: OTHER_RELATIVE, GRANDCHILD: OTHER_RELATIVE,
                 PARENT: OTHER_RELATIVE, PARENT_IN_LAW: OTHER_RELATIVE},
    PARENT: {HEAD: CHILD, HUSBAND: CHILD_IN_LAW, WIFE: CHILD_IN_LAW, CHILD: GRANDCHILD, PARENT: _SPOUSE,
             CHILD_IN_LAW: OTHER_RELATIVE, GRANDCHILD: OTHER_RELATIVE, PARENT_IN_LAW: OTHER_RELATIVE},
    PARENT_IN_LAW: {HEAD: CHILD_IN_LAW, HUSBAND: CHILD, WIFE: CHILD, CHILD: GRANDCHILD, PARENT_IN_LAW: _SPOUSE,
                    CHILD_IN_LAW: OTHER_RELATIVE, GRANDCHILD: OTHER_RELATIVE, PARENT: OTHER_RELATIVE},
    OTHER_RELATIVE: {HEAD: OTHER_RELATIVE},
}  # fmt: skip
_AFTER[WIFE] = _AFTER[HUSBAND]


@dataclass(frozen=True)
class Kin:
    """Somebody on a family card, with what a look at the relation needs."""

    person: UUID
    name: str
    relation: str
    sex: str = ""
    born: BirthDate | None = None


def refusal_of_relation(kind: str, *, is_same: bool, is_recorded: bool, is_reversed: bool) -> Refusal | None:
    """Nobody is related to themselves, the same is recorded once, and nobody is the parent of their parent.

    `is_recorded`: the same kind from one to the other stands already; `is_reversed`: from the other to the one.
    """
    if is_same:
        return Refusal("relation_with_oneself")
    if is_recorded or (kind == "spouse" and is_reversed):
        return Refusal("relation_recorded_already")
    if kind == "parent" and is_reversed:
        return Refusal("parent_of_own_parent")
    return None


def remarks_on_relation(
    kind: str, *, born: BirthDate | None, other_born: BirthDate | None, on: date
) -> tuple[Remark, ...]:
    """What is unusual in a relation: a parent barely older than the child, somebody under age in charge or married."""
    remarks: list[Remark] = []
    if kind == "parent" and born and other_born and _most_years_between(born, other_born) < LEAST_YEARS_TO_CHILD:
        remarks.append(Remark("parent_barely_older", {"years": LEAST_YEARS_TO_CHILD}))
    if kind in ("guardian", "carer") and _is_below(OF_AGE, born, on):
        remarks.append(Remark("guardian_under_age", {"years": OF_AGE}))
    if kind == "spouse" and (_is_below(MARRIAGE_AGE, born, on) or _is_below(MARRIAGE_AGE, other_born, on)):
        remarks.append(Remark("spouse_under_age", {"years": MARRIAGE_AGE}))
    return tuple(remarks)


def relations_after(
    new_head: Kin,
    others: Sequence[Kin],
    *,
    spouses: Collection[UUID] = (),
    children: Collection[UUID] = (),
    parents: Collection[UUID] = (),
) -> dict[UUID, str]:
    """What the others are to a new head, NOT_KNOWN where nothing says so: a grandchild's uncle may be the father.

    `spouses`, `children` and `parents` of the new head are recorded between the two people, and count for more.
    """
    recorded = dict.fromkeys(spouses, _SPOUSE) | dict.fromkeys(children, CHILD) | dict.fromkeys(parents, PARENT)
    found = {kin.person: recorded.get(kin.person) or _follows(new_head.relation, kin.relation) for kin in others}
    by_sex = {kin.person: {"L": HUSBAND, "P": WIFE}.get(kin.sex, NOT_KNOWN) for kin in others}
    return {person: by_sex[person] if relation == _SPOUSE else relation for person, relation in found.items()}


def remarks_on_head(head: Kin, *, on: date) -> tuple[Remark, ...]:
    """A child at the head of a family needs help, not a refusal."""
    return (Remark("head_under_age", {"years": ADULT}),) if _is_below(ADULT, head.born, on) else ()


def contradictions(head: Kin, others: Iterable[Kin]) -> list[Remark]:
    """What cannot be as it is recorded: either the relation is wrong, or a sex, or a birth date."""
    found = []
    for kin in others:
        named = {"name": kin.name}
        if (kin.relation, kin.sex) == (HUSBAND, "P"):
            found.append(Remark("husband_is_woman", named))
        elif (kin.relation, kin.sex) == (WIFE, "L"):
            found.append(Remark("wife_is_man", named))
        elif (kin.relation, head.sex) == (HUSBAND, "L"):
            found.append(Remark("husband_of_man", named))
        elif (kin.relation, head.sex) == (WIFE, "P"):
            found.append(Remark("wife_of_woman", named))
        elif kin.relation in (CHILD, GRANDCHILD) and _is_not_after(kin.born, head.born):
            found.append(Remark("child_not_younger" if kin.relation == CHILD else "grandchild_not_younger", named))
        elif kin.relation == PARENT and _is_not_after(head.born, kin.born):
            found.append(Remark("parent_not_older", named))
    return found


def doubts(head: Kin, others: Sequence[Kin], *, on: date) -> list[Remark]:
    """Everything to look at once more before these relations are recorded."""
    found = contradictions(head, others)
    for kin in others:
        if kin.relation in SPOUSES and _is_below(MARRIAGE_AGE, kin.born, on):
            found.append(Remark("spouse_below_age", {"name": kin.name, "years": MARRIAGE_AGE}))
        least = LEAST_YEARS_TO_CHILD * {CHILD: 1, PARENT: 1, GRANDCHILD: 2}.get(kin.relation, 0)
        elder, younger = (kin.born, head.born) if kin.relation == PARENT else (head.born, kin.born)
        if not least or elder is None or younger is None or _is_not_after(younger, elder):
            continue
        if _most_years_between(elder, younger) < least:
            found.append(Remark("barely_a_generation", {"name": kin.name, "years": least}))
    return found


def _follows(was_of_new_head: str, was: str) -> str:
    """What the card alone says: somebody was this to the former head, and the new head was that."""
    if was_of_new_head not in _AFTER:
        return NOT_KNOWN
    if was not in _AFTER and was != HEAD:
        return was  # who helps in the house does so under any head
    if was == OTHER_RELATIVE and was_of_new_head != OTHER_RELATIVE:
        return was
    return _AFTER[was_of_new_head].get(was, NOT_KNOWN)


def _is_not_after(born: BirthDate | None, other: BirthDate | None) -> bool:
    """Whether somebody certainly was not born after somebody else."""
    return born is not None and other is not None and born.latest <= other.earliest


def _most_years_between(elder: BirthDate, younger: BirthDate) -> int:
    """The greatest number of whole years that may lie between two births."""
    return BirthDate(elder.earliest).age_on(younger.latest)[1]


def _is_below(years: int, born: BirthDate | None, on: date) -> bool:
    """Whether somebody is certainly younger than this; a doubt is no remark."""
    return born is not None and born.age_on(on)[1] < years
