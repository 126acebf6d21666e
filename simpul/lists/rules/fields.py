"""What a column of a list may mean, and how much a finding in one of its cells weighs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TypeVar

from simpul.kit.remarks import Remark

Same = TypeVar("Same")


class Field(StrEnum):
    """The meaning of a column; the same words as in `simpul import people --map`."""

    NATIONAL_NUMBER = "national_number"
    FAMILY_NUMBER = "family_number"
    NAME = "name"
    HEAD_NAME = "head_name"  # of the family, in a list that has one row a family
    ALIAS = "alias"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    BIRTH = "birth"  # place and date in one cell: "Bandung, 17-08-1974"
    RELATION = "relation"
    MOTHER = "mother"
    ADDRESS = "address"
    RT = "rt"
    RW = "rw"
    RT_RW = "rt_rw"  # both in one cell: 001/002
    VILLAGE = "village"  # a name, or a code of either scheme
    SUBDISTRICT = "subdistrict"
    PHONE = "phone"
    AID = "aid"  # what the list says they receive
    NOTE = "note"
    ROW_ID = "row_id"  # of a row that was sent out to be mended


# Words that other programs and people use for the same.
ALSO_CALLED = {
    "national_id": Field.NATIONAL_NUMBER,
    "nik": Field.NATIONAL_NUMBER,
    "kk": Field.FAMILY_NUMBER,
    "mother_name": Field.MOTHER,
    "village_code": Field.VILLAGE,
}
# What is kept of a person: a difference in one of these is a difference with what is known.
COMPARED = (
    Field.NAME,
    Field.SEX,
    Field.BIRTH_DATE,
    Field.BIRTH_PLACE,
    Field.NATIONAL_NUMBER,
    Field.VILLAGE,
    Field.ADDRESS,
    Field.RT,
    Field.RW,
)


def field_named(word: str) -> Field | None:
    """The field that a word of the command line means."""
    word = word.strip().casefold()
    return ALSO_CALLED.get(word) or (Field(word) if word in set(Field) else None)


class Weight(IntEnum):
    """What a finding does to its row."""

    NOTE = 1  # said, and the row goes on
    LOOK = 2  # somebody has to look
    STOP = 3  # the cell cannot be read: it has to be written anew


@dataclass(frozen=True)
class Finding:
    """A remark beside a cell."""

    field: Field
    remark: Remark
    weight: Weight

    @property
    def code(self) -> str:
        """The code by which its sentence is found."""
        return self.remark.code


# Whatever is not named here is a note.
_LOOK = frozenset({
    "number_filler", "number_letters_left_out", "number_birth_date_impossible", "number_birth_date_differs",
    "number_day_and_month_swapped", "number_sex_differs", "number_serial_zero", "number_ends_in_000",
    "number_maybe_rounded", "date_in_two_centuries", "date_not_in_calendar_of_number",
    "birth_date_in_future", "birth_date_too_old", "name_has_digits", "name_says_dead", "note_says_dead",
    "relation_unknown", "rt_became_date", "rt_unreadable", "village_several", "village_code_ambiguous",
    "village_unknown", "village_code_unknown", "village_like", "village_outside", "several_heads",
    "number_twice", "person_twice", "number_of_another", "values_differ", "number_shared", "perhaps_known",
    "known_is_dead", "family_elsewhere", "sex_unreadable", "placed_already", "row_sent_again_differs",
    "head_is_another", "head_waits",
})  # fmt: skip
_STOP = frozenset({
    "number_wrong_length", "number_letters_among_digits", "number_letters_for_digits", "number_digits_lost",
    "number_scientific_unfit", "date_unreadable", "date_impossible", "name_missing", "name_without_letters",
    "nothing_to_know_by", "text_too_long",
})  # fmt: skip


def weight_of(code: str) -> Weight:
    """How much a finding weighs, by its code."""
    return Weight.STOP if code in _STOP else Weight.LOOK if code in _LOOK else Weight.NOTE


def found(field: Field, code: str, **params: object) -> Finding:
    """A finding, with the weight that its code has."""
    return Finding(field, Remark(code, params), weight_of(code))


def from_remarks(field: Field, remarks: Sequence[Remark], *, quiet: frozenset[str] = frozenset()) -> list[Finding]:
    """The same of what a reader of the kit said; what everybody would do without being asked stays unsaid."""
    if not remarks:
        return []
    return [Finding(field, remark, weight_of(remark.code)) for remark in remarks if remark.code not in quiet]


def let_be(findings: Iterable[Finding], accepted: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Findings of which somebody said that the cell is right all the same weigh no more than a note.

    A cell that cannot be read stays so, whatever anybody says.
    """
    known = set(accepted)
    if not known:
        return tuple(findings)
    return tuple(
        replace(finding, weight=Weight.NOTE)
        if finding.weight is Weight.LOOK and (finding.field.value, finding.code) in known
        else finding
        for finding in findings
    )


def heaviest(findings: Iterable[Finding]) -> Weight:
    """What the row as a whole needs."""
    return max((finding.weight for finding in findings), default=Weight.NOTE)


def quickly_replaced(thing: Same, **values: object) -> Same:
    """`dataclasses.replace` for a row with a hundred thousand siblings: the constructor is not asked again."""
    fresh = object.__new__(type(thing))
    fresh.__dict__.update(thing.__dict__, **values)
    return fresh


Texts = Mapping[Field, str]
