"""The kinds of values in the registry's API: strict, so that what a description promises is what is taken."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.texts import normalise


class Asked(Schema):
    """What is sent: a field that is not described is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


def _day(value: Any) -> date:
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    raise ValueError("a day as 2026-08-17")


def partial_date(text: str) -> BirthDate:
    """1990, 1990-08 or 1990-08-17."""
    pieces = [int(piece) for piece in text.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(pieces) - 1]
    return BirthDate(date(*pieces, *(1,) * (3 - len(pieces))), precision)


def as_partial(value: BirthDate | None) -> str | None:
    """The same, written out."""
    if value is None:
        return None
    year, month, day = value.pieces
    return "-".join([f"{year:04}", *(f"{piece:02}" for piece in (month, day) if piece)])


def _partial(text: str) -> str:
    partial_date(text)
    return text


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", max_length=10), AfterValidator(_partial)
]
Village = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$")]
AreaCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$")]
Relation = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}$"), Field(description="code list shdk")]
Block = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,3}$"), Field(description="RT or RW")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(normalise)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(normalise)]
Address = Annotated[str, StringConstraints(max_length=300), AfterValidator(normalise)]
Number = Annotated[str, StringConstraints(max_length=60), AfterValidator(normalise)]
Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Year = Annotated[int, Field(strict=True, ge=1850, le=2150)]
Flag = Annotated[bool, Field(strict=True)]
