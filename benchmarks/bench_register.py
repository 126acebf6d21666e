"""Registering a person: the whole act, against a bare Django `create` of the same row."""

from datetime import date
from typing import Any

from crowd import Somebody, people, places
from measuring import Options, compared, in_turn, run, scratch

# The same columns and indexes; no triggers, no policies, nothing encrypted.
BARE = "CREATE TABLE bare_person (LIKE registry_person INCLUDING ALL); GRANT ALL ON bare_person TO simpul_app"


def measure(options: Options) -> dict[str, Any]:
    """`size` people with number, phone and names, each looked for first; each in a transaction of its own."""
    with scratch(options) as place:
        with place.superuser() as superuser:
            superuser.execute(BARE)
        from simpul.accounts.models import User
        from simpul.directory.models import Office

        bare, by = _bare_model(), User.objects.get(username="yuni")
        office = Office.objects.get(code="dinsos-bandung")
        crowd = [one for one in people(options.size * 2, places(), seed=options.seed) if one.office == office.pk]
        crowd = crowd[: options.size]
        waiting = [iter(crowd), iter(crowd)]
        ours, baseline = in_turn(
            lambda: _register(next(waiting[0]), office, by),
            lambda: _create(bare, next(waiting[1]), by),
            times=len(crowd),
        )
    against = "Django's create of the same row in a table without triggers and policies, committed"
    told = compared(ours, baseline, unit="seconds a person", against=against)
    return told | {"per_second": round(1 / told["runs"]["median"])}


def _register(one: Somebody, office: Any, by: Any) -> None:
    from simpul.database.context import acting_as
    from simpul.kit.birth_dates import BirthDate
    from simpul.registry.rules.people import PersonFacts
    from simpul.registry.services import NewContact, register_person

    facts = PersonFacts(
        name=one.name.title(), sex="P", birth_place="Bandung", birth=BirthDate(date(1980, 5, 1)),
        national_number=one.number, number_state="known", area_code=one.area, address="Kp. Cikadu 7", rt="001", rw="002",
    )  # fmt: skip
    contact = NewContact(one.phone, "safe") if one.phone else None
    with acting_as(by.pk):
        register_person(
            id=one.id, facts=facts, office=office, on=date(2026, 11, 24), by=by, contact=contact,
            # The crowd is made by chance: whom it resembles was looked at, and is somebody else.
            not_the_same_as=_Anybody(),
        )  # fmt: skip


class _Anybody(frozenset[Any]):
    """Holds everybody."""

    def __contains__(self, _: object) -> bool:
        return True


def _create(bare: Any, one: Somebody, by: Any) -> None:
    bare.objects.create(
        id=one.id, office_id=one.office, area_code=one.area, name=one.name.title(), sex="P", birth_place="Bandung",
        birth_date=date(1980, 5, 1), national_number=one.number.encode(), address=b"Kp. Cikadu 7", rt="001", rw="002",
        registered_by=by.pk, changed_by=by.pk,
    )  # fmt: skip


def _bare_model() -> Any:
    """A model over the bare table, of no module."""
    from django.db import models

    text = {"birth_place": 100, "rt": 3, "rw": 3, "sex": 1, "name": 200, "area_code": 13, "change_reason": 8}
    fixed = {"number_state": "known", "birth_precision": "day", "died_precision": "day"}
    fields: dict[str, Any] = {name: models.CharField(max_length=length, default="") for name, length in text.items()}
    fields |= {name: models.CharField(max_length=9, default=value) for name, value in fixed.items()}
    fields |= {name: models.UUIDField() for name in ("office_id", "registered_by", "changed_by")}
    fields |= {name: models.BinaryField(null=True) for name in ("national_number", "address")}
    fields |= {
        "id": models.UUIDField(primary_key=True), "birth_date": models.DateField(),
        "registered_at": models.DateTimeField(auto_now_add=True), "changed_at": models.DateTimeField(auto_now=True),
        "address_is_protected": models.BooleanField(default=False), "version": models.IntegerField(default=1),
    }  # fmt: skip
    meta = type("Meta", (), {"app_label": "bare", "db_table": "bare_person"})
    return type("BarePerson", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


if __name__ == "__main__":
    run(measure, figure="register a person", target="≤ 30 × a bare create", size=200)
