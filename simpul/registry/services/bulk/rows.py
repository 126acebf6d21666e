"""What the tables get of people and families who are registered together: every value as it is kept, sealed where it must be.

None of it asks the database, so it can be made while the database is at work.
"""

from collections.abc import Iterator
from typing import Any

from simpul.database.sealing import indexer, sealer
from simpul.kit.ids import new_id
from simpul.kit.texts import normalise
from simpul.registry.services.bulk.sifting import Call, Sifted
from simpul.registry.services.bulk.words import words_of

Row = tuple[Any, ...]


def rows_by_table(sifted: Sifted, call: Call) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each table, in the order in which the tables are written."""
    yield "family", list(_families(sifted))
    yield "person", list(_people(sifted))
    yield "word", list(words_of((one.id, one.facts.name, one.alias) for one, _ in sifted.people))
    yield "place", list(_places(sifted, call))
    yield "number", list(_numbers(sifted))
    yield "alias", [(new_id(), one.id, one.alias) for one, _ in sifted.people if one.alias]
    yield "contact", list(_contacts(sifted))


def _families(sifted: Sifted) -> Iterator[Row]:
    seal = sealer("registry.family.address")
    for founded in sifted.founded.values():
        family = founded.family
        address = normalise(family.address or "")
        yield (
            family.id, family.area_code, seal(family.id, address) if address else None, family.rt, family.rw,
            founded.since, family.registered_at,
        )  # fmt: skip


def _people(sifted: Sifted) -> Iterator[Row]:
    seal_number, seal_address = sealer("registry.person.national_number"), sealer("registry.person.address")
    index = indexer("registry.person.national_number")
    for one, digest in sifted.people:
        facts, born, number = one.facts, one.facts.birth, one.facts.national_number
        yield (
            one.id, facts.area_code, facts.name, facts.sex, facts.birth_place, born.date if born else None,
            str(born.precision) if born else "day", seal_number(one.id, number) if number else None,
            index(number) if number else None, facts.number_state,
            seal_address(one.id, facts.address) if facts.address is not None else None, facts.rt, facts.rw,
            facts.address_is_protected, digest, one.registered_at,
        )  # fmt: skip


def _places(sifted: Sifted, call: Call) -> Iterator[Row]:
    for one, _ in sifted.people:
        if one.family is not None:
            founded = sifted.founded.get(one.family)
            yield new_id(), one.family, one.id, one.relation, founded.since if founded else call.on


def _numbers(sifted: Sifted) -> Iterator[Row]:
    column = "registry.familynumber.number"
    seal, index = sealer(column), indexer(column)
    for id, founded in sifted.founded.items():
        if founded.number:
            yield new_id(), id, seal(id, founded.number), index(founded.number), founded.since


def _contacts(sifted: Sifted) -> Iterator[Row]:
    seal, index = sealer("registry.contact.number"), indexer("registry.contact.number")
    seal_rule = sealer("registry.contact.rule")
    for one, _ in sifted.people:
        if one.phone:
            number, rule = one.phone.number, one.phone.rule
            yield (
                new_id(), one.id, seal(one.id, number), index(number), one.phone.safety,
                seal_rule(one.id, rule) if rule else None,
            )  # fmt: skip
