"""Kill -9 at a random moment, of everything or of a part, while people work: nothing they were told is lost.

FAULTS_SEED repeats a run as far as a machine can: the acts and their order at each window, the victims, the seconds.
"""

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.config.running import Installation
from tests.faults.books import Books, acknowledged, doubled, half_done, lost, read_books
from tests.faults.clerks import STAFF, Clerk
from tests.faults.without import GUARDS

EVERYTHING, PARTS = "everything", ("gunicorn", "run_worker", "postgres")


@dataclass
class Office:
    """A demo office with people at its windows."""

    installation: Installation
    random: Random
    clerks: list[Clerk]
    before: Books
    seconds_to_come_back: list[float] = field(default_factory=list)
    caught: int = 0  # acts that were sent and not answered when the kill came

    def one_round(self, victim: str) -> None:
        """Work, kill, come back, look, ask again, look again."""
        told, closed = len(acknowledged(self.clerks)), threading.Event()
        threads = [threading.Thread(target=clerk.work, args=[closed]) for clerk in self.clerks]
        for thread in threads:
            thread.start()
        self.installation.wait(lambda: len(acknowledged(self.clerks)) >= told + len(self.clerks), 60)
        time.sleep(self.random.uniform(0.2, 1.8))
        self.strike(victim, closed)
        for thread in threads:
            thread.join()
        self.caught += sum(clerk.pending() is not None for clerk in self.clerks)
        if self.installation.process is None:
            self.seconds_to_come_back.append(self.installation.start())
        self.look()
        self.ask_again()
        self.look()

    def strike(self, victim: str, closed: threading.Event) -> None:
        """Everything at once, and the counter closes; or a part, and work goes on as soon as it is back."""
        if victim == EVERYTHING:
            self.installation.kill(self.random.shuffle)
            closed.set()
            assert (self.installation.home / "pgdata" / "postmaster.pid").exists(), "it did not end in good order"
            return
        told = len(acknowledged(self.clerks))
        self.installation.kill_part(victim, self.random.choice)
        self.installation.wait(lambda: len(acknowledged(self.clerks)) >= told + 4 * len(self.clerks), 120)
        closed.set()

    def look(self) -> None:
        books = read_books(self.installation)
        found = [*lost(books, self.clerks), *doubled(books, self.clerks), *half_done(books, self.before)]
        found += [trouble for clerk in self.clerks for trouble in clerk.troubles]
        assert not found, "\n".join([f"{len(found)} faults, the first of them:", *found[:10]])

    def ask_again(self) -> None:
        """Whatever was not answered, until it is and once more; and some of what was."""
        for clerk in self.clerks:
            # A form knows no key: sent again after a later correction it would rightly be refused as stale.
            again = [act for act in clerk.acts if act.answer is not None and (act.key or not act.is_correction)]
            for act in self.random.sample(again, min(4, len(again))):
                self.installation.wait(lambda clerk=clerk, act=act: clerk.send(act), 60)
            if act := clerk.pending():
                for _ in range(2):
                    self.installation.wait(lambda clerk=clerk, act=act: clerk.send(act), 60)

    def verify(self) -> None:
        """All is sealed, and the independent auditor finds nothing."""
        self.installation.wait(lambda: self.installation.answer("verify")["unsealed"] == 0, 60)
        answer = self.installation.answer("verify")
        assert answer["ok"], answer
        assert answer["events"] >= sum(read_books(self.installation).events.values())

    def tell(self, victims: list[str]) -> None:
        """The figures of a run, for whoever asks with -s."""
        slowest = max(self.seconds_to_come_back)
        sys.stdout.write(
            f"{dict(Counter(victims))}: {len(acknowledged(self.clerks))} acts acknowledged, {self.caught} caught "
            f"unanswered, {slowest:.1f} s the longest until it was ready again\n"
        )


@pytest.fixture
def seed() -> int:
    """Said when a test fails, so that it can be repeated."""
    seed = int(os.environ.get("FAULTS_SEED") or Random().randrange(2**32))
    sys.stdout.write(f"FAULTS_SEED={seed}\n")
    return seed


@pytest.fixture
def office(made_demo, places: Callable[..., Installation], seed, guard_is_off) -> Office:
    """A demo office that runs; without one of its guards if the run says so."""
    weak = {"GUNICORN_CMD_ARGS": f"--config={Path(__file__).with_name('weakened.py')}"}
    weakened = [weak | {"TESTS_WITHOUT": guard} for guard in GUARDS if guard_is_off(guard)]
    installation = places(made_demo, **(weakened[0] if weakened else {}))
    installation.start()
    random = Random(seed)
    clerks = [Clerk(name, installation.url, Random(random.random())) for name in STAFF]
    for clerk in clerks:
        clerk.sign_in()
    return Office(installation, random, clerks, read_books(installation))


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(office: Office):
    victims: list[str] = []
    while not office.caught and len(victims) < 3:  # until a kill came in the middle of an act
        office.one_round(EVERYTHING)
        victims.append(EVERYTHING)
    office.verify()
    office.tell(victims)
    assert office.caught, "no kill came in the middle of an act: nothing was shown"


@pytest.mark.faults
def test_forty_kills_of_everything_and_thirty_of_a_part(office: Office):
    victims = [EVERYTHING] * 40 + [*PARTS] * 10
    office.random.shuffle(victims)
    for victim in victims:
        office.one_round(victim)
    office.verify()
    office.tell(victims)
    assert office.caught >= 40
