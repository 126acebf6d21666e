"""Why something may not happen: a code and its values. The sentence is found at the edge, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """A reason not to act; `params` fill the sentence that belongs to `code`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """An act was refused, and nothing changed. Each module raises its own kind."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class StaleRefused(Refused):
    """What was to be changed has been changed by somebody else since it was read: the page shows both (409)."""
