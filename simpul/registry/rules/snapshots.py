"""What a snapshot may hold, for how long it stays, and how its SQL asks for it. Plain values and text.

A snapshot answers for one day. Of a person merged into another only the record that stands is there, with what was said
of all of them; withdrawn records are left out, and so is whoever had died by that day. Where somebody's place is hidden
there is no area, and no snapshot of an area has them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from simpul.kit.refusals import Refusal
from simpul.registry.rules.catalogue import CATALOGUE, FactKind, FactType, Unit

KEPT_DAYS = {"trial": 30, "decision": 5 * 366}
ROWS_IN_A_GROUP = 200_000  # one group is one thread's work
# What stands in the records themselves and may be named like a fact, each with its SQL.
RECORD_FIELDS = {
    Unit.FAMILY: {"area_code": "area_code"},
    Unit.PERSON: {
        "area_code": "area_code", "sex": "NULLIF(sex, '')", "birth_date": "birth_date",
        "birth_precision": "CASE WHEN birth_date IS NOT NULL THEN birth_precision END", "relation": "relation",
    },
}  # fmt: skip
_COLUMNS = {
    FactType.BOOL: "bool_or(yes_no)", FactType.INT: "max(whole)", FactType.DECIMAL: "max(measure)", FactType.DATE: "max(day)",
    FactType.CODE: "max(choice)", FactType.CODES: "max(choices)",
}  # fmt: skip


@dataclass(frozen=True)
class Fields:
    """The names that a question uses, of families and of persons; the ids are always there."""

    family: tuple[str, ...] = ()
    person: tuple[str, ...] = ()

    def of(self, unit: Unit) -> tuple[str, ...]:
        """In the order of the alphabet, each once; a birth date brings along how much of it is known."""
        named = set(self.family if unit == Unit.FAMILY else self.person)
        return tuple(sorted(named | ({"birth_precision"} if "birth_date" in named else set())))

    def facts(self, unit: Unit, *, confidential: bool) -> list[FactKind]:
        """The facts among them, ordinary or confidential."""
        kinds = (CATALOGUE[name] for name in self.of(unit) if name in CATALOGUE)
        return [kind for kind in kinds if kind.confidential == confidential]

    @property
    def is_confidential(self) -> bool:
        """Whether anything in it is kept sealed."""
        return any(self.facts(unit, confidential=True) for unit in Unit)


def refusal_of_fields(fields: Fields) -> Refusal | None:
    """Every name is one of the catalogue and of its own unit."""
    for unit in Unit:
        for name in fields.of(unit):
            kind = CATALOGUE.get(name)
            if name not in RECORD_FIELDS[unit] and (kind is None or kind.unit != unit):
                return Refusal("snapshot_field_unknown", {"field": name, "unit": str(unit)})
    return None


def question(unit: Unit, fields: Fields, *, on: date, area: str | None) -> str:
    """The SQL that answers with one row for each family or person: id, family_id (of a person), then the fields."""
    facts = fields.facts(unit, confidential=False)
    columns = [_column(unit, name) for name in fields.of(unit) if name in RECORD_FIELDS[unit] or _is_plain(name)]
    known = f" LEFT JOIN known ON known.subject = {unit}.id" if facts else ""
    parts = [_standing(), _places(on), _families(on, area), _people(on, area)]
    parts += [_latest(unit, facts, on=on), _known(facts)] if facts else []
    ids = "uuid_send(family.id) AS family_id"
    if unit == Unit.PERSON:
        ids = "uuid_send(person.id) AS person_id, uuid_send(person.family_id) AS family_id"
    return f"WITH RECURSIVE {', '.join(parts)} SELECT {', '.join([ids, *columns])} FROM {unit}{known}"  # noqa: S608 - built from the catalogue


def sealed_question(unit: Unit, fields: Fields, *, on: date) -> str:
    """The SQL for confidential facts: standing record, the record of which it was said, fact, sealed value."""
    facts = fields.facts(unit, confidential=True)
    fresh = " OR ".join(_fresh(kind, on) for kind in facts)
    parts = [_standing(), _latest(unit, facts, on=on)]
    return (
        f"WITH RECURSIVE {', '.join(parts)} SELECT uuid_send(subject) AS subject, uuid_send(said_of) AS said_of, code, sealed"  # noqa: S608 - built from the catalogue
        f" FROM latest WHERE sealed IS NOT NULL AND {_holds(on)} AND ({fresh})"
    )


def _standing() -> str:
    """Every record with the one that stands for it."""
    return (
        "merged (id, stands) AS (SELECT id, merged_into_id FROM registry_person WHERE merged_into_id IS NOT NULL"
        " UNION SELECT merged.id, next.merged_into_id FROM merged JOIN registry_person next ON next.id = merged.stands"
        " WHERE next.merged_into_id IS NOT NULL),"
        " standing (id, stands) AS (SELECT id, id FROM registry_person WHERE merged_into_id IS NULL"
        " UNION ALL SELECT merged.id, last.id FROM merged JOIN registry_person last ON last.id = merged.stands"
        " WHERE last.merged_into_id IS NULL)"
    )


def _places(on: date) -> str:
    """Who belongs to which family on that day: one place a person, the standing record's before another's."""
    return (
        "place AS (SELECT DISTINCT ON (standing.stands) standing.stands AS person_id, held.family_id, held.relation"  # noqa: S608 - dates
        " FROM registry_membership held JOIN standing ON standing.id = held.person_id"
        f" WHERE held.from_on <= DATE '{on}' AND (held.until_on IS NULL OR held.until_on > DATE '{on}')"
        " ORDER BY standing.stands, (held.person_id = standing.stands) DESC, held.from_on DESC, held.recorded_at DESC, held.id DESC)"
    )


def _families(on: date, area: str | None) -> str:
    hidden = "id IN (SELECT registry_hidden_families())"
    within = f" AND NOT ({hidden}) AND {_within(area)}" if area else ""
    return (
        f"family AS (SELECT id, CASE WHEN NOT ({hidden}) THEN area_code END AS area_code FROM registry_family"  # noqa: S608 - dates and codes
        f" WHERE withdrawn_at IS NULL AND merged_into_id IS NULL AND began_on <= DATE '{on}'"
        f" AND (ended_on IS NULL OR ended_on > DATE '{on}'){within})"
    )


def _people(on: date, area: str | None) -> str:
    """Everybody alive on that day; of an area those of its families, and those there without a family."""
    hidden = "one.id IN (SELECT registry_hidden_people())"
    here = f"(family.id IS NOT NULL OR (place.person_id IS NULL AND {_within(area, 'one')}))" if area else ""
    within = f" AND NOT ({hidden}) AND {here}" if area else ""
    return (
        f"person AS (SELECT one.id, CASE WHEN NOT ({hidden}) THEN one.area_code END AS area_code, one.sex, one.birth_date,"  # noqa: S608 - dates and codes
        " one.birth_precision, family.id AS family_id, CASE WHEN family.id IS NOT NULL THEN place.relation END AS relation"
        " FROM registry_person one LEFT JOIN place ON place.person_id = one.id LEFT JOIN family ON family.id = place.family_id"
        " WHERE one.withdrawn_at IS NULL AND one.merged_into_id IS NULL"
        f" AND (one.died_on IS NULL OR one.died_on > DATE '{on}') AND (one.birth_date IS NULL OR one.birth_date <= DATE '{on}')"
        f"{within})"
    )


def _latest(unit: Unit, facts: Sequence[FactKind], *, on: date) -> str:
    """The latest observation of each fact by that day, as rules.facts.in_force has it."""
    codes = ", ".join(f"'{kind.code}'" for kind in facts)
    subject = "standing.stands" if unit == Unit.PERSON else "said.family_id"
    of = " JOIN standing ON standing.id = said.person_id" if unit == Unit.PERSON else ""
    return (
        f"latest AS (SELECT DISTINCT ON ({subject}, said.code) {subject} AS subject, said.{unit}_id AS said_of, said.*"  # noqa: S608 - built from the catalogue
        f" FROM (SELECT id, {unit}_id, code, is_known, yes_no, whole, measure, day, choice, choices, sealed, observed_on,"
        f" recorded_at, ended_on FROM registry_{unit}fact WHERE code IN ({codes}) AND observed_on <= DATE '{on}'"
        f" AND end_reason <> 'mistake') said{of}"
        f" ORDER BY {subject}, said.code, said.observed_on DESC, said.recorded_at DESC, said.id DESC),"
        f" held AS (SELECT * FROM latest WHERE is_known AND {_holds(on)} AND ({' OR '.join(_fresh(kind, on) for kind in facts)}))"
    )


def _known(facts: Iterable[FactKind]) -> str:
    """One row for each subject: a column for each fact, null where it is not known."""
    columns = ", ".join(f"{_COLUMNS[kind.type]} FILTER (WHERE code = '{kind.code}') AS {kind.code}" for kind in facts)
    return f"known AS (SELECT subject, {columns} FROM held GROUP BY subject)"  # noqa: S608 - built from the catalogue


def _holds(on: date) -> str:
    return f"(ended_on IS NULL OR ended_on > DATE '{on}')"


def _fresh(kind: FactKind, on: date) -> str:
    """An answer too old to be trusted is not known any more; that is not the same as no."""
    since = f" AND observed_on >= DATE '{on - timedelta(days=kind.trusted_days)}'" if kind.trusted_days else ""
    return f"(code = '{kind.code}'{since})"


def _is_plain(name: str) -> bool:
    return name in CATALOGUE and not CATALOGUE[name].confidential


def _column(unit: Unit, name: str) -> str:
    asked = RECORD_FIELDS[unit].get(name)
    return f"{asked} AS {name}" if asked else f"known.{name}"


def _within(area: str, table: str = "registry_family") -> str:
    if not re.fullmatch(r"[0-9]{2}(\.[0-9]{2,4}){0,3}", area):
        raise ValueError("no code of an area")
    return f"({table}.area_code = '{area}' OR {table}.area_code LIKE '{area}.%')"
