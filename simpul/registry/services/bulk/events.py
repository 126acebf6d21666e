"""What the audit keeps of a list: one event for each person, and one for each family that began or was joined."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from simpul.audit.services import Event, record_many
from simpul.registry.services.bulk.sifting import Call, Sifted
from simpul.registry.services.bulk.tasks import Papers


def record_registrations(sifted: Sifted, opened: Papers, call: Call) -> None:
    """The events of the act on one person, save that what came along (contact, name, tasks) stands in the one event."""
    record_many(_of_people(sifted, opened, call))
    record_many(_of_families(sifted, call))


def _of_people(sifted: Sifted, opened: Papers, call: Call) -> Iterator[Event]:
    office, by = call.office.pk, call.by.pk
    source = {"source": call.source} if call.source else {}
    for one, _ in sifted.people:
        facts = one.facts
        detail = {"number_state": facts.number_state, "area": facts.area_code or "", "alike": one.alike, **source}
        if one.phone:
            detail["contact"] = one.phone.safety
        if one.alias:
            detail["alias"] = "called"
        if papers := opened.get(one.id):
            detail["papers"] = papers
        yield Event("registry.person_registered", by, one.id, "person", office, detail=detail)


def _of_families(sifted: Sifted, call: Call) -> Iterator[Event]:
    office, by = call.office.pk, call.by.pk
    source = {"source": call.source} if call.source else {}
    joining: dict[UUID, int] = {}
    for one, _ in sifted.people:
        if one.family is not None:
            joining[one.family] = joining.get(one.family, 0) + 1
    for id, founded in sifted.founded.items():
        detail: dict[str, Any] = {
            "version": 1, "people": [founded.head], "count": joining[id], "on": founded.since,
            "has_number": bool(founded.number), "split_from": None, **source,
        }  # fmt: skip
        yield Event("registry.family_founded", by, id, "family", office, detail=detail)
    for one, _ in sifted.people:
        if one.family in sifted.joined:
            detail = {
                "version": sifted.joined[one.family].version + 1, "people": [one.id], "relation": one.relation,
                "on": call.on, **source,
            }  # fmt: skip
            yield Event("registry.family_joined", by, one.family, "family", office, detail=detail)
