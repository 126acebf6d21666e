"""A snapshot: only the named fields, pseudonyms for ids, each person once, the same bytes for the same facts."""

import contextlib
import io
import os
import random
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connections

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.engine import columns
from simpul.registry.models import FamilyFact, Person, Snapshot
from simpul.registry.rules import facts as fact_rules
from simpul.registry.rules import snapshots as rules
from simpul.registry.rules.catalogue import CATALOGUE, Unit
from simpul.registry.rules.facts import UNKNOWN, Told
from simpul.registry.rules.snapshots import Fields
from simpul.registry.services.snapshots import build_snapshot, open_snapshot
from tests import plugin
from tests.factories.families import code_of, make_family, make_person, people_of, villages
from tests.registry.events import events_of

ON = date(2026, 6, 1)
VISIT = Told(date(2026, 5, 1), "visit", "self")
FIELDS = Fields(("floor_area", "has_car", "area_code"), ("birth_date", "pregnant", "health_insurance", "relation"))
SECRET = "Aminah Rahasia"


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    """A database of its own, in which everything is committed: the snapshot's role sees nothing else."""
    name = f"simpul_snapshots_{os.getpid()}"
    plugin.copy_database(name)
    with django_db_blocker.unblock(), _at(name):
        scene = _filled()
    yield name, scene
    with plugin.superuser("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def office(committed, django_db_blocker):
    """Its people; every connection of this test goes there."""
    with django_db_blocker.unblock(), _at(committed[0]):
        yield committed[1]


@contextlib.contextmanager
def _at(name):
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    connections["default"].close()
    settings["NAME"] = name
    yield
    connections["default"].close()
    settings["NAME"] = before


def _filled():
    from simpul.accounts.models import User
    from simpul.directory.models import Office

    cast = SimpleNamespace(**{user.username: user for user in User.objects.filter(is_system=False)})
    office, other = (Office.objects.get(code=f"dinsos-{name}") for name in ("bandung", "garut"))
    with acting_as(cast.rina.pk):
        family = make_family(cast.rina, office, ("Neng", "4"), head=SECRET)
        hidden = make_family(cast.rina, office, head="Ratna")
        Person.objects.filter(name="Ratna").update(address_is_protected=True)
        head, child = (people_of(family)[name] for name in (SECRET, "Neng"))
        twin = make_person(cast.rina, office, "Neng", area=villages()[0])
        said = {
            family: {"floor_area": Decimal("36.5"), "has_car": False, "roof_material": "305.7"},
            head: {"pregnant": UNKNOWN, "chronic_illness": "430.7"},
            child: {"pregnant": False},
            twin: {"health_insurance": frozenset({"431a.1", "431a.4"}), "pregnant": True},
        }
        for subject, values in said.items():
            _record(subject, values, VISIT, cast.rina)
        _record(child, {"pregnant": True}, Told(date(2026, 5, 20), "visit"), cast.rina)
        _record(family, {"has_car": True}, Told(date(2026, 7, 1), "visit"), cast.rina)  # after the day asked for
        services.merge_people(person=twin, into=child, reason="same_card", version=1, into_version=1, by=cast.rina)
    with acting_as(cast.wati.pk):
        make_family(cast.wati, other, head="Orang Garut")
    return SimpleNamespace(cast=cast, office=office, family=family, hidden=hidden, head=head, child=child)


def _record(subject, said, told, by):
    services.record_facts(subject=subject, said=said, told=told, act=new_id(), version=None, on=date(2026, 7, 2), by=by)


def take(scene, fields=FIELDS, *, by=None, **more):
    by = by or scene.cast.rina
    asked = {"purpose": "policy", "retention": "trial", "on": ON} | more
    with acting_as(by.pk):
        snapshot = build_snapshot(office=scene.office, fields=fields, by=by, **asked)
        files = open_snapshot(snapshot=snapshot, purpose="policy", by=by)
    return snapshot, {unit: pq.read_table(io.BytesIO(content)) for unit, content in files.items()}, files


def rows(tables, unit, scene, snapshot):
    """Rows by what the office calls them."""
    who = (
        {"head": scene.head, "child": scene.child}
        if unit == Unit.PERSON
        else {"family": scene.family, "hidden": scene.hidden}
    )
    stand_ins = queries.pseudonyms_in(snapshot, [one.pk for one in who.values()])
    names = {stand_ins[one.pk]: name for name, one in who.items()}
    return {names.get(row[f"{unit}_id"], "somebody"): row for row in tables[unit].to_pylist()}


def test_only_what_was_named_and_each_person_once(office):
    snapshot, tables, files = take(office)
    assert tables[Unit.FAMILY].column_names == ["family_id", "area_code", "floor_area", "has_car"]
    assert tables[Unit.PERSON].column_names == [
        "person_id", "family_id", "birth_date", "birth_precision", "health_insurance", "pregnant", "relation",
    ]  # fmt: skip
    families = rows(tables, Unit.FAMILY, office, snapshot)
    assert set(families) == {"family", "hidden"}  # nobody of another office
    assert families["family"]["floor_area"] == Decimal("36.50")
    assert families["family"]["has_car"] is False
    assert families["hidden"]["area_code"] is None  # a hidden place is no place
    assert families["hidden"]["floor_area"] is None
    people = rows(tables, Unit.PERSON, office, snapshot)
    assert len(tables[Unit.PERSON]) == 3
    assert people["child"]["pregnant"] is True  # the later observation
    assert people["child"]["health_insurance"] == ["431a.1", "431a.4"]  # said of the record merged into this one
    assert people["head"]["pregnant"] is None  # asked and not known: never no
    assert people["child"]["family_id"] == people["head"]["family_id"] == families["family"]["family_id"]
    for unit, content in files.items():
        for needle in (SECRET.encode(), str(office.head.pk).encode(), office.head.pk.bytes, b"430.7", b"305.7"):
            assert needle not in content, unit
    detail = events_of(snapshot, "registry.snapshot_taken").get()["detail"]
    assert (detail["purpose"], detail["content"], detail["persons"]) == ("policy", snapshot.content_sha256, 3)
    assert events_of(snapshot, "registry.snapshot_opened").get()["detail"]["opened_for"] == "policy"


def test_the_same_facts_give_the_same_name_and_lie_encrypted(office):
    from simpul.database.home import home

    first, _, files = take(office)
    again, _, _ = take(office, Fields(FIELDS.family[::-1], FIELDS.person[::-1]))
    assert first.content_sha256 == again.content_sha256
    other, tables, _ = take(office, retention="decision")
    assert other.content_sha256 != first.content_sha256  # stand-ins of another class: they cannot be joined
    assert tables[Unit.FAMILY].num_rows == first.families
    on_disk = home() / "files" / first.persons_file.sha256[:2] / first.persons_file.sha256
    assert b"PAR1" not in on_disk.read_bytes()
    assert files[Unit.PERSON][:4] == b"PAR1"
    with acting_as(office.cast.rina.pk):
        _record(office.hidden, {"has_car": False}, Told(date(2026, 5, 31), "visit"), office.cast.rina)
    assert take(office)[0].content_sha256 != first.content_sha256


def test_confidential_facts_only_for_whoever_may_read_them(office):
    fields = Fields((), ("chronic_illness",))
    snapshot, tables, _ = take(office, fields)
    assert rows(tables, Unit.PERSON, office, snapshot)["head"]["chronic_illness"] == "430.7"
    for by, asked in ((office.cast.yuni, fields), (office.cast.asep, FIELDS), (office.cast.wati, FIELDS)):
        with pytest.raises(Refused) as refused:
            take(office, asked, by=by)
        assert code_of(refused) == "outside_reach"
    with acting_as(office.cast.yuni.pk), pytest.raises(Refused):
        open_snapshot(snapshot=Snapshot.objects.get(pk=snapshot.pk), purpose="policy", by=office.cast.yuni)


def test_sql_and_rules_agree_on_what_is_in_force(office):
    """Two engines, one answer: the question in SQL and rules.facts.in_force over the same rows."""
    with acting_as(office.cast.rina.pk):
        for day, value in ((3, True), (9, False), (6, UNKNOWN), (9, True), (12, False)):
            _record(office.hidden, {"has_car": value}, Told(date(2026, 5, day), "visit"), office.cast.rina)
        held = queries.facts_in_force(office.hidden, viewer=office.cast.rina, on=date(2026, 5, 12))
        services.end_fact(
            subject=office.hidden, fact=held["has_car"], reason="mistake", on=date(2026, 7, 2), by=office.cast.rina
        )
    for day in range(1, 14):
        snapshot, tables, _ = take(office, Fields(("has_car",)), on=date(2026, 5, day))
        with acting_as(office.cast.rina.pk):
            said = fact_rules.in_force(FamilyFact.objects.filter(family=office.hidden), on=date(2026, 5, day))
        row = said.get("has_car")
        assert rows(tables, Unit.FAMILY, office, snapshot)["hidden"]["has_car"] == (row.yes_no if row else None), day


def test_an_area_has_no_hidden_place(office):
    with acting_as(office.cast.rina.pk):
        village = villages()[0]
    _, tables, _ = take(office, by=office.cast.asep, area=village.parent)
    assert (len(tables[Unit.FAMILY]), len(tables[Unit.PERSON])) == (1, 2)


def test_its_time_ends(office):
    snapshot, _, _ = take(office)
    from simpul.database.home import home

    name = snapshot.persons_file.sha256
    with acting_as(office.cast.rina.pk):
        Snapshot.objects.filter(pk=snapshot.pk).update(facts_on=date(2020, 1, 1), expires_on=date(2020, 2, 1))
        assert services.erase_snapshots() == 1
        snapshot.refresh_from_db()
        with pytest.raises(Refused) as refused:
            open_snapshot(snapshot=snapshot, purpose="policy", by=office.cast.rina)
    assert code_of(refused) == "snapshot_is_erased"
    assert not (home() / "files" / name[:2] / name).exists()
    with acting_as(office.cast.rina.pk):
        assert services.erase_snapshots() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT name FROM registry_person", "SELECT national_number FROM registry_person",
        "SELECT note FROM registry_personfact", "SELECT * FROM registry_contact", "SELECT number FROM registry_familynumber",
        "SELECT * FROM accounts_user",
    ],
)  # fmt: skip
def test_the_role_that_reads_sees_no_name(db, statement):
    from simpul.database.roles import SNAPSHOT
    from simpul.database.server import server

    info = {**server().connection_info(SNAPSHOT), "dbname": connections["default"].settings_dict["NAME"]}
    with psycopg.connect(**info) as connection:
        assert connection.execute("SELECT count(*) FROM registry_person").fetchone() == (0,)  # no office said
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        (Fields(("floor_area",), ("pregnant",)), False),
        (Fields(("pregnant",)), True),  # of persons
        (Fields((), ("name",)), True),
        (Fields((), ("national_number",)), True),
        (Fields(("area_code; DROP TABLE registry_person",)), True),
    ],
)
def test_fields_are_those_of_the_catalogue(fields, is_refused):
    assert (rules.refusal_of_fields(fields) is not None) == is_refused


