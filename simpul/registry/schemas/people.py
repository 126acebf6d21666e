"""People and their relations in the API."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from simpul.registry.schemas.families import Versioned
from simpul.registry.schemas.fields import (
    Address,
    AreaCode,
    Asked,
    Block,
    Day,
    Flag,
    Line,
    Name,
    Number,
    PartialDate,
    Relation,
    Village,
    Year,
)
from simpul.registry.schemas.person_acts import AliasOut, ContactOut, NewContactIn, PaperTaskOut


class PersonOut(Schema):
    """Somebody as a reader may see them: numbers masked, a place that is protected, by them or for somebody, null."""

    id: UUID
    version: int
    office: UUID
    name: str
    sex: str
    birth_place: str
    birth: str | None
    died: str | None
    national_number: str | None
    number_state: str
    area_code: str | None
    address: str | None
    rt: str
    rw: str
    address_is_protected: bool
    place_is_protected: bool
    merged_into: UUID | None
    families: list[UUID]
    aliases: list[AliasOut]
    contacts: list[ContactOut]
    paper_tasks: list[PaperTaskOut]


class PersonLine(Schema):
    """One line of a list."""

    id: UUID
    name: str
    birth: str | None
    village: str
    national_number: str | None
    number_state: str
    found_by: Literal["number", "words", "beginnings", "sound", "slip"]


class PeopleOut(Schema):
    """A page of a list; the next one begins after `next_after`."""

    rows: list[PersonLine]
    count: int
    has_more_than_counted: bool
    next_after: UUID | None


class SearchPeople(Asked):
    """A whole NIK, family card or phone number, or words of a name: their beginnings, as they sound, or with a slip."""

    text: Annotated[str, Field(max_length=200)] = ""
    area_code: AreaCode | None = None
    birth_year: Year | None = None
    sex: Literal["", "L", "P"] = ""
    after: UUID | None = None


class Facts(Asked):
    """Everything asked about one person."""

    name: Name
    sex: Literal["", "L", "P"] = ""
    birth_place: Annotated[Line, Field(max_length=100)] = ""
    birth: PartialDate | None = None
    national_number: Number | None = None
    number_state: Literal["known", "none_yet", "not_shown"] | None = None
    area_code: Village | None = None
    address: Address = ""
    rt: Block = ""
    rw: Block = ""
    address_is_protected: Flag = False


class NewFamilyIn(Asked):
    """The person becomes head of a new family."""

    number: Number | None = None


class JoinFamilyIn(Asked):
    """The person comes into a family that is recorded."""

    family: UUID
    relation: Relation


class RegisterPerson(Facts):
    """Somebody new, perhaps with a family."""

    office: UUID | None = None
    new_family: NewFamilyIn | None = None
    join_family: JoinFamilyIn | None = None
    alias: Line = ""
    contact: NewContactIn | None = None
    not_the_same_as: Annotated[list[UUID], Field(max_length=20)] = []


class CorrectPerson(Facts, Versioned):
    """All facts as they are now known, and what the correction rests on."""

    reason: Literal["typing", "document", "report"]
    note: Line = ""


class RecordDeath(Versioned):
    """When somebody died, and who heads the family now."""

    died: PartialDate
    source: Literal["document", "report"]
    note: Line = ""
    new_head: UUID | None = None


class RevealNumber(Asked):
    """What is to be opened, and what for: both are written down."""

    fields_opened: Annotated[list[Literal["national_number", "phone", "address"]], Field(min_length=1, max_length=3)]
    reason: Literal["counter", "national_system", "contacting", "visit", "letter", "other"]


class Revealed(Schema):
    """What was masked, in full."""

    national_number: str | None = None
    phones: list[ContactOut] = []
    address: str | None = None


class MergePeople(Versioned):
    """Both records are one person."""

    into: UUID
    into_version: Annotated[int, Field(strict=True, ge=1)] | None = None
    reason: Literal["same_number", "same_card", "asked_the_person", "office_decided"]


class RelationOut(Schema):
    """`person` is parent, spouse, guardian or carer of `other`."""

    id: UUID
    person: UUID
    person_name: str
    other: UUID
    other_name: str
    kind: str
    from_on: date | None


class RecordRelation(Asked):
    """A relation between two people."""

    person: UUID
    other: UUID
    kind: Literal["parent", "spouse", "guardian", "carer"]
    from_on: Day | None = None


class EndRelation(Asked):
    """Until when; null where it was recorded by mistake."""

    until_on: Day | None = None
