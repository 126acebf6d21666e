"""What the demo knows of families and people beside their names: answers to the questions of Regsosek 2022.K.

Codes and values are those of the code lists regsosek_questions, regsosek_choices, washington_group_regsosek and ppks. A yes
or no is a bool, an amount and a single choice an int, several marks one int of summed bits, PPKS types a tuple of codes.
Everything follows from the means of the family with some noise, so that the poor are found, and not by one question alone.
"""

from collections.abc import Mapping
from datetime import date

from simpul.demo.rules.chance import Draw, between, one_of, stream
from simpul.demo.rules.people import AS_OF, SEED, DemoFamily, DemoPerson

Answer = bool | int | tuple[str, ...]
_OF_FAMILIES, _OF_PEOPLE = 101, 102  # the purposes of the streams
# From the poorest: the value, and up to which means it is the usual one.
_GRADES: Mapping[str, tuple[tuple[int, float], ...]] = {
    "303": ((8, 0.07), (7, 0.1), (5, 0.14), (6, 0.32), (4, 0.42), (2, 0.93), (1, 1)),
    "304": ((4, 0.09), (6, 0.11), (3, 0.18), (2, 0.27), (1, 1)),
    "305": ((7, 0.01), (3, 0.07), (4, 0.2), (2, 0.94), (1, 1)),
    "306a": ((8, 0.05), (6, 0.13), (7, 0.27), (5, 0.42), (4, 0.58), (2, 0.78), (3, 0.93), (1, 1)),
    "307b1": ((1, 0.36), (2, 0.7), (3, 0.88), (4, 0.95), (5, 1)),
    "308": ((10, 0.12), (4, 0.86), (2, 0.93), (3, 0.98), (1, 1)),
    "309a": ((6, 0.04), (4, 0.08), (3, 0.12), (2, 0.23), (1, 1)),
    "309b": ((4, 0.14), (3, 0.2), (2, 0.25), (1, 1)),
    "310": ((3, 0.2), (4, 0.3), (1, 0.95), (2, 1)),
    "301a": ((3, 0.18), (1, 0.8), (2, 0.86), (1, 1)),
    "301b": ((6, 0.16), (5, 0.42), (3, 0.5), (1, 0.96), (4, 1)),
    "505": ((0, 0.2), (3, 0.78), (2, 0.94), (1, 1)),
    "506": ((4, 0.34), (2, 0.82), (3, 1)),
}  # fmt: skip
# Things of a house: half of those with these means have it.
_THINGS = {
    "502a": 0.85, "502b": 0.45, "502c": 0.93, "502d": 0.96, "502e": 0.97, "502f": 0.6, "502g": 0.62, "502h": 0.72, "502i": 0.3,
    "502j": 0.55, "502k": 0.88, "502l": 1.3, "502m": 1.4, "502n": 0.2, "503a": 0.72, "503b": 0.87,
}  # fmt: skip
_SMALL_PIGS_HORSES = ("504b", "504c", "504d")
SEEING, WALKING, LEARNING = "428a", "428c", "428e"
FUNCTIONS = tuple(f"428{letter}" for letter in "abcdefghij")
_UNABLE, _MUCH, _SOME, _NONE = 1, 2, 3, 4


def facts_of_family(family: DemoFamily, *, seed: int = SEED) -> dict[str, Answer]:
    """The house, its things, and what the family receives."""
    draw = stream(seed, family.ordinal, _OF_FAMILIES)
    answers: dict[str, Answer] = {code: _graded(draw, family.means, code) for code in _GRADES}
    answers |= {code: _noisy(draw, family.means) > at for code, at in _THINGS.items()}
    answers["115"] = 1 if family.kind == "married_child" else 0
    answers["302"] = max(12, int(18 + 70 * _noisy(draw, family.means) + 4 * len(family.members)))
    answers["306b"] = 1 if draw() < 0.45 - 0.3 * family.means else 2
    answers["307a"] = 4 if family.means < 0.02 else 2 if family.means < 0.12 and draw() < 0.5 else 1
    answers |= _animals(draw, family) | _received(draw, family)
    if answers["309a"] == 6:
        del answers["309b"]  # asked only where there is a toilet
    if answers["307a"] != 1:
        del answers["307b1"]  # asked only where there is a meter
    return answers


