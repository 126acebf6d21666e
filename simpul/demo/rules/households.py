"""Every kind of family there is: who stands on the card, how old they are, and how they are related to its head."""

from collections.abc import Callable
from dataclasses import dataclass

from simpul.demo.rules.chance import Draw, Weighted, about, between, one_of

# Relations of the code list shdk.
HEAD, WIFE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, RELATIVE, HELPER, OTHER = "1", "3", "4", "5", "6", "7", "8", "9", "10", "11"  # fmt: skip
_YOUNGEST_HEAD, _OLDEST = 19, 101


@dataclass
class Member:
    """Somebody on the card: relation to its head, sex, age in years with a fraction, and what is not plain about it."""

    relation: str
    sex: str
    age: float
    note: str = ""  # twin, step_child, foster_child, married_child, disabled
    order: int = 1  # among the children


@dataclass(frozen=True)
class Household:
    """The members of one card, the head first."""

    kind: str
    members: tuple[Member, ...]


def household(draw: Draw) -> Household:
    """One of the kinds, by its weight."""
    kind = _KINDS.one(draw)
    members = _MAKERS[kind](draw)
    for member in members:
        member.age = min(max(member.age, 0.02), _OLDEST)
    return Household(kind, tuple(members))


def _nuclear(draw: Draw) -> list[Member]:
    head, wife = _couple(draw, _age_of_head(draw))
    return [head, wife, *_children(draw, wife.age, at_least=1)]


def _couple_alone(draw: Draw) -> list[Member]:
    return _couple(draw, one_of(draw, (24, 27, 52, 58, 63, 67, 71)) + draw() * 6)


def _single_mother(draw: Draw) -> list[Member]:
    mother = Member(HEAD, "P", about(draw, 41, 9))
    return [mother, *_children(draw, mother.age, at_least=1)]


def _single_father(draw: Draw) -> list[Member]:
    father = Member(HEAD, "L", about(draw, 46, 9))
    return [father, *_children(draw, father.age - 4, at_least=1)]


def _widowed(draw: Draw) -> list[Member]:
    """An elder with one grown child who stayed."""
    elder = Member(HEAD, "P" if draw() < 0.8 else "L", about(draw, 69, 8))
    return [elder, Member(CHILD, _sex(draw), elder.age - about(draw, 29, 4), order=between(draw, 1, 4))]


def _elder_alone(draw: Draw) -> list[Member]:
    return [Member(HEAD, "P" if draw() < 0.72 else "L", about(draw, 72, 8))]


def _young_alone(draw: Draw) -> list[Member]:
    return [Member(HEAD, "L" if draw() < 0.65 else "P", about(draw, 29, 5))]


def _grandparents(draw: Draw) -> list[Member]:
    """The parents work elsewhere, or have died."""
    oldest = about(draw, 65, 6)
    elders = _couple(draw, oldest) if draw() < 0.55 else [Member(HEAD, "P", oldest)]
    return [
        *elders,
        *(Member(GRANDCHILD, _sex(draw), 2 + draw() * 14, order=n + 1) for n in range(between(draw, 1, 3))),
    ]


def _three_generations(draw: Draw) -> list[Member]:
    head, wife = _couple(draw, about(draw, 41, 8))
    elder = Member(
        PARENT if draw() < 0.6 else PARENT_IN_LAW, "P" if draw() < 0.75 else "L", head.age + about(draw, 26, 3)
    )
    return [head, wife, *_children(draw, wife.age, at_least=1), elder]


def _married_child(draw: Draw) -> list[Member]:
    """Grown children founded families of their own and still stand on their parents' card."""
    head, wife = _couple(draw, about(draw, 57, 5))
    child = Member(CHILD, _sex(draw), wife.age - about(draw, 24, 2), "married_child")
    beside = Member(
        CHILD_IN_LAW, "L" if child.sex == "P" else "P", max(child.age + about(draw, 0, 2), 18.5), "married_child"
    )
    child.age = max(child.age, 18.5)
    young = min(child.age, beside.age)
    grandchildren = [
        Member(GRANDCHILD, _sex(draw), draw() * min(young - 18, 14), order=n + 1) for n in range(between(draw, 0, 2))
    ]
    return [head, wife, child, beside, *_children(draw, wife.age)[1:], *grandchildren]


