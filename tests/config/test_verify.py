"""`simpul verify` on an installation that has worked: green, red after every planted edit, green when it is put back."""

import json
import os
import re
import signal
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config import tampers
from tests.config.running import DEMO_PASSWORD, Installation, Visitor
from tests.config.tampers import Audited

pytestmark = [pytest.mark.slow]

# What was done, and the sentence in which it has to be named, with its place.
EDITS: dict[Callable[[Audited], None], str] = {
    tampers.edit_an_event: r"Seal MIDDLE: an event was edited, swapped or replaced \(ids \d+–\d+, sealed 20",
    tampers.delete_an_event: r"Seal MIDDLE: 1 of \d+ events are missing \(ids \d+–\d+, sealed 20",
    # Behind the last of its seal, where that was one transaction, else among them.
    tampers.slip_an_event_in: r"Seal MIDDLE: 1 events were slipped in later among the \d+ sealed|Before seal \d+: 1 events \(",
    tampers.reorder_events: r"Seal MIDDLE: an event was edited, swapped or replaced",
    tampers.cut_the_tail: r"The copy \S+audit-head.log knows seals (\d+) to \1, the table does not: its tail was cut",
    tampers.cut_the_tail_and_the_copy: r"The printed seal \d+ is not in the table",
    tampers.take_a_seal_out: r"Seals MIDDLE to MIDDLE are not there",
    tampers.edit_a_seal: r"Seal MIDDLE was edited: its hash is not that of its content",
    tampers.forge_seals: r"Seal MIDDLE: the signature is not that of key 1",
    tampers.forge_seals_with_the_stolen_key: r"Seal MIDDLE: hash or time in the copy \S+audit-head.log differs from the table",
    tampers.edit_the_copy: r"Seal 1: hash or time in the copy \S+audit-head.log differs from the table",
    tampers.lose_the_copy: r"The head copy \S+audit-head.log cannot be read",
}


@pytest.fixture(scope="module")
def worked(made_demo: Installation) -> Iterator[Audited]:
    """A demo office in which somebody has worked and all was sealed; of it only the database runs on."""
    office = made_demo.copy()
    try:
        office.start()
        yuni = Visitor(office.url)
        yuni.sign_in("yuni", DEMO_PASSWORD)
        work_unsealed(office, yuni)
        work_unsealed(office, yuni)
        assert office.stop() == 0
        office.server().start()
        kept = Audited(office)
        kept.keep()
        assert len(kept.events_of(kept.middle)) >= 3
        yield kept
        office.server().stop()
    finally:
        office.remove()


def work_unsealed(office: Installation, yuni: Visitor) -> None:
    """Three people are registered while the sealer sleeps; then it wakes and seals them together."""
    worker = office.pid_of("run_worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        for name in ("Sumiyati Segel", "Darsono Segel", "Kartini Segel"):
            assert yuni.register_person(uuid.uuid4(), name).status_code == 201
    finally:
        os.kill(worker, signal.SIGCONT)
    office.wait(lambda: office.answer("verify")["unsealed"] == 0, 60)


@pytest.fixture
def kept(worked: Audited) -> Iterator[Audited]:
    worked.paper = []
    yield worked
    worked.put_back()


def verify(kept: Audited, **environment: str) -> tuple[int, dict]:
    """Exit status and answer; on standard output there is one JSON object and nothing else."""
    heads = [word for head in kept.paper for word in ("--head", head)]
    done = kept.installation.run("verify", "--json", "--language", "en", *heads, **environment)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_planted_edit_turns_it_red_and_putting_it_back_green(kept: Audited, edit, guard_is_off):
    blind = Path(__file__).with_name("blind_auditor")
    environment = {"PYTHONPATH": str(blind)} if guard_is_off("auditor_tells") else {}
    edit(kept)
    status, answer = verify(kept, **environment)
    assert (status, answer["ok"]) == (1, False)
    assert answer["found"] == len(answer["findings"]) > 0
    sentences = [finding["sentence"] for finding in answer["findings"]]
    wanted = EDITS[edit].replace("MIDDLE", str(kept.middle))
    assert any(re.match(wanted, sentence) for sentence in sentences), sentences
    kept.put_back()
    status, answer = verify(kept)
    assert (status, answer["ok"], answer["findings"], answer["unsealed"]) == (0, True, [], 0)


def test_it_is_said_in_sentences_first_in_indonesian(kept: Audited):
    green = kept.installation.run("verify")
    assert (green.returncode, green.stderr) == (0, "")
    assert re.fullmatch(
        r"HIJAU: tidak ada yang berubah\. \d+ peristiwa dalam \d+ segel, 0 belum disegel; kepala .+\n", green.stdout
    )
    tampers.delete_an_event(kept)
    red = kept.installation.run("verify")
    assert (red.returncode, red.stderr) == (1, "")
    assert re.match(rf"Segel {kept.middle}: 1 dari \d+ peristiwa hilang \(id \d+–\d+, disegel 20", red.stdout)
    assert "\nMERAH: 1 temuan." in red.stdout


def test_the_database_does_not_have_to_run(kept: Audited):
    server = kept.installation.server()
    server.stop()
    try:
        assert verify(kept)[0] == 0
        assert not server.is_running(), "it is left as it was found"
    finally:
        server.start()
