"""When an act on a list may not happen. Plain Python."""

from simpul.kit.refusals import Refusal

TYPING, CHECKED, APPLYING, APPLIED = "typing", "checked", "applying", "applied"
READING, UNDOING, UNDONE, DROPPED = "reading", "undoing", "undone", "dropped"


def refusal_to_apply(*, state: str, ready: int, is_compared_only: bool) -> Refusal | None:
    """There is something to apply, nobody is doing so already, and the list came in to be applied at all."""
    if is_compared_only:
        return Refusal("list_is_compared_only")
    if state in (APPLYING, UNDOING):
        return Refusal("list_is_busy")
    if state not in (CHECKED, APPLIED):
        return Refusal("list_not_checked")
    return None if ready else Refusal("nothing_ready")


def refusal_to_undo(*, state: str, applied: int) -> Refusal | None:
    """Something was applied, also weeks ago."""
    if state in (APPLYING, UNDOING):
        return Refusal("list_is_busy")
    return None if applied else Refusal("nothing_applied")


def refusal_to_drop(*, state: str, applied: int) -> Refusal | None:
    """What was begun by mistake is left aside; what was applied is undone instead."""
    if state in (READING, APPLYING, UNDOING):
        return Refusal("list_is_busy")
    return Refusal("list_was_applied") if applied else None


def refusal_to_restore(*, state: str) -> Refusal | None:
    """Only what was left aside is taken up again."""
    return None if state == DROPPED else Refusal("list_is_in_use")


def refusal_to_type(*, state: str) -> Refusal | None:
    """Once a list was sent to be checked, its rows are mended one by one."""
    return None if state == TYPING else Refusal("list_is_typed")


def refusal_to_change_columns(*, state: str, applied: int) -> Refusal | None:
    """Rows that were applied were read as they were read, and those being typed have the columns of the grid."""
    if state == TYPING:
        return Refusal("list_not_checked")
    if state in (APPLYING, UNDOING):
        return Refusal("list_is_busy")
    if state == DROPPED:
        return Refusal("list_is_dropped")
    return Refusal("columns_are_applied") if applied else None


def refusal_to_mend(*, state: str, is_open: bool) -> Refusal | None:
    """A row is mended before it is applied, and not while the list is."""
    if state in (APPLYING, UNDOING):
        return Refusal("list_is_busy")
    if state == DROPPED:
        return Refusal("list_is_dropped")
    return None if is_open else Refusal("row_is_done")


def refusal_to_export(*, state: str, rows: int, most: int) -> Refusal | None:
    """A list goes back once its rows were checked, whatever became of them since."""
    if state in (APPLYING, UNDOING):
        return Refusal("list_is_busy")
    if state not in (CHECKED, APPLIED, UNDONE) or not rows:
        return Refusal("list_not_checked")
    return Refusal("list_too_long_to_export", {"rows": rows, "most": most}) if rows > most else None
