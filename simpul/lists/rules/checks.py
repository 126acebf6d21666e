"""Whom does a row speak of, and what would it change? A row that leaves a doubt waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from simpul.kit.birth_dates import BirthDate
from simpul.kit.texts import normalise
from simpul.lists.rules.content import NO_MATCH, Difference, Match, RowContent
from simpul.lists.rules.fields import Field, Finding, Weight, found, heaviest, let_be, quickly_replaced
from simpul.lists.rules.names import are_alike, are_equal, sound_alike
from simpul.lists.rules.people import ListPerson
from simpul.registry.rules.people import PersonFacts

FAMILY_NUMBER = "family_number"
# Where in the village somebody lives is renewed by a newer list, shown before it is applied; who somebody is never.
_RENEWED = frozenset({"rt", "rw"})


class Outcome(StrEnum):
    """Where a row stands. The first four are tabs; the rest says what became of it."""

    READY = "ready"
    LOOK = "look"
    UNREADABLE = "unreadable"
    REPEATED = "repeated"  # says again what another row says
    APPLIED = "applied"
    DROPPED = "dropped"  # somebody left it out
    UNDONE = "undone"
    KEPT = "kept"  # could not be undone


class Act(StrEnum):
    """What applying a ready row does."""

    NEW = "new"
    FILL = "fill"  # adds what is not recorded of a known person, or what somebody took from the list
    SAME = "same"  # nothing: all of it is known


class Decision(StrEnum):
    """What somebody said of a row that waited."""

    SAME = "same"
    DIFFERENT = "different"
    FAMILY = "family"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Known:
    """What is recorded of somebody whom a row may speak of."""

    person: UUID
    version: int
    facts: PersonFacts
    family: UUID | None = None
    family_number: str | None = None
    is_dead: bool = False
    hides_place: bool = False


@dataclass(frozen=True)
class Checked:
    """A row with where it stands."""

    content: RowContent
    outcome: Outcome
    act: Act | None = None


def check(
    content: RowContent,
    *,
    by_number: Sequence[Known],
    alike: Sequence[Known],
    said_same: Known | None = None,
    is_unsure: bool = False,
) -> Checked:
    """Where a row stands, given who has its number, who looks like the person of it, and what somebody said of them."""
    said: list[Finding] = []
    if said_same:
        match = _compared(content.person, said_same, ("said_same",), sure=True)
    else:
        others = set(content.not_the_same)
        match, said = _match(
            content.person,
            [known for known in by_number if known.person not in others],
            [known for known in alike if known.person not in others],
        )
    own = tuple(finding for finding in content.findings if finding.code not in OF_MATCH)
    if match.is_sure:
        own = _settled_by_record(own, match)
    content = quickly_replaced(content, match=match, findings=own + let_be(said, content.accepted))
    return _settled(content, is_unsure)


def _settled_by_record(findings: tuple[Finding, ...], match: Match) -> tuple[Finding, ...]:
    """A number is not issued anew when a birth date is corrected: what is recorded with it is no doubt any more."""
    differing = {one.field for one in match.differences} | set(match.fills)
    return tuple(
        quickly_replaced(finding, weight=Weight.NOTE)
        if finding.weight is Weight.LOOK and _DOUBTED.get(finding.code, "?") not in differing | {"?"}
        else finding
        for finding in findings
    )


# Doubts about a number, and the fact that settles each when it is recorded just so.
_DOUBTED = {
    "number_birth_date_differs": "birth", "number_day_and_month_swapped": "birth", "number_sex_differs": "sex",
    "number_birth_date_impossible": "national_number", "number_serial_zero": "national_number",
    "number_ends_in_000": "national_number", "date_in_two_centuries": "birth", "birth_date_too_old": "birth",
}  # fmt: skip
# What is said of a row because of who is recorded.
OF_MATCH = frozenset({
    "number_of_another", "values_differ", "number_shared", "perhaps_known", "known_is_dead", "family_elsewhere",
    "name_spelled_otherwise", "placed_already",
})  # fmt: skip


def _settled(content: RowContent, is_unsure: bool) -> Checked:
    weight = heaviest(content.findings)
    if is_unsure:
        weight = max(weight, Weight.LOOK)
    if weight is Weight.STOP:
        return Checked(content, Outcome.UNREADABLE)
    if weight is Weight.LOOK:
        return Checked(content, Outcome.LOOK)
    if not content.match.is_sure:
        return Checked(content, Outcome.READY, Act.NEW)
    # A value that differs is written only when somebody took it from the list.
    return Checked(content, Outcome.READY, Act.FILL if content.changes else Act.SAME)


def _match(person: ListPerson, by_number: Sequence[Known], alike: Sequence[Known]) -> tuple[Match, list[Finding]]:
    if len(by_number) > 1:
        likest = max(by_number, key=lambda known: _nearness(person, known))
        match = _compared(person, likest, ("same_number",), sure=False)
        return quickly_replaced(match, others=len(by_number) - 1), [
            found(Field.NATIONAL_NUMBER, "number_shared", count=len(by_number))
        ]
    if by_number:
        return _of_number(person, by_number[0], alike)
    judged = [(known, reasons) for known in alike if (reasons := why_alike(person, known))]
    if not judged:
        return NO_MATCH, []
    known, reasons = max(judged, key=lambda pair: (len(pair[1]), _nearness(person, pair[0])))
    match = _compared(person, known, reasons, sure=False)
    return quickly_replaced(match, others=len(judged) - 1), [found(Field.NAME, "perhaps_known", count=len(judged))]


def _of_number(person: ListPerson, known: Known, alike: Sequence[Known]) -> tuple[Match, list[Finding]]:
    """Somebody has the very number: the same person, unless the name says otherwise."""
    if person.name and not are_alike(person.name, known.facts.name):
        said = [found(Field.NATIONAL_NUMBER, "number_of_another", name=known.facts.name)]
        # A number copied from the row above stands beside the right name: that one is shown, if there is just one.
        named = [one for one in alike if are_equal(person.name, one.facts.name) and one.person != known.person]
        born = [one for one in named if person.birth and person.birth == one.facts.birth] or named
        if len(born) == 1:
            reasons = why_alike(quickly_replaced(person, national_number=None), born[0]) or ("same_name",)
            return quickly_replaced(_compared(person, born[0], reasons, sure=False), others=1), said
        return _compared(person, known, ("same_number", "other_name"), sure=False), said
    match = _compared(person, known, ("same_number",), sure=True)
    said = []
    if known.is_dead:
        said.append(found(Field.NAME, "known_is_dead"))
    if match.differences:
        said.append(found(Field.NAME, "values_differ", count=len(match.differences)))
    elif person.name and not are_equal(person.name, known.facts.name):
        said.append(found(Field.NAME, "name_spelled_otherwise", name=known.facts.name))
    return match, said


def why_alike(person: ListPerson, known: Known) -> tuple[str, ...]:
    """The reasons, as codes, to take two for one; none when there are not enough of them."""
    if not person.name or not are_alike(person.name, known.facts.name):
        return ()
    reasons = ["same_name" if are_equal(person.name, known.facts.name) else _likeness(person.name, known.facts.name)]
    ours, theirs = known.facts.national_number, person.national_number
    slips = digits_apart(ours, theirs) if ours and theirs else None
    if slips is not None and slips <= 2:
        reasons.insert(0, "number_one_digit" if slips == 1 else "number_two_digits")
    births = _births(person.birth, known.facts.birth)
    if births:
        reasons.append(births)
    if person.family_number and person.family_number == known.family_number:
        reasons.append("same_family_number")
    if person.area_code and person.area_code == known.facts.area_code:
        reasons.append("same_village")
    if births == "other_birth" and not (slips is not None and slips <= 2):
        return ()
    if slips is not None and slips > 2 and births != "same_birth":
        return ()  # two whole numbers, and nothing but the name speaks for one person
    return tuple(reasons) if len(reasons) > 1 else ()


def digits_apart(number: str, other: str) -> int:
    """In how many places two numbers differ; two neighbours that changed places count as one slip."""
    places = [place for place, (a, b) in enumerate(zip(number, other, strict=False)) if a != b]
    places_apart = len(places) + abs(len(number) - len(other))
    is_swap = len(places) == 2 and places[1] == places[0] + 1
    if is_swap and number[places[0]] == other[places[1]] and number[places[1]] == other[places[0]]:
        return 1
    return places_apart


def _likeness(name: str, other: str) -> str:
    return "name_sounds_same" if sound_alike(name, other) else "name_alike"


def _births(born: BirthDate | None, other: BirthDate | None) -> str:
    if born is None or other is None:
        return ""
    if born == other:
        return "same_birth"
    if born.covers(other.date) or other.covers(born.date):
        return "birth_may_be_same"
    swapped = (born.date.year, born.date.day, born.date.month) == (other.date.year, other.date.month, other.date.day)
    return "birth_swapped" if swapped else "other_birth"


def _nearness(person: ListPerson, known: Known) -> int:
    return 2 * are_alike(person.name or "?", known.facts.name) + (person.birth == known.facts.birth)


def _compared(person: ListPerson, known: Known, reasons: tuple[str, ...], *, sure: bool) -> Match:
    fills: list[str] = []
    renews: list[Difference] = []
    differences: list[Difference] = []
    for name, theirs, ours, is_same in _pairs(person, known):
        if theirs and not ours:
            fills.append(name)
        elif theirs and not is_same and name != "address":  # an address is spelled in as many ways as there are clerks
            (renews if name in _RENEWED else differences).append(Difference(name, ours, theirs))
    if any(one.field == "area_code" for one in differences):
        renews = []  # RT and RW of another village are of no use here
    return Match(known.person, known.version, sure, reasons, tuple(fills), tuple(renews), tuple(differences))


def _pairs(person: ListPerson, known: Known) -> list[tuple[str, str, str, bool]]:
    """Each fact by name: as the list has it, as it is recorded, and whether that is the same."""
    facts = known.facts
    pairs = [
        ("name", person.name, facts.name, not person.name or _is_same_name(person.name, facts.name)),
        ("sex", person.sex, facts.sex, person.sex == facts.sex),
        _births_pair(person.birth, facts.birth),
        ("birth_place", person.birth_place, facts.birth_place, _plain(person.birth_place) == _plain(facts.birth_place)),
        (
            "national_number",
            person.national_number or "",
            facts.national_number or "",
            person.national_number == facts.national_number,
        ),
    ]
    if not known.hides_place:
        pairs += _place_pairs(person, known)
    return pairs


def _place_pairs(person: ListPerson, known: Known) -> list[tuple[str, str, str, bool]]:
    facts = known.facts
    return [
        ("area_code", person.area_code or "", facts.area_code or "", person.area_code == facts.area_code),
        ("address", person.address, facts.address or "", _plain(person.address) == _plain(facts.address or "")),
        ("rt", person.rt, facts.rt, person.rt.lstrip("0") == facts.rt.lstrip("0")),
        ("rw", person.rw, facts.rw, person.rw.lstrip("0") == facts.rw.lstrip("0")),
        (
            FAMILY_NUMBER,
            person.family_number or "" if known.family_number else "",
            known.family_number or "",
            person.family_number == known.family_number,
        ),
    ]


def _is_same_name(name: str, other: str) -> bool:
    """Another spelling is no other value: ours stays."""
    return are_equal(name, other) or are_alike(name, other)


def _births_pair(born: BirthDate | None, recorded: BirthDate | None) -> tuple[str, str, str, bool]:
    """A date known better than before fills; one that is known less well says nothing."""
    if born is None or recorded is None or born == recorded:
        return "birth", _told(born), _told(recorded), True
    if recorded.covers(born.date) and born.precision < recorded.precision:
        return "birth", _told(born), "", True
    return "birth", _told(born), _told(recorded), born.covers(recorded.date)


def _told(born: BirthDate | None) -> str:
    """As precise as it is known: 1974, 1974-08, 1974-08-17."""
    if born is None:
        return ""
    return born.date.isoformat()[: {"year": 4, "month": 7}.get(born.precision.value, 10)]


def _plain(text: str) -> str:
    return "".join(character for character in normalise(text).casefold() if character.isalnum())
