"""Through whose hands an enquiry goes, and who may not take a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.enquiries.rules.steps import ENDED, LEADS_TO, Standpoint, State, Step, after, refusal_of_step, steps_from
from simpul.kit.ids import new_id

RINA, YUNI, DEDE = (new_id() for _ in range(3))


def refused(step, by=YUNI, **at):
    refusal = refusal_of_step(step, Standpoint(**at), by)
    return refusal.code if refusal else None


def test_the_way_of_the_manual():
    state = State.RECEIVED
    for step, by in ((Step.HAND_ON, YUNI), (Step.RECOMMEND, DEDE), (Step.DECIDE, RINA), (Step.ANSWER, DEDE)):
        assert refused(step, by, state=state, needs_decision=True, recommended_by=DEDE) is None
        state = after(step, state)
    assert state is State.ANSWERED


def test_what_the_counter_knows_it_says_at_once():
    assert refused(Step.ANSWER, state=State.RECEIVED) is None


@pytest.mark.parametrize("state", [State.RECEIVED, State.HANDLED])
def test_what_is_to_be_decided_is_not_answered_before(state):
    assert refused(Step.ANSWER, state=state, needs_decision=True) == "enquiry_needs_decision"


def test_nobody_decides_on_their_own_recommendation():
    assert refused(Step.DECIDE, DEDE, state=State.RECOMMENDED, recommended_by=DEDE) == "enquiry_own_recommendation"
    assert refused(Step.DECIDE, RINA, state=State.RECOMMENDED, recommended_by=DEDE) is None


@pytest.mark.parametrize("state", State)
def test_whom_a_complaint_is_about_does_nothing_with_it(state):
    assert steps_from(Standpoint(state, is_about=frozenset({YUNI})), YUNI) == ()
    assert steps_from(Standpoint(state, is_about=frozenset({YUNI})), RINA) != ()


def test_what_has_ended_is_only_taken_up_again():
    for state in ENDED:
        assert steps_from(Standpoint(state), YUNI) == (Step.REOPEN,)


@given(st.lists(st.sampled_from(Step), max_size=30), st.booleans())
def test_whatever_is_tried_there_is_a_way_to_the_end(tried, needs_decision):
    state = State.RECEIVED
    for step in tried:
        if refused(step, state=state, needs_decision=needs_decision) is None:
            state = after(step, state)
    taken = 0
    while state not in ENDED:
        ahead = (Step.ANSWER, Step.DECIDE, Step.RECOMMEND, Step.HAND_ON)
        step = next(s for s in ahead if refused(s, state=state, needs_decision=needs_decision) is None)
        state, taken = after(step, state), taken + 1
    assert taken <= 4


def test_every_step_begins_somewhere_and_every_state_but_the_first_is_reached():
    assert all(LEADS_TO[step] for step in Step)
    assert {state for ways in LEADS_TO.values() for state in ways.values()} == set(State) - {State.RECEIVED}
