"""An act with a key is done once: the same key and content answers as before, whoever lost the first answer.

The row is written in the act's own transaction, so that there is an answer exactly when the act was done. What was
refused left nothing behind: its key may be used again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from simpul.audit.models import Operation
from simpul.database.encryption import blind_index, blind_indexes
from simpul.kit.refusals import Refusal, Refused

BODY = "audit.operation.body"  # the column whose key signs what was sent


class OperationRefused(Refused):
    """This key has been used for something else."""


class OperationInFlight(OperationRefused):
    """The same act is being done at this moment."""

    status = 409
    retry_after = 1


@dataclass(frozen=True)
class Answer:
    """What was answered: a status, and ids, versions and codes."""

    status: int
    content: dict[str, Any]
    is_repeated: bool = False


@transaction.atomic
def do_once(*, key: UUID, act: str, body: str, do: Callable[[], Answer], by: models.Model) -> Answer:
    """Do the act, or answer as before. `body` is all that was sent, in one text that is equal exactly when it is."""
    _hold(by.pk, key)
    before = Operation.objects.filter(actor=by.pk, key=key).first()
    if before is not None:
        if before.act != act or bytes(before.body_index) not in blind_indexes(BODY, body):
            raise OperationRefused(Refusal("key_used_for_other_content"))
        return Answer(before.status, before.answer, is_repeated=True)
    answer = do()
    Operation.objects.create(
        actor=by.pk, key=key, act=act, body_index=blind_index(BODY, body), status=answer.status, answer=answer.content
    )
    return answer


def _hold(actor: UUID, key: UUID) -> None:
    """Held until the transaction ends, when the answer can be read; whoever comes meanwhile is told so at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"operation {actor} {key}"])
        (is_held,) = cursor.fetchone() or (False,)
    if not is_held:
        raise OperationInFlight(Refusal("operation_in_flight"))
