"""On which version an act was decided: in the body, or in the header If-Match."""

from typing import Annotated

from ninja import Header

from simpul.kit.refusals import Refusal, Refused

LONGEST = 12
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=LONGEST, description="The version that was read, as in the body's `version`."),
]


class VersionMissing(Refused):
    """The asker did not say what they read."""

    status = 400


def asked_version(in_body: int | None, if_match: str | None) -> int:
    """The version that was read; refused where neither place says one."""
    written = (if_match or "").strip().removeprefix("W/").strip('"')
    if in_body is not None:
        return in_body
    if written.isascii() and written.isdigit():
        return int(written)
    raise VersionMissing(Refusal("version_missing"))
