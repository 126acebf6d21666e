"""What documents asks of the modules above it, which know whom papers are about."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal


@dataclass(frozen=True)
class Subjects:
    """Those of one kind about whom somebody may print today, as a query for their ids."""

    kind: str
    ids: QuerySet[Any]


# Asked with viewer=: the user. A receiver answers with Subjects; its module gives the database a policy that says the same.
subjects_asked = Signal()
