"""Families in the API."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from simpul.registry.schemas.fields import (
    Address,
    AreaCode,
    Asked,
    Block,
    Day,
    Flag,
    Name,
    Number,
    Relation,
    Version,
    Village,
)


class MemberOut(Schema):
    """Somebody in a family now."""

    membership: UUID
    person: UUID
    name: str
    relation: str
    from_on: date
    is_alive: bool


class NumberOut(Schema):
    """A number of the card, masked, with its days."""

    number: str
    from_on: date
    until_on: date | None


class FamilyOut(Schema):
    """A family as a reader may see it. A protected place is null."""

    id: UUID
    version: int
    office: UUID
    area_code: str | None
    address: str | None
    rt: str
    rw: str
    place_is_protected: bool
    began_on: date
    ended_on: date | None
    split_from: UUID | None
    merged_into: UUID | None
    numbers: list[NumberOut]
    members: list[MemberOut]
    findings: list[str]


class FamilyLine(Schema):
    """One line of a list."""

    id: UUID
    head: str | None
    number: str | None
    members: int
    area: str | None
    ended_on: date | None


class FamiliesOut(Schema):
    """A page of a list; the next one begins before `next_before`."""

    rows: list[FamilyLine]
    next_before: UUID | None
    remark: str | None


class EntryOut(Schema):
    """One thing that happened to a family."""

    code: str
    sentence: str
    on: date
    at: datetime | None
    by: str
    family: UUID | None


class NumberIn(Asked):
    """What a whole number is wanted for."""

    reason: Literal["counter", "national_system", "visit", "letter", "other"]


class WholeNumber(Schema):
    """A number in full; that it was read is recorded."""

    number: str


class SearchFamilies(Asked):
    """A whole family card number, or words of the head's name."""

    text: Annotated[str, Field(max_length=100)] = ""
    area_code: AreaCode | None = None
    before: UUID | None = None


class Versioned(Asked):
    """An act on what was read in this version; the header If-Match says the same."""

    version: Version | None = None


class FoundFamily(Asked):
    """A new card."""

    head: UUID
    area_code: Village | None = None
    address: Address = ""
    rt: Block = ""
    rw: Block = ""
    number: Number | None = None
    on: Day


class JoinFamily(Versioned):
    """Somebody comes in."""

    person: UUID
    relation: Relation
    on: Day


class LeaveFamily(Versioned):
    """Somebody leaves."""

    person: UUID
    reason: Literal["moved", "died"] = "moved"
    on: Day


class MemberRelation(Asked):
    """What somebody is to the head of a family."""

    person: UUID
    relation: Relation


class ChangeHead(Versioned):
    """Another member heads the family; `relations` are to the new head."""

    new_head: UUID
    relation_of_former: Relation | None = None
    relations: Annotated[list[MemberRelation], Field(max_length=60)] = []
    reason: Literal["died", "moved", "agreed", "corrected"]
    on: Day


class SplitFamily(Versioned):
    """Some members found a card of their own, its head first (relation 1)."""

    members: Annotated[list[MemberRelation], Field(min_length=1, max_length=60)]
    number: Number | None = None
    on: Day


class MergeFamilies(Versioned):
    """Everybody moves to another card."""

    into: UUID
    into_version: Version | None = None
    relations: Annotated[list[MemberRelation], Field(max_length=60)] = []
    on: Day


class MoveFamily(Versioned):
    """Another address, perhaps with a new card."""

    area_code: Village
    address: Address = ""
    rt: Block = ""
    rw: Block = ""
    number: Number | None = None
    on: Day


class ChangeFamilyNumber(Versioned):
    """A new card."""

    number: Annotated[Name, Field(max_length=60)]
    on: Day


class EndFamily(Versioned):
    """The card is closed."""

    on: Day


class CorrectMembership(Versioned):
    """What was recorded wrongly."""

    relation: Relation | None = None
    from_on: Day | None = None
    void: Flag = False
