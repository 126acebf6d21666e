"""News of accounts, which lies below and knows nobody who could tell it."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from simpul.accounts.models import User
from simpul.accounts.signals import news
from simpul.notices import services


@receiver(news)
def tell(user: User, code: str, by: User | None, link: str, params: Mapping[str, object], **signal: Any) -> None:
    """In the transaction of the act: it is told exactly when it happened."""
    services.notify(user=user, code=code, link=link, by=by, **params)