def facts_of_person(family: DemoFamily, person: DemoPerson, *, seed: int = SEED) -> dict[str, Answer]:
    """School, work, health and what else is asked of each member."""
    place = int(person.key.rpartition(".")[2])
    draw = stream(seed, family.ordinal * 64 + place, _OF_PEOPLE)
    age = age_of(person)
    answers: dict[str, Answer] = {
        "404": 1, "405": 1 if person.sex == "L" else 2, "409": _RELATION.get(person.relation, 8), "408": _marital(family, person, age),
        "411": (1 if draw() < 0.55 + 0.4 * family.means else 0) + (4 if age >= 17 and person.national_number else 0),
    }  # fmt: skip
    answers |= _school(draw, family, age)
    answers |= _work(draw, family, person, age)
    answers |= _functions(draw, person, age)
    answers |= _health(draw, family, person, age)
    if types := _ppks(draw, family, person, age, answers):
        answers["ppks"] = types
    return answers


def age_of(person: DemoPerson, on: date = AS_OF) -> int:
    """Whole years."""
    born = person.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


_RELATION = {"1": 1, "2": 2, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6, "8": 6, "10": 7}


def _noisy(draw: Draw, means: float) -> float:
    return min(max(means + 0.3 * ((draw() + draw()) / 2 - 0.5), 0.0), 0.9999)


def _graded(draw: Draw, means: float, code: str) -> int:
    at = _noisy(draw, means)
    return next(value for value, upto in _GRADES[code] if at < upto)


def _animals(draw: Draw, family: DemoFamily) -> dict[str, Answer]:
    keeps = draw() > family.place.town and draw() < 0.25
    animals: dict[str, Answer] = dict.fromkeys(("504a", *_SMALL_PIGS_HORSES), 0)
    animals["504a"] = between(draw, 1, 3) if keeps and draw() < 0.2 else 0
    return animals | {"504e": between(draw, 1, 6) if keeps else 0}


def _received(draw: Draw, family: DemoFamily) -> dict[str, Answer]:
    """Aid reaches most of the poor and some who are not: nobody's list is right."""
    at = _noisy(draw, family.means)
    has_child = any(age_of(member) < 19 or age_of(member) >= 60 for member in family.members)
    return {
        "501a": at < 0.34, "501b": at < 0.26 and has_child, "501c": at < 0.2 and draw() < 0.4, "501d": at < 0.4, "501e": draw() < 0.03,
        "501f": family.place.town < 0.3 and draw() < 0.08, "501g": at < 0.75,
    }  # fmt: skip


def _marital(family: DemoFamily, person: DemoPerson, age: int) -> int:
    has_couple = any(member.relation == "3" for member in family.members)
    if person.relation in ("2", "3", "5") or person.note == "married_child" or (person.relation == "1" and has_couple):
        return 2
    if person.relation in ("7", "8") or (person.relation == "1" and age > 55):
        return 4
    if person.relation == "1" and family.kind in ("single_mother", "single_father"):
        return 3 if family.ordinal % 2 else 4
    return 1


def _school(draw: Draw, family: DemoFamily, age: int) -> dict[str, Answer]:
    """The level attended last, and whether one still goes; the poor leave earlier, and the old had no school near."""
    if age < 5:
        return {}
    at = _noisy(draw, family.means)
    leaves = 12 if at < 0.08 else 15 if at < 0.24 else 18 if at < 0.72 else 22
    leaves -= 5 if age > 60 else 3 if age > 45 else 0
    if age < min(leaves, 24):
        return {
            "412": 2,
            "413": 3 if age < 12 else 8 if age < 15 else (13 if draw() < 0.55 else 15) if age < 18 else 19,
        }
    if leaves < 10 and draw() < 0.3:
        return {"412": 1}
    level = 19 if leaves >= 22 else (13 if draw() < 0.6 else 15) if leaves >= 18 else 8 if leaves >= 15 else 3
    return {"412": 3, "413": level}


