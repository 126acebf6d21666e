"""What the tests of the directory share."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import connection


@dataclass(frozen=True)
class Recorded:
    """An audit event as it was written."""

    act: str
    actor: UUID | None
    subject: UUID | None
    office: UUID | None
    detail: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def recorded(db: None) -> Iterator[list[Recorded]]:
    """The audit events this test has written. The program itself may not read them, so they are seen on their way."""
    events: list[Recorded] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if str(sql).startswith("INSERT INTO audit_event"):
            act, actor, _, subject, office, _, detail = params
            events.append(Recorded(act, actor, subject, office, json.loads(detail)))
        return result

    with connection.execute_wrapper(watch):
        yield events
