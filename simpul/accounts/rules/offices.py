"""When an office may be closed. Plain Python."""

from simpul.kit.refusals import Refusal


def refusal_to_close_office(
    *, is_open: bool, others_open: int, is_own: bool, roles: int, accounts: int
) -> Refusal | None:
    """Nobody is left behind at a closed office, where no account could be looked after any more.

    `roles` are those of others that are held there now or later, `accounts` the open ones that the office looks after;
    `is_own` says that the closer's own account is one of them.
    """
    if not is_open:
        return Refusal("office_is_closed")
    if not others_open:
        return Refusal("office_is_only_one")
    if is_own:
        return Refusal("office_of_oneself")
    if roles:
        return Refusal("office_has_roles", {"count": roles})
    if accounts:
        return Refusal("office_has_accounts", {"count": accounts})
    return None
