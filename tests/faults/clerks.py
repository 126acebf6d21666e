"""People at the counter who register and correct without a break, and remember what they sent and what they were told.

A clerk does what a careful program does: every act has a key (or the form's own id) made before it is sent, and an act
that was not answered is sent again as it was until it is.
"""

import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from random import Random
from typing import Any

import requests

from tests.config.running import DEMO_PASSWORD, Visitor, token_in

STAFF = ("yuni", "yuni", "yuni", "wati", "wati", "wati")  # the front offices of two offices, at several windows each
SYLLABLES = [a + b for a in "bcdfghjklmnprstwy" for b in "aeiou"]
REGISTER = "/registry/people/register/"


@dataclass
class Act:
    """One thing that a clerk wants done, once."""

    path: str
    sent: dict[str, Any]
    key: uuid.UUID | None  # of a program; a form has none
    name: str
    person: str = ""  # whom it corrects, or who came of it
    marker: str = ""  # what a correction writes; no other does
    answer: Any = None

    @property
    def is_correction(self) -> bool:
        return bool(self.marker)

    def __str__(self) -> str:
        what = f"correction of {self.person} to {self.marker}" if self.is_correction else f"registration of {self.name}"
        return f"the {what} by {self.key or 'form'}"


@dataclass
class Known:
    """Somebody this clerk registered, as far as answers tell."""

    name: str
    version: int = 1


@dataclass
class Clerk:
    """One window: a session, a pace, and everything that was sent and answered at it."""

    username: str
    url: str
    random: Random
    acts: list[Act] = field(default_factory=list)
    people: dict[str, Known] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def sign_in(self) -> None:
        self.visitor = Visitor(self.url)
        assert self.visitor.sign_in(self.username, DEMO_PASSWORD).url == f"{self.url}/"
        self.token = token_in(self.visitor.get(REGISTER).text)

    def work(self, closed: threading.Event) -> None:
        """Until the counter closes. Whatever is not answered is sent again: the program may be on its way back."""
        while not closed.is_set():
            try:
                act = self.pending() or self.next_act()
                if not self.send(act):
                    time.sleep(0.1)
            except requests.RequestException:
                time.sleep(0.1)

    def pending(self) -> Act | None:
        """What was sent and never answered: at most the latest."""
        return self.acts[-1] if self.acts and self.acts[-1].answer is None else None

    def next_act(self) -> Act:
        """By a form or by a program, somebody new or a correction of somebody known."""
        by_form = self.random.random() < 0.4
        if self.people and self.random.random() < 0.5:
            person = self.random.choice([*self.people][-20:])
            act = self._correction(person, by_form=by_form)
        else:
            act = self._registration(by_form=by_form)
        self.acts.append(act)
        return act

    def _registration(self, *, by_form: bool) -> Act:
        name = " ".join("".join(self.random.choices(SYLLABLES, k=5)).title() for _ in range(3))
        facts = {"name": name, "sex": "P", "number_state": "none_yet"}
        if not by_form:
            return Act("/api/registry/people/", facts, self._new_key(), name)
        looked = self._post(REGISTER, {"step": "look", "name": name})
        if looked.status_code == 302:
            looked = self.visitor.get(looked.headers["Location"])
        if looked.status_code >= 500:
            raise requests.RequestException("too busy to look")
        made = re.search(r'name="id" value="([^"]+)"', looked.text)
        assert made, looked.status_code
        return Act(REGISTER, facts | {"step": "save", "id": made[1], "placement": "none"}, None, name, made[1])

    def _correction(self, person: str, *, by_form: bool) -> Act:
        known, marker = self.people[person], f"Kampung {self._new_key().hex}"
        facts = {"name": known.name, "sex": "P", "number_state": "none_yet", "birth_place": marker}
        sent = facts | {"version": known.version, "reason": "report"}
        path = f"/registry/people/{person}/correct/"
        if by_form:
            return Act(path, sent, None, known.name, person, marker)
        return Act(f"/api{path}", sent, self._new_key(), known.name, person, marker)

    def _new_key(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def send(self, act: Act) -> bool:
        """Send it, as it was sent before if it was; whether it is answered now. Told twice, it must be told the same."""
        answer = self._post_form(act) if act.key is None else self._post_key(act)
        if answer is None:
            return False
        if act.answer is None:
            self._learn(act, answer)
        elif answer != act.answer:
            self.troubles.append(f"{act} was told {answer} when it was sent again")
        return True

    def _learn(self, act: Act, answer: Any) -> None:
        act.answer, act.person = answer, answer["id"]
        if act.is_correction:
            self.people[act.person].version += 1
        else:
            self.people[act.person] = Known(act.name)

    def _post_key(self, act: Act) -> Any:
        headers = {"Idempotency-Key": str(act.key), "X-CSRFToken": self.token, "Referer": self.url}
        answer = self.visitor.post(act.path, json=act.sent, headers=headers)
        if answer.status_code in (200, 201):
            return answer.json()
        return self._unanswered(act, answer)

    def _post_form(self, act: Act) -> Any:
        answer = self._post(act.path, act.sent)
        found = re.fullmatch(r"/registry/people/([0-9a-f-]{36})/", answer.headers.get("Location", ""))
        if answer.status_code == 302 and found:
            return {"id": found[1]}
        return self._unanswered(act, answer)

    def _post(self, path: str, fields: dict[str, Any]) -> requests.Response:
        data = {"csrfmiddlewaretoken": self.token, **fields}
        return self.visitor.post(path, data=data, headers={"Referer": self.url}, allow_redirects=False)

    def _unanswered(self, act: Act, answer: requests.Response) -> None:
        """Too busy, or the same act is still in progress, is no answer; anything else is one that nobody expected."""
        in_flight = answer.status_code == 409 and "operation_in_flight" in answer.text
        if not in_flight and answer.status_code < 500:
            self.troubles.append(f"{act} was answered {answer.status_code}: {answer.text[:300]}")
            act.answer = {"id": act.person}  # so that the same is not asked for ever
