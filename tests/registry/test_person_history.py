"""What stands in somebody's history is true: every act with its own reason, and nobody else's."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.registry import queries, services
from simpul.registry.models import Family, Person
from tests.factories import registry as make
from tests.factories.families import villages

ON = date(2026, 11, 24)


@pytest.fixture
def corrected(cast):
    """Somebody whose birth date was corrected by a paper."""
    person = make.person(cast.yuni, cast.office, national_number=make.NIK, family=True)
    with acting_as(cast.yuni.pk):
        correct(cast, person, birth=BirthDate(date(1968, 8, 21)))
        yield Person.objects.get(pk=person.pk)


def correct(cast, person, *, reason="document", note="Akta kelahiran", **facts):
    person = Person.objects.get(pk=person.pk)
    services.correct_person(
        person=person,
        version=person.version,
        facts=replace(queries.facts_of(person), **facts),
        reason=reason,
        note=note,
        on=ON,
        by=cast.yuni,
    )


def move(cast, person):
    family = Family.objects.get(memberships__person=person)
    services.move_family(
        family=family, area_id=villages(many=9)[8].pk, address="Jl. Melati 4", rt="1", rw="5", on=ON, number=None,
        by=cast.yuni,
    )  # fmt: skip


def merge(cast, person):
    other = make.person(cast.yuni, cast.office, "Aminah Sobari")
    services.merge_people(person=person, into=other, reason="asked_the_person", by=cast.yuni)


def die(cast, person):
    services.record_death(
        person=person, version=person.version, died=BirthDate(ON), source="report", on=ON, by=cast.yuni
    )


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (move, "moved"),
        (merge, "merged"),
        (die, "report"),
        (lambda cast, person: correct(cast, person, reason="typing", note="", name="Aminah Sobari"), "typing"),
    ],
)
def test_every_act_has_its_own_reason(cast, corrected, act, reason):
    act(cast, corrected)
    rows = corrected.events.order_by("pgh_id")
    assert [(row.change_reason, row.change_note) for row in rows][-2:] == [
        ("document", "Akta kelahiran"),
        (reason, None),
    ]


def test_a_move_after_a_correction_is_told_as_a_move(cast, corrected, sign_in):
    move(cast, corrected)
    page = " ".join(sign_in("yuni").get(f"/registry/people/{corrected.pk}/").content.decode().split())
    assert page.count("Akta kelahiran") == 1
    assert "Pindah bersama keluarga" in page


def test_a_move_is_no_reason_to_correct(cast, corrected, sign_in):
    form = {"version": corrected.version, "name": "Lain", "sex": "P", "number_state": "known", "reason": "moved"}
    assert sign_in("yuni").post(f"/registry/people/{corrected.pk}/correct/", form).status_code == 422
    with pytest.raises(services.CorrectionRefused):
        correct(cast, corrected, reason="moved", name="Lain")
