"""News for one person, which notices delivers: it is told exactly when the act happened."""

from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.signals import news


def tell(*, user: User, code: str, by: User | None, link: str = "", **params: object) -> None:
    """Tell somebody something, by the code of its sentence; the link is an address of this program."""
    news.send(sender=User, user=user, code=code, by=by, link=link, params=params)


def account_link(user: User) -> str:
    """Where the page of an account is."""
    return reverse("accounts:account", args=[user.pk])