def _work(draw: Draw, family: DemoFamily, person: DemoPerson, age: int) -> dict[str, Answer]:
    if age < 15:
        return {}
    share = 0.25 if age < 20 else 0.3 if age > 64 else 0.86 if person.sex == "L" else 0.42
    if draw() > share:
        return {"416a": False}
    at = _noisy(draw, family.means)
    rural = draw() > family.place.town
    status = (
        (6 if rural else 7)
        if at < 0.3
        else one_of(draw, (1, 2, 8 if person.sex == "P" else 1))
        if at < 0.48
        else 4
        if at < 0.86
        else one_of(draw, (5, 3, 4))
    )
    return {"416a": True, "416b": between(draw, 12, 60), "418": status}


def _functions(draw: Draw, person: DemoPerson, age: int) -> dict[str, Answer]:
    """The Washington Group's questions from two years on, as Regsosek numbers the scale: 1 cannot at all, 4 no difficulty."""
    if age < 2:
        return {}
    levels: dict[str, Answer] = dict.fromkeys(FUNCTIONS, _NONE)
    if person.note == "disabled":
        first = one_of(draw, FUNCTIONS[:9])
        levels[first] = _UNABLE if draw() < 0.4 else _MUCH
        if draw() < 0.4:
            levels["428h"] = _MUCH
    elif age > 60:
        for code in (SEEING, "428b", WALKING, "428i"):
            levels[code] = (
                _MUCH if (chance := draw()) < (age - 55) / 220 else _SOME if chance < (age - 50) / 70 else _NONE
            )
    elif draw() < 0.012:
        levels[one_of(draw, (SEEING, WALKING, LEARNING, "428j"))] = _SOME
    return levels


def _health(draw: Draw, family: DemoFamily, person: DemoPerson, age: int) -> dict[str, Answer]:
    at = _noisy(draw, family.means)
    answers: dict[str, Answer] = {"431a": 1 if at < 0.45 else 2 if at < 0.62 else 4 if at < 0.9 else 0}
    answers["430"] = one_of(draw, (2, 3, 5, 6, 13)) if age > 45 and draw() < (age - 35) / 110 else 1
    if age < 5:
        answers["427"] = 2 if draw() < 0.3 - 0.25 * family.means else 1 if draw() < 0.06 else 3
    if person.sex == "P" and 16 <= age <= 44:
        answers["410"] = person.relation in ("3", "5") and draw() < 0.045
    return answers


def _ppks(
    draw: Draw, family: DemoFamily, person: DemoPerson, age: int, answers: Mapping[str, Answer]
) -> tuple[str, ...]:
    """Types of need of Permensos 8/2012, as far as they show in the answers; those of violence are not made up."""
    limited = sum(answers.get(code) in (_UNABLE, _MUCH) for code in FUNCTIONS)
    found = [
        ("ADK", limited and age < 18), ("PD", limited and 18 <= age <= 60), ("LUT", age >= 60 and family.kind == "elder_alone" and family.means < 0.3),
        ("AT", family.kind in ("siblings", "grandparents") and 5 <= age < 18 and draw() < 0.15), ("PML", 18 <= age < 70 and family.means < 0.06 and draw() < 0.05),
        ("PRSE", person.sex == "P" and person.relation == "1" and 18 <= age < 60 and family.means < 0.25), ("FM", person.relation == "1" and family.means < 0.18),
    ]  # fmt: skip
    return tuple(code for code, is_so in found if is_so)
