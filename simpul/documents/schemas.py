"""Papers in the API."""

from typing import Literal

from ninja import Schema
from pydantic import ConfigDict


class PrintPaper(Schema):
    """Why the same paper is wanted once more: it is written down."""

    model_config = ConfigDict(extra="forbid")
    reason: Literal["lost", "second_copy", "check", "other"]
