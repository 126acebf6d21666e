"""What the office knows of somebody, and when an act on it may not happen. Plain Python."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum

from simpul.kit.birth_dates import BirthDate, refusal_of
from simpul.kit.names import name_words
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark
from simpul.kit.sounds import sounds_of

LONGEST_WORD = 60  # of a name, as far as it is searched by
DAYS_TO_OBTAIN_A_PAPER = 30


@dataclass(frozen=True)
class PersonFacts:
    """Everything that is asked at the counter about one person, and all that a correction may change."""

    name: str
    sex: str = ""
    birth_place: str = ""
    birth: BirthDate | None = None
    national_number: str | None = None
    number_state: str = "not_shown"
    area_code: str | None = None
    address: str | None = None
    rt: str = ""
    rw: str = ""
    address_is_protected: bool = False

    def with_place_of(self, recorded: "PersonFacts") -> "PersonFacts":
        """The same, with what is recorded of the place wherever nothing is said: what was hidden is not overwritten."""
        named = ("area_code", "address", "rt", "rw")
        return replace(self, **{name: getattr(self, name) or getattr(recorded, name) for name in named})


class Likeness(IntEnum):
    """How much two records look like one person, the weakest first."""

    SIMILAR = 1  # all words of the name, and nothing against it
    SAME_PHONE = 2
    SAME_NAME_AND_BIRTH = 3
    SAME_NUMBER = 4

    @property
    def is_strong(self) -> bool:
        """Whether somebody has to say “this is another person” before a second record is made."""
        return self >= Likeness.SAME_NAME_AND_BIRTH


def search_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are kept for searching: each once, none longer than the column."""
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in name_words(name)))


def search_sounds(name: str) -> dict[str, str]:
    """The words of a name with the fold of each."""
    words = search_words(name)
    return {word: sound[:LONGEST_WORD] for word, sound in zip(words, sounds_of(words), strict=True)}


def likeness_of_names(
    name: str, birth: BirthDate | None, other_name: str, other_birth: BirthDate | None
) -> Likeness | None:
    """Compare by words, whatever their order, and by birth date as far as both know it; None when they differ."""
    words, others = set(search_words(name)), set(search_words(other_name))
    if not words or not (words <= others or others <= words):
        return None
    if words == others and birth and birth == other_birth:
        return Likeness.SAME_NAME_AND_BIRTH
    return Likeness.SIMILAR if may_be_born_together(birth, other_birth) else None


def begins_like(name: str, birth: BirthDate | None, other_name: str, other_birth: BirthDate | None) -> bool:
    """Whether a name that is still being written may become the other one: its last word may be just a beginning."""
    *whole, begun = search_words(name) or ("",)
    others = search_words(other_name)
    has_words = set(whole) <= set(others) and any(word.startswith(begun) for word in others)
    return bool(begun) and has_words and may_be_born_together(birth, other_birth)


def may_be_born_together(birth: BirthDate | None, other: BirthDate | None) -> bool:
    """As far as both are known, the same day may be meant, or at least the same year."""
    if birth is None or other is None:
        return True
    may_be_one_day = birth.earliest <= other.latest and other.earliest <= birth.latest
    return may_be_one_day or birth.date.year == other.date.year


def remarks_on_name(name: str) -> tuple[Remark, ...]:
    """A name of one letter exists, and is more often a slip."""
    return (Remark("name_one_letter"),) if sum(map(str.isalpha, name)) == 1 else ()


def refusal_of_facts(facts: PersonFacts, *, on: date) -> Refusal | None:
    """What cannot be true of anybody. A missing number is a state, an odd one a doubt: neither is refused."""
    if not facts.name:
        return Refusal("name_missing")
    if not any(character.isalpha() for character in facts.name):
        return Refusal("name_without_letters")
    if (facts.number_state == "known") != (facts.national_number is not None):
        return Refusal("number_state_unfit")
    return refusal_of(facts.birth, on=on) if facts.birth else None


def refusal_to_register(facts: PersonFacts, *, on: date, doubtful: Collection[Likeness]) -> Refusal | None:
    """Nobody is recorded twice by oversight: where it looks so, somebody says first that this is another person.

    `doubtful` are the likenesses to people of whom nobody has said so yet.
    """
    if refusal := refusal_of_facts(facts, on=on):
        return refusal
    if any(likeness.is_strong for likeness in doubtful):
        return Refusal("perhaps_known")
    return None


def refusal_to_correct(
    facts: PersonFacts, *, on: date, died: BirthDate | None, moves: bool, has_family: bool
) -> Refusal | None:
    """A correction stays possible for the dead; an address moves with the family, if there is one."""
    if refusal := refusal_of_facts(facts, on=on):
        return refusal
    if moves and has_family:
        return Refusal("moves_with_family")
    if facts.birth and died and died.latest < facts.birth.earliest:
        return Refusal("dies_before_birth")
    return None


def refusal_to_record_death(*, died: BirthDate, on: date, birth: BirthDate | None, is_dead: bool) -> Refusal | None:
    """Once, not in the future and not before birth, as far as both dates are known."""
    if is_dead:
        return Refusal("death_known")
    if died.earliest > on:
        return Refusal("death_in_future", {"on": on})
    if birth and died.latest < birth.earliest:
        return Refusal("dies_before_birth")
    return None


def changed_fields(before: PersonFacts, after: PersonFacts) -> tuple[str, ...]:
    """The names of the facts that differ: what an audit event may say of a correction."""
    return tuple(
        field.name for field in fields(PersonFacts) if getattr(before, field.name) != getattr(after, field.name)
    )
