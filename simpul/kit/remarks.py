"""What is worth a second look in something that was read, and never stops the work."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Remark:
    """A doubt, with the values its sentence needs; the sentence is found by `code` at the edge, as for a refusal."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
