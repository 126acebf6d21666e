"""Issuing, asking and revoking printed code cards."""

import hmac
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import CodeCard, User
from simpul.accounts.queries import access, code_cards
from simpul.accounts.rules import code_cards as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services.news import account_link, tell
from simpul.accounts.services.sessions import end_sessions
from simpul.accounts.services.staff import AccountRefused
from simpul.audit.services import record
from simpul.database.context import acting_as
from simpul.database.keys import ring
from simpul.kit.refusals import Refusal


@transaction.atomic
def issue_code_card(*, user: User, by: User) -> list[str]:
    """Make a card and answer its codes, this once; the card before it is worth nothing from now on."""
    if user.pk == by.pk:
        raise AccountRefused(Refusal("card_for_oneself"))
    if not code_cards.uses_code_card(user) or not code_cards.may_issue(by, user):
        raise AccountRefused(Refusal("card_not_for_account"))
    if code_cards.made_password_of(User.objects.get(pk=user.pk), by):
        raise AccountRefused(Refusal("card_and_password_by_two"))
    _revoke_in_force(user, by)
    codes, card = rules.new_codes(), CodeCard(user=user, issued_by=by.pk)
    card.codes = b"".join(_hash(card.pk, number, code) for number, code in enumerate(codes, start=1))
    card.save()
    _record("accounts.code_card_issued", user=user, by=by, card=card.pk)
    return codes


@transaction.atomic
def revoke_code_card(*, user: User, by: User) -> None:
    """Make the card worthless, and end what was opened with it, now."""
    if not code_cards.may_issue(by, user):
        raise AccountRefused(Refusal("card_not_for_account"))
    if not _revoke_in_force(user, by):
        raise AccountRefused(Refusal("no_card"))


@transaction.atomic
def ask_for_code(user: User) -> int | None:
    """The number of the code to ask for; the same one until it is answered, however often the page is opened."""
    card = code_cards.card_in_force(user, lock=True)
    if card is None:
        return None
    if card.asked is None:
        card.asked = rules.next_number(card.used)
        card.save(update_fields=["asked"])
    return card.asked


@transaction.atomic
def spend_code(*, user: User, code: str) -> UUID | None:
    """Whether this is the code that was asked for; it is spent, and the card's id answered."""
    card = code_cards.card_in_force(user, lock=True)
    if card is None or card.asked is None:
        return None
    place = slice((card.asked - 1) * CodeCard.HASH_BYTES, card.asked * CodeCard.HASH_BYTES)
    if not hmac.compare_digest(bytes(card.codes)[place], _hash(card.pk, card.asked, rules.tidy(code))):
        return None
    card.used, card.asked = rules.spend(card.used, card.asked), None
    card.save(update_fields=["used", "asked"])
    if rules.left(card.used) == rules.FEW - 1:
        _tell_that_few_are_left(user)
    return card.pk


def _tell_that_few_are_left(user: User) -> None:
    """Whoever may issue a new card is told once; the user is on the way in, and nobody is signed in yet."""
    issuers = access.holders_of(Permission.ISSUE_CODE_CARD, access.offices_of(user))
    with acting_as(user.pk):
        for issuer in issuers:
            if code_cards.may_issue(issuer, user):
                link = account_link(user)
                tell(user=issuer, code="code_card_low", by=user, link=link, name=user.name, left=rules.FEW - 1)


def _revoke_in_force(user: User, by: User) -> bool:
    card = code_cards.card_in_force(user, lock=True)
    if card is None:
        return False
    card.revoked_at, card.revoked_by = timezone.now(), by.pk
    card.save(update_fields=["revoked_at", "revoked_by"])
    end_sessions(user.pk)
    _record("accounts.code_card_revoked", user=user, by=by, card=card.pk)
    return True


def _hash(card: UUID, number: int, code: str) -> bytes:
    """Keyed, bound to card and number: a code is short, so without the key nobody may be able to try them all."""
    return hmac.digest(ring().secret("code_cards").encode(), f"{card}:{number}:{code}".encode(), "sha256")


def _record(act: str, *, user: User, by: User, card: UUID) -> None:
    record(
        act,
        by=by,
        subject=user.pk,
        subject_kind="user",
        office=next(iter(access.offices_of(user)), None),
        card=str(card),
    )
