"""One request, one transaction: what was answered is on disk, and what failed never happened."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

WITHOUT_DATABASE = ("/health/", "/static/")


class TransactionMiddleware:
    """Opens the transaction that the viewer, the act and its audit event share, and ends it before the answer leaves.

    A view runs in a savepoint of its own (ATOMIC_REQUESTS): when it fails, its work is undone while the record of
    the refusal, written outside it, stays. A server error undoes everything.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WITHOUT_DATABASE):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.streaming:
                # A streamed body would be read after the transaction, when nobody is looking any more.
                raise RuntimeError("A page may not stream rows: the transaction ends before they are read.")
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
