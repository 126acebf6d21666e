"""Taking a snapshot: facts in force on a day from PostgreSQL into encrypted Parquet, against COPY of the rows they lie in.

Families of four with twelve facts each, and eight of every person, half of them said twice. What is measured is the whole
act: the questions under row security, pseudonyms, sorting, Parquet, encryption, the row and the audit event.
"""

import sys
from typing import Any

from measuring import Options, Scratch, compared, in_turn, run, scratch

PEOPLE = 4  # in each family
ON, EARLIER, LATER = "2026-11-24", "2025-11-01", "2026-10-01"
FAMILY = {
    "floor_area": "measure", "cattle": "whole", "roof_material": "choice", "wall_material": "choice", "floor_material": "choice",
    "drinking_water": "choice", "cooking_fuel": "choice", "has_motorcycle": "yes_no", "has_car": "yes_no",
    "has_refrigerator": "yes_no", "receives_pkh": "yes_no", "receives_food_aid": "yes_no",
}  # fmt: skip
PERSON = {
    "pregnant": "yes_no", "disabled": "yes_no", "in_school": "yes_no", "worked_last_week": "yes_no", "hours_worked": "whole",
    "work_status": "choice", "school_level": "choice", "health_insurance": "choices",
}  # fmt: skip
VALUES = {
    "yes_no": "n % 3 = 0", "whole": "n % 40", "measure": "(n % 90) + 0.5", "choice": "'305.' || n % 7",
    "choices": "ARRAY['431a.1', '431a.4']",
}  # fmt: skip
RECORDS = """
INSERT INTO registry_family (id, office_id, area_code, rt, rw, began_on, registered_at, registered_by, changed_at, changed_by,
    version, withdrawn_reason)
SELECT gen_random_uuid(), %(office)s, %(area)s, '', '', '2020-01-01', now(), %(by)s, now(), %(by)s, 1, ''
FROM generate_series(1, %(size)s);
INSERT INTO registry_person (id, office_id, area_code, name, sex, birth_place, birth_date, birth_precision, died_precision,
    number_state, rt, rw, address_is_protected, change_reason, registered_at, registered_by, changed_at, changed_by, version,
    withdrawn_reason)
SELECT gen_random_uuid(), %(office)s, %(area)s, 'Somebody', 'P', '', date '1950-01-01' + (n %% 25000)::int, 'day', 'day',
    'not_shown', '', '', n %% 1000 = 0, '', now(), %(by)s, now(), %(by)s, 1, ''
FROM generate_series(1, %(size)s::int * %(people)s::int) n;
INSERT INTO registry_membership (id, family_id, person_id, relation, from_on, end_reason, recorded_at, recorded_by)
SELECT gen_random_uuid(), family.id, person.id, CASE WHEN person.n %% %(people)s = 0 THEN '1' ELSE '4' END, '2020-01-01', '', now(), %(by)s
FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM registry_family WHERE registered_by = %(by)s AND area_code = %(area)s) family
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM registry_person WHERE name = 'Somebody') person
    ON person.n / %(people)s = family.n;
"""
FACTS = """
INSERT INTO registry_{unit}fact (id, {unit}_id, code, is_confidential, is_known, {column}, observed_on, source, said_by,
    is_implied, act, recorded_at, recorded_by, end_reason)
SELECT gen_random_uuid(), id, '{code}', false, true, {value}, '{day}', 'list', '', false, id, now(), registered_by, ''
FROM (SELECT id, registered_by, row_number() OVER () AS n FROM registry_{unit} WHERE registered_by = %s) subject WHERE {which}
"""


def measure(options: Options) -> dict[str, Any]:
    """Fill an office, then read its facts both ways in turn."""
    with scratch(options) as place:
        from simpul.accounts.models import User
        from simpul.directory.models import Office

        by, office = User.objects.get(username="rina"), Office.objects.get(code="dinsos-bandung")
        rows = fill(place, office, by, options.size)
        kept: list[Any] = []
        ours, baseline = in_turn(lambda: kept.append(take(office, by)), lambda: copy(place), times=3)
        if len({snapshot.content_sha256 for snapshot in kept}) != 1:
            raise SystemExit("the same facts gave different snapshots")
        answer = compared(ours, baseline, unit="seconds", against="COPY of the rows of facts to nowhere", per=rows)
        return answer | {
            "facts": rows,
            "families": kept[0].families,
            "persons": kept[0].persons,
            "bytes": size_of(kept[0]),
        }


def fill(place: Scratch, office: Any, by: Any, size: int) -> int:
    """Families, people and facts, past triggers and policies; how many facts there are then."""
    from simpul.directory.models import Area

    area = Area.objects.filter(level=4, code__startswith=f"{office.area_id}.", valid_until=None).first()
    told = {"office": office.pk, "area": area.pk, "by": by.pk, "size": size, "people": PEOPLE}
    with place.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in RECORDS.split(";\n")[:-1]:
            connection.execute(statement, told)
        for unit, facts in (("family", FAMILY), ("person", PERSON)):
            for code, column in facts.items():
                for day, which in ((EARLIER, "true"), (LATER, "n % 2 = 0")):
                    asked = {
                        "unit": unit,
                        "code": code,
                        "column": column,
                        "value": VALUES[column],
                        "day": day,
                        "which": which,
                    }
                    connection.execute(
                        FACTS.format(**{name: text.replace("%", "%%") for name, text in asked.items()}), [by.pk]
                    )
        connection.execute(
            "ANALYZE registry_person, registry_family, registry_membership, registry_personfact, registry_familyfact"
        )
        counted = connection.execute(
            "SELECT (SELECT count(*) FROM registry_personfact) + (SELECT count(*) FROM registry_familyfact)"
        )
        return int(counted.fetchone()[0])


def take(office: Any, by: Any) -> Any:
    """The act."""
    from datetime import date

    from simpul.database.context import acting_as
    from simpul.registry.rules.snapshots import Fields
    from simpul.registry.services.snapshots import build_snapshot

    fields = Fields((*FAMILY, "area_code"), (*PERSON, "birth_date", "relation", "sex"))
    asked = {"office": office, "fields": fields, "purpose": "report", "retention": "trial", "by": by}
    with acting_as(by.pk):
        return build_snapshot(on=date.fromisoformat(ON), **asked)


def copy(place: Scratch) -> None:
    """The rows alone."""
    with place.superuser() as connection:
        for unit in ("family", "person"):
            with connection.cursor().copy(f"COPY registry_{unit}fact TO STDOUT (FORMAT BINARY)") as rows:
                for _ in rows:
                    pass


def size_of(snapshot: Any) -> int:
    """Bytes of both files."""
    from simpul.accounts.models import User
    from simpul.database.context import acting_as

    with acting_as(User.objects.get(username="rina").pk):
        return int(snapshot.families_file.size + snapshot.persons_file.size)


if __name__ == "__main__":
    run(measure, figure="take a snapshot of facts", target="≤ 4 × COPY of the rows of facts", size=20_000)
    sys.exit(0)
