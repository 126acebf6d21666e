"""Acts on notices."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.notices.models import Notice


@transaction.atomic
def notify(*, user: User, code: str, link: str = "", by: User | None = None, **params: object) -> None:
    """Tell somebody something; whether the act that says so commits decides whether it is told."""
    # bulk_create reads nothing back: the sender may not see what the receiver gets.
    Notice.objects.bulk_create(
        [Notice(user=user, code=code, params=_plain(params), link=link, sent_by=by.pk if by else None)]
    )


@transaction.atomic
def read_notices(*, by: User) -> int:
    """Mark everything that was shown as read; how many there were."""
    return Notice.objects.filter(user=by, read_at__isnull=True).update(read_at=timezone.now())


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    return {key: value if isinstance(value, int | str) else str(value) for key, value in params.items()}
