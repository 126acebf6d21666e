"""Switches the guards of this folder off, when a run asks for it."""

import pytest

from tests.jobs import without


@pytest.fixture(autouse=True)
def guards_of_jobs(guard_is_off, monkeypatch):
    """Each guard that is off, for this test alone."""
    for guard, switch in without.OFF.items():
        if guard_is_off(guard):
            switch(monkeypatch)
