"""The search for cycles is off inside, and afterwards as before."""

import gc

import pytest

from simpul.kit.collecting import without_search_for_cycles


def test_it_is_off_inside_and_as_before_afterwards():
    assert gc.isenabled()
    with without_search_for_cycles():
        assert not gc.isenabled()
        with without_search_for_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_inside_leaves_it_on():
    with pytest.raises(ValueError, match="slip"), without_search_for_cycles():
        raise ValueError("slip")
    assert gc.isenabled()
