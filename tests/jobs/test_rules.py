"""What may be told of work, and how long it still takes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from simpul.jobs import forms, rules

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ID = "01a20dce-95c0-7e1d-a341-eceac98ad0cd"


@pytest.mark.parametrize("value", [ID, UUID(ID), 12, True, None, NOW.date(), "lists.apply", "xlsx"])
def test_ids_and_codes_may_stand_in_the_queue(value):
    assert rules.plain("x", value) in (value, str(value))


@pytest.mark.parametrize("value", ["Aminah", "3204054101680001", 3204054101680001, "a" * 61, "kp. cikadu 7", b"x", 1.5])
def test_what_somebody_wrote_may_not(value):
    with pytest.raises(ValueError, match="neither an id nor a code"):
        rules.plain("x", value)
    assert rules.told({"n": 3, "x": value}) == {"n": 3}


@pytest.mark.parametrize(
    ("done", "total", "seconds", "percent", "remaining"),
    [(0, None, 5, None, None), (0, 100, 5, 0, None), (1, 100, 5, 1, None), (1, 100, 10, 1, 990), (50, 100, 30, 50, 30),
     (100, 100, 30, 100, 0), (120, 100, 30, 100, 0)],
)  # fmt: skip
def test_time_left_is_told_once_it_can_be_known(done, total, seconds, percent, remaining):
    pace = rules.pace(done=done, total=total, started_at=NOW - timedelta(seconds=seconds), now=NOW)
    assert (pace.percent, pace.remaining) == (percent, None if remaining is None else timedelta(seconds=remaining))


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 detik"), (8, "8 detik"), (200, "3 menit"), (3600, "1 jam"), (4800, "1 jam 20 menit")]
)
def test_durations_in_words(seconds, words):
    assert forms.duration(timedelta(seconds=seconds)) == words
