"""Counting tries at sign-in in the database, so that every process of the program counts the same ones."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from simpul.accounts.models import Throttle
from simpul.accounts.rules import throttle as rules
from simpul.accounts.rules.throttle import Rate
from simpul.database.keys import ring
from simpul.kit.refusals import Refusal, Refused

KEPT = timedelta(days=2)
LONGEST_WAIT = 12  # seconds; below what the database gives a statement


class TooManyAttempts(Refused):
    """Too many tries: wait so many seconds. Answered with 429; nobody is ever locked out for good."""

    status = 429

    def __init__(self, wait: int) -> None:
        super().__init__(Refusal("too_many_attempts", {"minutes": max(1, -(-wait // 60))}))
        self.retry_after = wait


@dataclass(frozen=True)
class Attempt:
    """One try, and all the counts it is held against."""

    counts: tuple[tuple[str, Rate], ...]

    @transaction.atomic
    def take(self) -> bool:
        """Count the try, or refuse it; whether one more would be let through at this moment.

        The rows stay locked until the answer, so that tries cannot race each other. A whole office may share one
        address: whoever signs in after others waits for them longer than for any other lock.
        """
        now, left = timezone.now(), True
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LONGEST_WAIT}s"])
        for key, rate in self.counts:
            admission = rules.admit(due=_locked(key, now), now=now, rate=rate)
            if admission.wait:
                raise TooManyAttempts(admission.wait)
            Throttle.objects.filter(pk=key_hash(key)).update(due=admission.due)
            left = left and not rules.admit(due=admission.due, now=now, rate=rate).wait
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
        return left

    def give_back(self) -> None:
        """The try succeeded: it costs nothing. What others tried before stays counted."""
        for key, rate in self.counts:
            row = Throttle.objects.get(pk=key_hash(key))
            Throttle.objects.filter(pk=row.pk).update(due=rules.give_back(due=row.due, rate=rate))


def sign_in_attempt(*, name: str, address: str, device: str) -> Attempt:
    """A try with a password. A browser that signed this name in before has a count of its own."""
    name = name.casefold()
    own: Iterable[tuple[str, Rate]] = (
        [(f"device:{device}", rules.BY_DEVICE)]
        if device
        else [(f"name:{name}", rules.BY_NAME), (f"name-day:{name}", rules.BY_NAME_DAILY)]
    )
    return Attempt((_by_address(address), *own))


def factor_attempt(*, user_id: object, address: str, device: str) -> Attempt:
    """A try with a code, or with the present password, by whoever has come that far."""
    whose = f"{user_id}:{device}"
    return Attempt((
        _by_address(address), (f"factor:{whose}", rules.BY_FACTOR), (f"factor-day:{whose}", rules.BY_FACTOR_DAILY),
    ))  # fmt: skip


def address_attempt(address: str) -> Attempt:
    """A try that names no account yet: signing in with a passkey."""
    return Attempt((_by_address(address),))


def forget_old_attempts() -> int:
    """Drop counts that hold nobody back any more."""
    return Throttle.objects.filter(due__lt=timezone.now() - KEPT).delete()[0]


def key_hash(key: str) -> bytes:
    """Names and addresses are not kept, only told apart."""
    return hmac.digest(ring().secret("throttle").encode(), key.encode(), "sha256")


def _by_address(address: str) -> tuple[str, Rate]:
    return f"address:{address}", rules.BY_ADDRESS


def _locked(key: str, now: datetime) -> datetime:
    """The row of this key, made if need be, locked either way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_throttle (key, due) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET due = accounts_throttle.due RETURNING due",
            [key_hash(key), now],
        )
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