def _second_marriage(draw: Draw) -> list[Member]:
    """Children of an earlier marriage live with those of this one."""
    head, wife = _couple(draw, about(draw, 43, 6))
    brought = [Member(CHILD, _sex(draw), 8 + draw() * 9, "step_child", n + 1) for n in range(between(draw, 1, 2))]
    common = [Member(CHILD, _sex(draw), draw() * 7, order=n + 1) for n in range(between(draw, 0, 2))]
    return [head, wife, *brought, *common]


def _foster_child(draw: Draw) -> list[Member]:
    """A child of others is brought up here, mostly of relatives."""
    head, wife = _couple(draw, about(draw, 47, 8))
    child = Member(RELATIVE if draw() < 0.7 else OTHER, _sex(draw), 1 + draw() * 16, "foster_child")
    return [head, wife, *_children(draw, wife.age)[:2], child]


def _disabled(draw: Draw) -> list[Member]:
    members = _nuclear(draw) if draw() < 0.7 else _widowed(draw)
    one_of(draw, [member for member in members if member.age > 4]).note = "disabled"
    return members


def _twins(draw: Draw) -> list[Member]:
    head, wife = _couple(draw, about(draw, 37, 6))
    age, sex = min(draw() * 16, wife.age - 19), _sex(draw)
    older = [child for child in _children(draw, wife.age) if child.age > age + 1][:2]
    order = len(older)
    return [head, wife, *older, Member(CHILD, sex, age, "twin", order + 1), Member(CHILD, sex, age, "twin", order + 2)]


def _siblings(draw: Draw) -> list[Member]:
    """Orphans of whom the eldest heads the family."""
    eldest = Member(HEAD, _sex(draw), about(draw, 23, 2))
    return [
        eldest,
        *(Member(RELATIVE, _sex(draw), eldest.age - 2 - draw() * 11, order=n + 2) for n in range(between(draw, 1, 2))),
    ]


def _with_helper(draw: Draw) -> list[Member]:
    return [*_nuclear(draw), Member(HELPER, "P", about(draw, 31, 6))]


_MAKERS: dict[str, Callable[[Draw], list[Member]]] = {
    "nuclear": _nuclear, "couple": _couple_alone, "single_mother": _single_mother, "single_father": _single_father,
    "widowed": _widowed, "elder_alone": _elder_alone, "young_alone": _young_alone, "grandparents": _grandparents,
    "three_generations": _three_generations, "married_child": _married_child, "second_marriage": _second_marriage,
    "foster_child": _foster_child, "disabled_member": _disabled, "twins": _twins, "siblings": _siblings, "helper": _with_helper,
}  # fmt: skip
_KINDS = Weighted({
    "nuclear": 46, "couple": 7, "single_mother": 7, "single_father": 1.5, "widowed": 4, "elder_alone": 3.5, "young_alone": 1.5,
    "grandparents": 3, "three_generations": 10, "married_child": 5, "second_marriage": 3, "foster_child": 2, "disabled_member": 4,
    "twins": 1.2, "siblings": 0.6, "helper": 0.3,
})  # fmt: skip
KINDS = _KINDS.things


def _sex(draw: Draw) -> str:
    return "L" if draw() < 0.512 else "P"


def _age_of_head(draw: Draw) -> float:
    """Young families are many, old ones few."""
    return 23 + 30 * draw() + (26 * draw() if draw() < 0.34 else 0)


def _couple(draw: Draw, age: float) -> list[Member]:
    age = max(age, _YOUNGEST_HEAD)
    return [Member(HEAD, "L", age), Member(WIFE, "P", max(age - about(draw, 3.5, 2.2), 18))]


def _children(draw: Draw, mother: float, at_least: int = 0) -> list[Member]:
    """Born from the mother's twentieth year on, every few years, fewer for the young; the grown ones moved out."""
    wanted = between(draw, 1, 5 if mother > 50 else 4)
    at_birth, children = max(about(draw, 22.5, 2), 18.2), []
    for order in range(1, wanted + 1):
        age = mother - at_birth
        if age < 0 or at_birth > 43:
            break
        if draw() < _share_at_home(age):
            children.append(Member(CHILD, _sex(draw), age, order=order))
        at_birth += 2.2 + 4.5 * draw()
    while len(children) < at_least:
        age = mother - at_birth if 0 < mother - at_birth < 26 and at_birth < 44 else min(draw() * 16, mother - 18.2)
        children.append(Member(CHILD, _sex(draw), age, order=wanted))
    return children


def _share_at_home(age: float) -> float:
    return 0.98 if age < 18 else 0.72 if age < 25 else 0.28 if age < 35 else 0.07
