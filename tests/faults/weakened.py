"""Settings of gunicorn for a web server with one guard off, named by TESTS_WITHOUT: for negative controls alone."""

import os
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID


def when_ready(_: Any) -> None:
    """The program is loaded, and no worker has been forked yet."""
    WEAKENED[os.environ["TESTS_WITHOUT"]]()


def _answer_before_it_is_on_disk() -> None:
    from django.db import connections

    connections.settings["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"


def _events_after_the_act() -> None:
    """The act is committed first and told to the audit then: the usual mistake."""
    from django.db import transaction

    from simpul.database.context import acting_as
    from simpul.registry.services import people

    record = people.record

    def later(act: str, **said: Any) -> None:
        def write() -> None:
            time.sleep(0.2)
            with acting_as(said["by"].pk):
                record(act, **said)

        transaction.on_commit(write)

    people.record = later


def _done_as_often_as_sent() -> None:
    from simpul.audit import api
    from simpul.audit.models import Operation

    def do_again(*, key: UUID, act: str, do: Callable[[], Any], by: Any, **_: str) -> Any:
        answer = do()
        kept = {"act": act, "body_index": b"", "status": answer.status, "answer": answer.content}
        Operation.objects.get_or_create(actor=by.pk, key=key, defaults=kept)
        return answer

    api.do_once = do_again


WEAKENED = {
    "answered_when_on_disk": _answer_before_it_is_on_disk,
    "event_in_the_act": _events_after_the_act,
    "sent_again_done_once": _done_as_often_as_sent,
}
