"""What visits found out is recorded in the background: only answers that may be given, once, also after a break."""

from contextlib import contextmanager

import pytest

from simpul.database.context import acting_as
from simpul.demo.rules.people import families
from simpul.demo.rules.visits import visit
from simpul.demo.services import register_families
from simpul.demo.services.facts import record_facts, start_recording
from simpul.jobs.models import Job
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.registry.models import Family, FamilyFact, Person, PersonFact
from simpul.registry.queries.facts import choices_of, facts_in_force
from simpul.registry.rules.catalogue import CATALOGUE
from simpul.registry.rules.facts import refusal_of_value

TODAY = today("Asia/Jakarta")


class Telling:
    """Stands where a worker tells how far it is; stops after so many steps."""

    def __init__(self, by, *, steps=1_000):
        self.viewer, self.job_id, self.left, self.done = by.pk, new_id(), steps, 0

    def of(self, total):
        self.total = total

    def advance(self, count):
        self.done += count

    @contextmanager
    def step(self):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        with acting_as(self.viewer):
            yield


def test_every_answer_may_be_given(cast):
    offered = {code: frozenset(choices_of(kind, "id")) for code, kind in CATALOGUE.items()}
    for family in families(400):
        for one in visit(family, today=TODAY):
            assert one.said
            assert one.on <= TODAY
            for code, value in one.said.items():
                assert CATALOGUE[code].unit == one.unit
                assert refusal_of_value(CATALOGUE[code], value, offered[code]) is None, (code, value)


def test_they_are_recorded_once_also_after_a_break(cast, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("simpul.demo.services.facts.AT_ONCE", 5)
    made = list(families(12))
    register_families(office=cast.office, families=made, registrars=[cast.yuni])
    told = Telling(cast.rina, steps=2)
    with pytest.raises(KeyboardInterrupt):
        record_facts(count=12, progress=told)
    with acting_as(cast.rina.pk):
        assert FamilyFact.objects.values("family").distinct().count() == 5
    told.left = 1_000
    record_facts(count=12, progress=told)
    record_facts(count=12, progress=told)
    assert told.total == 12
    with acting_as(cast.rina.pk):
        recorded = FamilyFact.objects.filter(family__in=[family.id for family in made])
        assert recorded.values("family").distinct().count() == 12
        assert recorded.count() == recorded.values("family", "code").distinct().count()
        said = {one.subject: set(one.said) for family in made for one in visit(family, today=TODAY)}
        for family in made:
            kept = facts_in_force(Family.objects.get(pk=family.id), viewer=cast.rina, on=TODAY)
            assert set(kept) == said[family.id]
            for member in family.members:
                held = facts_in_force(Person.objects.get(pk=member.id), viewer=cast.rina, on=TODAY)
                assert set(held) >= said.get(member.id, set())
        assert not PersonFact.objects.filter(person__in=[m.id for f in made for m in f.members if m.died_on]).exists()


def test_the_worker_is_asked_for_no_more_than_were_visited(cast, settings):
    settings.DEMO = True
    with acting_as(cast.rina.pk):
        start_recording(count=1_000_000, office=cast.office, by=cast.rina)
        job = Job.objects.get(kind="demo.record_facts")
        assert job.arguments == {"families": 12_000}
