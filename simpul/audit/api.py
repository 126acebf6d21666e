"""Acts through the API: each carries a key made where it began, and is done once (`Idempotency-Key`)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, Schema, Status

from simpul.audit.services import Answer, do_once

Key = Annotated[
    UUID, Header(alias="Idempotency-Key", description="Made by the asker, new for every act; the same for a retry.")
]


class Done(Schema):
    """What an act answers, the first time and every other: ids, the new version, and codes of what is worth a look."""

    id: UUID
    version: int | None = None
    remarks: list[str] = []


def done_once(request: HttpRequest, key: UUID, act: str, do: Callable[[], Done], *, status: int = 200) -> Status[Any]:
    """Do the act, or answer as before. What was sent is the whole body, on this address."""
    body = f"{request.method} {request.path}\n{request.headers.get('If-Match', '')}\n{request.body.decode(errors='replace')}"
    answer = do_once(
        key=key, act=act, body=body, do=lambda: Answer(status, do().model_dump(mode="json")), by=request.user
    )
    return Status(answer.status, answer.content)
