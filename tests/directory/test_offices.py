"""Organisations and offices: opened, corrected, closed, and given a letterhead."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from simpul.directory import queries, services
from simpul.directory.models import Area, Letterhead, Office
from simpul.directory.services import OfficeRefused
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, StaleRefused
from tests.directory.conftest import Recorded
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


def open_office(**others: object) -> Office:
    values = {"code": "uptd-ppa", "name": "UPTD PPA", "kind": "uptd", "area": Area.objects.get(pk="32.04")}
    return services.open_office(**{**values, "organisation": make.organisation(), "by": make.actor(), **others})  # type: ignore[arg-type]


def test_an_organisation_is_opened_and_changed(recorded: list[Recorded]) -> None:
    organisation = services.open_organisation(name="Yayasan Kasih", kind="ngo", by=make.actor())
    changed = services.change_organisation(
        organisation=organisation, version=1, changes={"name": "Yayasan Kasih Ibu"}, by=make.actor()
    )
    assert (changed.name, changed.version) == ("Yayasan Kasih Ibu", 2)
    assert [(event.act, event.subject) for event in recorded] == [
        ("directory.organisation_opened", organisation.pk), ("directory.organisation_changed", organisation.pk),
    ]  # fmt: skip
    assert "Kasih" not in str(recorded)


def test_an_office_is_opened(recorded: list[Recorded]) -> None:
    office = open_office(address="Jl. Raya Soreang 141")
    assert queries.office("uptd-ppa") == office
    assert office in queries.offices()
    assert office.address == "Jl. Raya Soreang 141"
    (event,) = recorded
    assert (event.act, event.actor, event.office) == ("directory.office_opened", make.actor().pk, office.pk)


@pytest.mark.parametrize(
    ("area", "zone"), [("32.04", "Jakarta"), ("64", "Makassar"), ("91", "Jayapura"), (None, "Jakarta")]
)
def test_an_office_keeps_the_time_of_its_area(area: str | None, zone: str) -> None:
    office = open_office(area=Area.objects.get(pk=area) if area else None)
    assert office.time_zone == f"Asia/{zone}"
    assert open_office(code="lain", time_zone="Asia/Makassar").time_zone == "Asia/Makassar"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": "UPTD PPA"}, "office_code_shape"), ({"code": "dinsos-bandung"}, "office_exists"),
        ({"name": "  "}, "name_missing"), ({"kind": "bank"}, "unknown_choice"),
        ({"time_zone": "Europe/Berlin"}, "unknown_choice"),
    ],
)  # fmt: skip
def test_an_office_is_not_opened(wrong: dict[str, object], code: str, recorded: list[Recorded]) -> None:
    before = Office.objects.count()
    with pytest.raises(OfficeRefused) as refused:
        open_office(**wrong)
    assert refused.value.refusal.code == code
    assert (Office.objects.count(), recorded) == (before, [])


def test_an_office_is_changed_and_the_event_names_fields_only(recorded: list[Recorded]) -> None:
    office = make.office()
    changes = {"head_name": "Hj. Siti Rahayu", "phone": "022-5891234", "name": office.name, "code": "other"}
    changed = services.change_office(office=office, version=1, changes=changes, by=make.actor())
    assert (changed.head_name, changed.version, changed.code) == ("Hj. Siti Rahayu", 2, office.code)
    (event,) = recorded
    assert (event.act, event.detail) == ("directory.office_changed", {"fields": ["phone", "head_name"]})


def test_a_stale_change_is_refused(recorded: list[Recorded]) -> None:
    office = make.office()
    services.change_office(office=office, version=1, changes={"phone": "022-1"}, by=None)
    with pytest.raises(StaleRefused) as refused:
        services.change_office(office=office, version=1, changes={"phone": "022-2"}, by=None)
    assert refused.value.refusal == Refusal("stale", {"version": 2})
    assert Office.objects.get(pk=office.pk).phone == "022-1"
    assert len(recorded) == 1


@pytest.mark.parametrize("wrong", [{"name": ""}, {"kind": "bank"}, {"time_zone": "UTC"}])
def test_a_wrong_change_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(OfficeRefused):
        services.change_office(office=make.office(), version=1, changes=wrong, by=None)


def test_an_office_is_closed_and_still_known(recorded: list[Recorded]) -> None:
    office = services.close_office(office=make.office(), version=1, by=make.actor())
    assert office not in queries.offices()
    assert queries.office(office.code) == office
    assert [event.act for event in recorded] == ["directory.office_closed"]


def test_a_letterhead_holds_from_its_day_on(recorded: list[Recorded]) -> None:
    office, logo = make.office(), new_id()
    for lines, valid_from in (("PEMERINTAH KABUPATEN", date(2026, 1, 1)), ("PEMKAB BANDUNG", date(2026, 7, 1))):
        services.set_letterhead(office=office, lines=lines, valid_from=valid_from, logo_file=logo, by=make.actor())
    days = (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
    found = [queries.letterhead(office.pk, on=day) for day in days]
    assert [head and (head.edition, head.lines) for head in found] == [
        None, (1, "PEMERINTAH KABUPATEN"), (2, "PEMKAB BANDUNG"),
    ]  # fmt: skip
    assert [event.detail for event in recorded] == [{"edition": 1}, {"edition": 2}]


@pytest.mark.parametrize(("wrong", "code"), [({"lines": " "}, "letterhead_empty"), ({"paper": "a3"}, "unknown_choice")])
def test_a_letterhead_is_refused(wrong: dict[str, str], code: str) -> None:
    with pytest.raises(OfficeRefused) as refused:
        services.set_letterhead(
            office=make.office(), valid_from=date(2026, 1, 1), by=None, **{"lines": "DINAS", **wrong}
        )
    assert refused.value.refusal.code == code
    assert not Letterhead.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: make.office(time_zone="UTC"), lambda: make.office(code="Dinas Sosial"), lambda: make.office(name=""),
        lambda: make.office(code="dinsos-bandung"), lambda: make.office(kind="bank"),
        lambda: make.organisation(kind="bank"), lambda: make.organisation(name=""),
        lambda: make.letterhead(edition=0), lambda: make.letterhead(paper="a3"),
    ],
)  # fmt: skip
def test_the_database_refuses(wrong: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()
