"""Guards of files are switched off inside the tests that they belong to: no database is needed for it."""

import pytest

from tests.files.without import OFF


@pytest.fixture(autouse=True)
def guards(guard_is_off, monkeypatch):
    """Without those that this run goes without."""
    for name, switch_off in OFF.items():
        if guard_is_off(name):
            switch_off(monkeypatch)
