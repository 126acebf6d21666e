"""Printed code cards: who uses one, who may issue one, how many codes are left."""

from simpul.accounts.models import CodeCard, User
from simpul.accounts.queries import access
from simpul.accounts.rules import code_cards as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES


def card_in_force(user: User, *, lock: bool = False) -> CodeCard | None:
    """The card that counts today."""
    cards = CodeCard.objects.filter(user=user.pk, revoked_at=None)
    return (cards.select_for_update() if lock else cards).first()


def has_card_from(user: User, issuer: User) -> bool:
    """Whether the card that counts was printed, and so could be kept, by this one."""
    card = card_in_force(user)
    return card is not None and card.issued_by == issuer.pk


def made_password_of(user: User, maker: User) -> bool:
    """Whether this one knows the password: they made the one-time one, and it was not changed yet."""
    return user.one_time_until is not None and user.one_time_by == maker.pk


def codes_left(user: User) -> int | None:
    """How many codes are still good; None without a card."""
    card = card_in_force(user)
    return rules.left(card.used) if card else None


def uses_code_card(user: User) -> bool:
    """Whether one of the roles held today may prove itself with a card."""
    return any(ROLES[held.role].uses_code_card for held in access.held_by(user) if held.role in ROLES)


def may_issue(viewer: User, user: User) -> bool:
    """Whether a village account lies within the viewer's reach for issuing cards."""
    reach = access.reach(viewer, Permission.ISSUE_CODE_CARD)
    return viewer.pk != user.pk and any(
        reach.covers(held.office_id, held.area_id)
        for held in access.held_by(user)
        if held.role in ROLES and ROLES[held.role].uses_code_card
    )
