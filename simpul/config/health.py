"""Whether the program is alive, and whether it can work."""

from django.db import Error, connection, transaction
from django.http import HttpRequest, JsonResponse

from simpul.audit.queries import seconds_since_seal
from simpul.jobs.queries import seconds_since_heartbeat
from simpul.ui.routes import public_route

SEALER_SECONDS = 60
HEARTBEAT_SECONDS = 30  # the worker gives a sign every ten


@transaction.non_atomic_requests  # not even a connection is opened
@public_route("asked by the machine that runs the program; tells nothing but yes or no")
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@transaction.non_atomic_requests
@public_route("asked by the machine that runs the program; tells nothing but yes or no")
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers, the worker lives and seals; 503 otherwise, so that no visitor is sent here."""
    try:
        with transaction.atomic():
            heartbeat, lag = seconds_since_heartbeat(), seconds_since_seal()
    except Error:
        connection.close()
        return JsonResponse({"database": False, "worker": False}, status=503)
    is_working = heartbeat is not None and heartbeat < HEARTBEAT_SECONDS and lag < SEALER_SECONDS
    return JsonResponse({"database": True, "worker": is_working}, status=200 if is_working else 503)
