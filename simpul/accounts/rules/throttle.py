"""How often somebody may try: the generic cell rate algorithm (ITU-T I.371), which never locks anybody out for good.

A row keeps one moment, `due`: when all earlier tries will have been paid for. A try costs `seconds`; up to `burst`
tries may be open at once. So the wait after too many is known exactly, and shrinks by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil


@dataclass(frozen=True)
class Rate:
    """So many tries at once, and one more every so many seconds."""

    burst: int
    seconds: int


@dataclass(frozen=True)
class Admission:
    """Whether a try may be made: `due` to keep when it may, else the seconds to wait."""

    due: datetime
    wait: int = 0


# Guessing a password or a code is slow work at these rates; somebody who mistypes hardly notices them.
BY_ADDRESS = Rate(burst=30, seconds=10)  # a whole office may share one address
BY_NAME = Rate(burst=6, seconds=60)
BY_NAME_DAILY = Rate(burst=60, seconds=86_400 // 60)
BY_DEVICE = Rate(burst=10, seconds=60)  # a browser that has signed this account in before is not held up by strangers
BY_FACTOR = Rate(burst=5, seconds=60)
BY_FACTOR_DAILY = Rate(burst=50, seconds=86_400 // 50)

# Reading, for each viewer. A busy counter asks for some thirty numbers an hour; a copy of the registry needs thousands.
NUMBERS = Rate(burst=120, seconds=5)  # different national, family or phone numbers
LISTS = Rate(burst=600, seconds=6)  # searches by name, and pages of lists
SUBJECTS = Rate(burst=300, seconds=12)  # different people, families and papers opened
EXPORTS = Rate(burst=10, seconds=3600)  # lists taken along as files
HINTS = Rate(burst=30, seconds=120)  # different numbers of which another office's having them may be told
QUESTIONS = Rate(burst=1, seconds=86_400)  # to another office about one of its people
ALARMS = Rate(burst=1, seconds=3600)
SAME_FOR = timedelta(hours=1)  # what was asked or opened before, within this time, costs nothing


def admit(*, due: datetime | None, now: datetime, rate: Rate) -> Admission:
    """Admit one more try, or say how long to wait for it."""
    cost = timedelta(seconds=rate.seconds)
    paid = max(due or now, now) + cost
    over = (paid - now - cost * rate.burst).total_seconds()
    return Admission(paid) if over <= 0 else Admission(due or now, ceil(over))


def give_back(*, due: datetime, rate: Rate) -> datetime:
    """A try that succeeded costs nothing."""
    return due - timedelta(seconds=rate.seconds)
