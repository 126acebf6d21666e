"""The small acts on one person in the API: other names, contacts, papers to obtain, extracts."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from simpul.registry.schemas.fields import Asked, Line, Name, Number

Safety = Literal["safe", "careful", "unsafe"]
ContactKind = Literal["own_phone", "via_other"]


class AliasOut(Schema):
    """Another name in use."""

    id: UUID
    name: str
    kind: str


class ContactOut(Schema):
    """A way to reach somebody, and whether it is safe to use: whoever sends anything has to ask this first."""

    id: UUID
    number: str
    kind: ContactKind
    safety: Safety
    rule: str | None


class PaperTaskOut(Schema):
    """A paper that somebody helps to obtain."""

    id: UUID
    paper: str
    due_on: date


class AddAlias(Asked):
    """Another name somebody goes by."""

    name: Name
    kind: Literal["called", "former"] = "called"


class NewContactIn(Asked):
    """A phone number, and the answer to “is it safe to contact?”; where it is only with care, the rule says how."""

    number: Annotated[Number, Field(min_length=1)]
    safety: Safety
    rule: Line = ""


class AddContact(NewContactIn):
    """The same for somebody who is recorded already."""

    kind: ContactKind = "own_phone"


class ClosePaperTask(Asked):
    """How the work on a missing paper ended."""

    outcome: Literal["obtained", "not_needed"]


class PrintExtract(Asked):
    """What the extract is for, and how it is set; nothing is printed unless paper may safely be taken home."""

    purpose: Literal["own_use", "school", "health", "civil_registry", "assistance", "court", "other"]
    note: Annotated[Line, Field(max_length=120)] = ""
    safe_to_take_home: Literal[True]
    paper: Literal["f4", "a4"] = "f4"
    language: Literal["id", "en"] = "id"
