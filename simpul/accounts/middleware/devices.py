"""Browsers that signed somebody in before (OWASP: device cookies).

Tries from such a browser have a count of their own. So a stranger who keeps trying somebody's name slows down only
other strangers, and cannot keep its owner out.
"""

import hmac
import secrets

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from simpul.database.keys import ring

COOKIE = f"{settings.COOKIE_PREFIX}device"
SALT = "simpul.accounts.device"
AGE = 90 * 86400


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; of an IPv6 address only the network, which is what one customer has."""
    return truncate_ip(get_adapter().get_client_ip(request))


def known_device(request: HttpRequest, username: str) -> str:
    """The mark of this browser, if it has signed this name in before; else nothing."""
    try:
        mark, owner = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if hmac.compare_digest(str(owner), _owner(username)) else ""


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Give this browser its mark, or let it keep the one it has."""
    mark = known_device(request, username) or secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps([mark, _owner(username)], salt=SALT),
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.TLS,
    )


def _owner(username: str) -> str:
    """The name itself stays out of the cookie."""
    return hmac.new(ring().secret("throttle").encode(), f"owner:{username.casefold()}".encode(), "sha256").hexdigest()[
        :32
    ]
