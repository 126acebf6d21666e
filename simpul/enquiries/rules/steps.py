"""Through whose hands an enquiry goes: front office, back office, manager, and back to who asked.

Source: the SLRT manual for front and back office of 2017: registration (front office), handling and recommendation (back
office), the decision (manager or coordinator), the printed answer. What the front office can answer at once it answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from simpul.kit.refusals import Refusal


class State(StrEnum):
    """With whom an enquiry is."""

    RECEIVED = "received"  # the front office: written down, not looked into
    HANDLED = "handled"  # the back office finds out and recommends
    RECOMMENDED = "recommended"  # the manager decides
    DECIDED = "decided"  # whoever handled it tells who asked
    ANSWERED = "answered"  # who asked knows; the clock has ended
    WITHDRAWN = "withdrawn"  # who asked does not want it any more


class Step(StrEnum):
    """What somebody does with it."""

    HAND_ON = "hand_on"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    GIVE_BACK = "give_back"  # the manager wants to know more
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"  # the answer did not hold


LEADS_TO: Mapping[Step, Mapping[State, State]] = MappingProxyType({
    Step.HAND_ON: {State.RECEIVED: State.HANDLED},
    Step.RECOMMEND: {State.HANDLED: State.RECOMMENDED},
    Step.DECIDE: {State.RECOMMENDED: State.DECIDED},
    Step.GIVE_BACK: {State.RECOMMENDED: State.HANDLED},
    # Solved at the counter, or by the back office where nobody has to decide.
    Step.ANSWER: {State.RECEIVED: State.ANSWERED, State.HANDLED: State.ANSWERED, State.DECIDED: State.ANSWERED},
    Step.WITHDRAW: dict.fromkeys(
        (State.RECEIVED, State.HANDLED, State.RECOMMENDED, State.DECIDED), State.WITHDRAWN
    ),
    Step.REOPEN: dict.fromkeys((State.ANSWERED, State.WITHDRAWN), State.HANDLED),
})  # fmt: skip
ENDED = frozenset({State.ANSWERED, State.WITHDRAWN})


@dataclass(frozen=True)
class Standpoint:
    """What decides whether a step may be taken, beside the permission of whoever takes it."""

    state: State
    needs_decision: bool = False  # its kind is decided by the manager: a refusal to help, a letter, an objection
    recommended_by: UUID | None = None
    is_about: frozenset[UUID] = frozenset()  # staff whom a complaint is about


def steps_from(at: Standpoint, by: UUID) -> tuple[Step, ...]:
    """What this person may do next, in the order of the steps."""
    return tuple(step for step in Step if refusal_of_step(step, at, by) is None)


def refusal_of_step(step: Step, at: Standpoint, by: UUID) -> Refusal | None:
    """Why this person may not take this step; nothing when they may."""
    if by in at.is_about:
        return Refusal("enquiry_about_oneself")
    if at.state not in LEADS_TO[step]:
        return Refusal("enquiry_elsewhere", {"state": at.state.value})
    if step is Step.DECIDE and by == at.recommended_by:
        return Refusal("enquiry_own_recommendation")
    if step is Step.ANSWER and at.needs_decision and at.state is not State.DECIDED:
        return Refusal("enquiry_needs_decision")
    return None


def after(step: Step, state: State) -> State:
    """With whom it is when the step was taken; only for a step that `refusal_of_step` lets pass."""
    return LEADS_TO[step][state]
