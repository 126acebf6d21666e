"""Whom the shelter knows: women and children, some known to the Dinas too, all of them with an address that is kept."""

from collections.abc import Iterator

from simpul.demo.rules.chance import stream
from simpul.demo.rules.numbers import PER_FAMILY, lasting_id
from simpul.demo.rules.people import MOMENT, DemoFamily, DemoPhone, families

_SHELTER = 99  # the purpose of its streams
_LOOKED_AT = 40  # families of the Dinas for each one that came


def shelter_families(count: int, *, seed: int) -> Iterator[DemoFamily]:
    """Half of them are also families of the Dinas, with records of their own here; the other half it does not know."""
    known = _of_women(seed, count // 2)
    unknown = _of_women(seed + 1, count - count // 2)
    for ordinal, family in enumerate([*known, *unknown]):
        yield _as_known_here(family, ordinal, seed)


def _of_women(seed: int, count: int) -> list[DemoFamily]:
    found = [family for family in families(count * _LOOKED_AT, seed=seed) if family.kind == "single_mother"]
    return found[:count]


def _as_known_here(family: DemoFamily, ordinal: int, seed: int) -> DemoFamily:
    """The same people under other ids, reached with care."""
    draw = stream(seed, ordinal, _SHELTER)
    key = f"S{ordinal:05}"
    members = tuple(
        person._replace(
            key=f"{key}.{place}",
            id=lasting_id(draw, MOMENT + ordinal * PER_FAMILY + place),
            phone=DemoPhone(person.phone.number, "careful", "Jangan sebut nama kantor") if person.phone else None,
            died_on=None,
        )
        for place, person in enumerate(family.members, start=1)
    )
    return family._replace(
        key=key, id=lasting_id(draw, MOMENT + ordinal), ordinal=ordinal, is_protected=True, members=members
    )