def test_every_fact_has_its_column():
    everything = {unit: tuple(kind.code for kind in CATALOGUE.values() if kind.unit == unit) for unit in Unit}
    fields = Fields(everything[Unit.FAMILY], everything[Unit.PERSON])
    for unit in Unit:
        sql = rules.question(unit, fields, on=ON, area="32.04")
        assert all((f"known.{code}" in sql) != CATALOGUE[code].confidential for code in everything[unit])
    with pytest.raises(ValueError):
        rules.question(Unit.FAMILY, fields, on=ON, area="32.04' OR true")


def test_files_are_sorted_in_groups_and_the_same_whatever_the_order():
    rows = [{"family_id": f"{n % 40:02}", "person_id": f"{n:03}", "pregnant": n % 3 == 0} for n in range(250)]
    asked = {"ids": ["person_id", "family_id"], "types": {"pregnant": "bool"}, "group": 100}
    content = columns.parquet(pa.Table.from_pylist(rows), **asked)
    assert content == columns.parquet(pa.Table.from_pylist(random.Random(7).sample(rows, 250)), **asked)
    file = pq.ParquetFile(io.BytesIO(content))
    assert file.num_row_groups == 3
    families = file.read()["family_id"].to_pylist()
    assert families == sorted(families)
    assert 100_000 <= rules.ROWS_IN_A_GROUP <= 250_000
