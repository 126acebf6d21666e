"""How the API says that something did not happen: the same words for every module and every status."""

from typing import Any

from ninja import Schema

# Every status with which an address of the API may answer when nothing was done.
NOT_DONE = (400, 401, 403, 404, 409, 413, 422, 429, 503)


class Fault(Schema):
    """One value of the wrong shape."""

    field: str
    fault: str


class Problem(Schema):
    """Why nothing was done: a code for programs, a sentence for people, and the values in it."""

    code: str
    sentence: str = ""
    params: dict[str, Any] = {}
    faults: list[Fault] = []


def answers(done: Any, *, status: int = 200) -> dict[int, Any]:
    """The answers of an address for its description: what is done, and every way in which it is not."""
    return {status: done} | dict.fromkeys(NOT_DONE, Problem)
