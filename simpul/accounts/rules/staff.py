"""Who may give whom which role, and when an account may be closed. Plain Python."""

from collections.abc import Sequence
from datetime import date

from simpul.accounts.rules.roles import ROLES
from simpul.kit.refusals import Refusal


def refusal_to_assign(
    *, role: str, area_level: int | None, acting: str, from_on: date, until_on: date | None, is_oneself: bool
) -> Refusal | None:
    """A role is given by somebody else, to an area of the role's own level, and a substitute's ends on a day."""
    if role not in ROLES:
        return Refusal("unknown_role", {"role": role})
    if is_oneself:
        return Refusal("role_for_oneself")
    needed = ROLES[role].area_level
    if needed is not None and area_level != needed:
        return Refusal("role_needs_subdistrict" if needed == 3 else "role_needs_village")
    if acting and until_on is None:
        return Refusal("substitute_needs_end")
    if until_on is not None and until_on < from_on:
        return Refusal("ends_before_it_begins", {"from": from_on, "until": until_on})
    return None


def refusal_to_close(*, open_work: Sequence[tuple[str, int]], has_successor: bool, is_oneself: bool) -> Refusal | None:
    """Nobody leaves open tasks behind: they are handed over first, or with the closing."""
    if is_oneself:
        return Refusal("close_oneself")
    if open_work and not has_successor:
        return Refusal("open_work", {"count": sum(count for _, count in open_work)})
    return None
