"""What the tasks call: the list by its id, for whoever asked."""

from typing import Any
from uuid import UUID

from simpul.accounts.models import User
from simpul.lists.models import IncomingList
from simpul.lists.services.applying import apply_rows
from simpul.lists.services.staging import stage_list
from simpul.lists.services.undoing import undo_rows


def stage(*, pk: str, progress: Any) -> None:
    """Read and check, within the job's own transaction."""
    stage_list(incoming=_list(pk), progress=progress, by=_asker(progress))


def apply(*, pk: str, progress: Any) -> None:
    """Apply in steps."""
    with progress.step():
        incoming, by = _list(pk), _asker(progress)
    apply_rows(incoming=incoming, progress=progress, by=by)


def undo(*, pk: str, progress: Any) -> None:
    """Undo in steps."""
    with progress.step():
        incoming, by = _list(pk), _asker(progress)
    undo_rows(incoming=incoming, progress=progress, by=by)


def _list(pk: str) -> IncomingList:
    return IncomingList.objects.select_related("office", "attachment").get(pk=UUID(pk))


def _asker(progress: Any) -> User:
    return User.objects.get(pk=progress.viewer)
