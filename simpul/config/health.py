"""Whether the program is alive, and whether it can work."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from simpul.audit.queries import seconds_since_seal
from simpul.ui.routes import public_route

SEALER_SECONDS = 60


@public_route("asked by the machine that runs the program; tells nothing but yes or no")
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@public_route("asked by the machine that runs the program; tells nothing but yes or no")
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and the worker seals; 503 otherwise, so that no visitor is sent here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    lag = seconds_since_seal()
    is_sealing = lag is not None and lag < SEALER_SECONDS
    return JsonResponse({"database": True, "worker": is_sealing}, status=200 if is_sealing else 503)
