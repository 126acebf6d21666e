"""The negative controls of the audit, run where nothing else runs: see tests/house/test_controls.py."""

import pytest

from tests.house.test_controls import AUDIT, not_failing

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("guard", sorted(AUDIT))
def test_the_control_fails(guard, tmp_path):
    assert not_failing([guard], tmp_path) == {}
