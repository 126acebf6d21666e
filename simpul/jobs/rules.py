"""What may be asked of background work, and what may be told of it. Plain Python."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from simpul.kit.refusals import Refusal

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
STATES = (QUEUED, RUNNING, DONE, FAILED, CANCELLED)
OPEN = (QUEUED, RUNNING)

MOST_ATTEMPTS = 5  # a worker that died so often in the same work will die in it again
LARGEST_NUMBER = 10**9  # a longer row of digits may be somebody's number
_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")


@dataclass(frozen=True)
class Kind:
    """What a module declares of its work: how it is called, and where its own page is, if it has one."""

    title: Any  # a lazy sentence: "Memeriksa daftar"
    page: Callable[[UUID | None], str] | None = None  # the subject's own page, where the work is followed
    result_permission: str | None = None  # who may have the result file, asked again at every download
    stages: Mapping[str, Any] | None = None  # code of a stage: lazy words


KINDS: dict[str, Kind] = {}


def register(code: str, kind: Kind) -> None:
    """Declare a kind of work; each module does so for its own, in `apps.ready`."""
    KINDS[code] = kind


def plain(name: str, value: object) -> str | int | bool | None:
    """An argument as the queue keeps it; the queue is no place for what somebody wrote, so texts are refused."""
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < LARGEST_NUMBER):
        return value
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, str) and (_CODE.fullmatch(value) or _is_id(value)) and not _looks_personal(value):
        return value
    raise ValueError(f"{name} is neither an id nor a code: keep it in a row of your module and pass that row's id.")


def told(params: Mapping[str, object]) -> dict[str, str | int | bool | None]:
    """What of a refusal's values may stay with a failed job: numbers, dates, ids and codes."""
    kept = {}
    for name, value in params.items():
        try:
            kept[name] = plain(name, value)
        except ValueError:
            continue
    return kept


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _looks_personal(text: str) -> bool:
    """A row of ten digits or more is a national number, a family's or a phone."""
    return re.search(r"\d{10}", text) is not None and not _is_id(text)


def refusal_to_cancel(state: str) -> Refusal | None:
    """What has ended cannot be stopped."""
    return None if state in OPEN else Refusal("job_is_over")


def refusal_to_retry(state: str) -> Refusal | None:
    """Only what failed or was stopped is tried once more."""
    return None if state in (FAILED, CANCELLED) else Refusal("job_did_not_fail")


@dataclass(frozen=True)
class Pace:
    """How far work has come, as the page shows it."""

    percent: int | None  # unknown while nobody has counted
    elapsed: timedelta | None
    remaining: timedelta | None


def pace(*, done: int, total: int | None, started_at: datetime | None, now: datetime) -> Pace:
    """Share and time left, by the speed so far; no guess before a twentieth is done or ten seconds have passed."""
    elapsed = max(now - started_at, timedelta()) if started_at else None
    if not total:
        return Pace(None, elapsed, None)
    percent = min(100, done * 100 // total)
    is_too_early = elapsed is None or not done or (percent < 5 and elapsed < timedelta(seconds=10))
    remaining = None if elapsed is None or is_too_early else elapsed * max(total - done, 0) / done
    return Pace(percent, elapsed, remaining)
