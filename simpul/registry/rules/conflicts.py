"""Conflicts of interest between staff and the people whose files they keep. Plain Python."""

from simpul.kit.refusals import Refusal

# What ties somebody to a person, as the grant that closes the file names it.
RELATIONS = ("conflict_own", "conflict_family", "conflict_other")
# What is closed along with it: the family and its members, and other records of the same person.
ALONG = "with_conflict"


def refusal_to_declare(*, relation: str, is_own: bool, may_for_others: bool, works_here: bool) -> Refusal | None:
    """Everybody declares their own conflict; for staff of the office whoever may withdraw it does."""
    if relation not in RELATIONS:
        return Refusal("conflict_relation_unknown")
    if not is_own and not (may_for_others and works_here):
        return Refusal("conflict_of_others")
    return None


def refusal_to_withdraw(*, is_own: bool, may_withdraw: bool) -> Refusal | None:
    """Nobody opens to themselves what is closed to them."""
    if is_own:
        return Refusal("conflict_own_withdrawn")
    return None if may_withdraw else Refusal("outside_reach")
