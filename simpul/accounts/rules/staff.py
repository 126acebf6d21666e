"""Who may give whom which role, which roles do not go together, and when an account may be closed. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES, permissions_of
from simpul.kit.refusals import Refusal

CHANGES_RECORDS = frozenset({
    Permission.REGISTER_PERSON, Permission.CORRECT_PERSON, Permission.CHANGE_FAMILY, Permission.EDIT_CODE_LIST,
    Permission.MANAGE_STAFF, Permission.MANAGE_OFFICE, Permission.OPEN_OFFICE, Permission.CLOSE_OFFICE,
    Permission.MANAGE_AREAS,
})  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A role held, or to be held, from a day until a day (inclusive; None: open)."""

    role: str
    from_on: date
    until_on: date | None = None
    place: str = ""  # the office and area, to tell the same role at two places apart

    def overlaps(self, other: "Period") -> bool:
        """Whether there is a day on which both are held."""
        return (other.until_on is None or self.from_on <= other.until_on) and (
            self.until_on is None or other.from_on <= self.until_on
        )


def incompatible(one: str, other: str) -> str:
    """Why two roles may not be held by one person on the same day: a code, or nothing.

    Whoever checks does not act, whoever pays does not order, whoever keeps the system sees no client.
    """
    for first, second in ((one, other), (other, one)):
        if first == "auditor" and permissions_of(second) & CHANGES_RECORDS:
            return "auditor_changes_nothing"
        if first == "system_administrator" and Permission.VIEW_PERSON in permissions_of(second):
            return "administrator_sees_no_client"
        if first == "partner" and second != "partner":
            return "partner_is_no_staff"
        if (first, second) == ("treasurer", "budget_officer"):
            return "treasurer_is_no_budget_officer"
    return ""


def refusal_to_assign(
    *,
    wanted: Period,
    area_level: int | None,
    acting: str,
    is_oneself: bool,
    held: Iterable[Period] = (),
    giver_may: frozenset[Permission] | None = None,
) -> Refusal | None:
    """A role is given by somebody else, for an area of its own level, and goes with what is held on the same days.

    `giver_may` is what the giver may do (None: the program itself): only who keeps the system names another who does.
    """
    if wanted.role not in ROLES:
        return Refusal("unknown_role", {"role": wanted.role})
    if is_oneself:
        return Refusal("role_for_oneself")
    role = ROLES[wanted.role]
    if giver_may is not None and _is_above(role.permissions, giver_may):
        return Refusal("role_above_giver")
    if role.area_level is not None and area_level != role.area_level:
        return Refusal("role_needs_subdistrict" if role.area_level == 3 else "role_needs_village")
    if acting and wanted.until_on is None:
        return Refusal("substitute_needs_end")
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        return Refusal("ends_before_it_begins", {"from": wanted.from_on, "until": wanted.until_on})
    return _refusal_beside(wanted, held)


def _refusal_beside(wanted: Period, held: Iterable[Period]) -> Refusal | None:
    for other in held:
        if other.overlaps(wanted) and (other.role, other.place) == (wanted.role, wanted.place):
            return Refusal("already_holds")
        if other.overlaps(wanted) and (code := incompatible(wanted.role, other.role)):
            return Refusal(code)
    return None


def _is_above(permissions: frozenset[Permission], other: frozenset[Permission]) -> bool:
    """Whoever keeps the system stands above everybody who does not; nobody else stands above anybody."""
    return Permission.VIEW_SYSTEM in permissions and Permission.VIEW_SYSTEM not in other


def refusal_to_reset(
    *, is_oneself: bool, holder_may: frozenset[Permission], resetter_may: frozenset[Permission], is_card_issuer: bool
) -> Refusal | None:
    """Whoever could not give an account its roles does not open it with a password of their making, either.

    Nor does whoever has printed its code card: with both in hand they could sign in as somebody else.
    """
    if is_oneself:
        return Refusal("reset_oneself")
    if _is_above(holder_may, resetter_may):
        return Refusal("account_above_resetter")
    if is_card_issuer:
        return Refusal("card_and_password_by_two")
    return None


def refusal_to_confirm_lost_device(*, is_reported: bool, is_oneself: bool, is_reporter: bool) -> Refusal | None:
    """Two people vouch that a device was lost: the one who reported it, and another one; never its owner."""
    if not is_reported:
        return Refusal("device_not_lost")
    if is_oneself or is_reporter:
        return Refusal("second_person_confirms")
    return None


def refusal_to_close(*, is_oneself: bool, works_elsewhere: bool = False) -> Refusal | None:
    """Nobody closes their own account, or that of somebody who works for another office too."""
    if is_oneself:
        return Refusal("close_oneself")
    if works_elsewhere:
        return Refusal("works_elsewhere")
    return None
