"""Whatever happens to families, in whatever order: one family a person, one head a family, nothing forgotten."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from simpul.database.context import acting_as
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.models import Family, Membership, Person
from tests.factories.families import BEGAN, make_family, make_person, villages

RELATIONS = st.sampled_from(["1", "2", "3", "4", "9"])
LATEST = date(2026, 10, 1)


class Families(RuleBasedStateMachine):
    """Three families, and everything that may be done to them; each run is undone at its end."""

    cast = None

    @initialize()
    def begin(self):
        self.outer = acting_as(self.cast.yuni.pk)
        self.outer.__enter__()
        self.savepoint = transaction.savepoint()
        self.by, self.on, self.rows = self.cast.yuni, BEGAN, 0
        self.areas = villages(many=3)
        for head in ("Aminah", "Rohaya", "Wawan"):
            make_family(self.by, self.cast.office, (f"Budi {head}", "4"), (f"Siti {head}", "3"), head=head)

    def teardown(self):
        if hasattr(self, "outer"):
            transaction.savepoint_rollback(self.savepoint)
            self.outer.__exit__(None, None, None)

    def act(self, service, **asked):
        """Time goes on, and what may not happen is refused as a whole."""
        self.on = min(self.on + timedelta(days=1), LATEST)
        before = self.census()
        try:
            service(by=self.by, **asked)
        except Refused:
            assert self.census() == before

    def census(self):
        return (
            sorted(Family.objects.values_list("pk", "version", "ended_on", "merged_into")),
            sorted(
                map(str, Membership.objects.values_list("pk", "family", "person", "relation", "from_on", "until_on"))
            ),
        )

    def family(self, data):
        return data.draw(st.sampled_from(list(Family.objects.order_by("pk"))), label="family")

    def person(self, data):
        return data.draw(st.sampled_from(list(Person.objects.order_by("pk"))), label="person")

    @rule(data=st.data(), relation=RELATIONS)
    def join(self, data, relation):
        self.act(
            services.join_family, family=self.family(data), person=self.person(data), relation=relation, on=self.on
        )

    @rule(data=st.data(), reason=st.sampled_from(["moved", "died"]))
    def leave(self, data, reason):
        family = self.family(data)
        places = list(family.memberships.filter(until_on=None).order_by("pk"))
        person = data.draw(st.sampled_from(places)).person if places else self.person(data)
        self.act(services.leave_family, family=family, person=person, on=self.on, reason=reason)

    @rule(data=st.data(), relations=st.lists(RELATIONS, min_size=1, max_size=4))
    def split(self, data, relations):
        family = self.family(data)
        people = [place.person for place in family.memberships.filter(until_on=None).order_by("-relation", "pk")]
        members = list(zip(people, ["1", *relations[1:]], strict=False))
        self.act(services.split_family, family=family, members=members, number=None, on=self.on)

    @rule(data=st.data())
    def merge(self, data):
        self.act(services.merge_families, family=self.family(data), into=self.family(data), on=self.on)

    @rule(data=st.data())
    def move(self, data):
        area = data.draw(st.sampled_from(self.areas))
        self.act(
            services.move_family,
            family=self.family(data),
            area_id=area.pk,
            address="Jl. Baru",
            rt="1",
            rw="1",
            on=self.on,
            number=None,
        )

    @rule(data=st.data(), former=st.none() | RELATIONS)
    def change_head(self, data, former):
        self.act(
            services.change_head,
            family=self.family(data),
            new_head=self.person(data),
            relation_of_former=former,
            on=self.on,
            reason="agreed",
        )

    @rule(data=st.data())
    def found(self, data):
        self.act(
            services.found_family,
            head=self.person(data),
            office=self.cast.office,
            area_id=self.areas[0].pk,
            address="",
            rt="",
            rw="",
            number=None,
            on=self.on,
        )

    @precondition(lambda self: Person.objects.filter(died_on=None).count() > 4)
    @rule(data=st.data())
    def die(self, data):
        person = self.person(data)
        if person.died_on is None:
            heirs = list(queries.heirs_of(person))
            services.end_by_death(person=person, on=self.on, new_head=heirs[0] if heirs else None, by=self.by)
            person.died_on = self.on
            person.save()

    @rule(data=st.data())
    def merge_people(self, data):
        self.act(services.merge_people, person=self.person(data), into=self.person(data), reason="same_card")

    @rule(number=st.integers(0, 3))
    def arrive(self, number):
        make_person(self.by, self.cast.office, f"Pendatang {'ABCD'[number]}")

    @invariant()
    def everybody_is_in_one_family_at_most(self):
        held = Membership.objects.filter(until_on=None).values("person").annotate(n=Count("pk")).filter(n__gt=1)
        assert not held
        for person in Person.objects.all():
            places = person.memberships.exclude(until_on__lte=BEGAN).order_by("from_on", "until_on")
            times = [
                (p.from_on, p.until_on or date.max) for p in places if p.until_on is None or p.until_on > p.from_on
            ]
            assert all(before[1] <= after[0] for before, after in itertools.pairwise(times))

    @invariant()
    def every_family_with_members_has_one_head(self):
        for family in Family.objects.all():
            relations = list(family.memberships.filter(until_on=None).values_list("relation", flat=True))
            assert relations.count("1") == (1 if relations else 0)
            assert bool(relations) == (family.ended_on is None)

    @invariant()
    def no_row_of_history_is_lost(self):
        rows = Membership.events.rel.related_model.objects.count()
        assert rows >= max(self.rows, Membership.objects.count())
        self.rows = rows


@pytest.mark.slow
def test_families_stay_whole(cast):
    machine = type("FamiliesOfThisRun", (Families,), {"cast": cast})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
