"""How people are called: one field as on the card, by the customs of where their people come from and their time of birth."""

from dataclasses import dataclass

from simpul.demo.rules import name_lists as lists
from simpul.demo.rules.chance import Draw, Weighted, one_of

# Of families in a Sundanese district; orders of magnitude, not statistics.
CULTURES = Weighted({"sunda": 83, "jawa": 8.5, "minang": 2.5, "batak": 2, "tionghoa": 2, "arab": 1, "bali": 1})
_MIXED = 0.06  # of couples
# Share of those with one name only, by time of birth, where there is neither village nor town about it.
_ONE_NAME = {"sunda": (0.72, 0.46, 0.24, 0.1), "jawa": (0.75, 0.5, 0.22, 0.1), "minang": (0.5, 0.4, 0.2, 0.1),
             "batak": (0.02, 0.02, 0.02, 0.02), "tionghoa": (0.03, 0.03, 0.03, 0.03), "arab": (0.05, 0.05, 0.05, 0.05), "bali": (0, 0, 0, 0)}  # fmt: skip
_OLD_LETTERS = (("ny", "nj"), ("sy", "sj"), ("kh", "ch"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("u", "oe"))
_CALLED = {
    "L": ("Mang {}", "Abah {}", "Kang {}", "Pak {}", "Ujang {}", "Uwa {}"),
    "P": ("Bi {}", "Ema {}", "Teh {}", "Ceu {}", "Mak {}", "Neng {}"),
}


@dataclass(frozen=True)
class Lineage:
    """What a family gives to the names of its children: a culture, and a name of the house where there is one."""

    culture: str
    house: str = ""


def lineage(draw: Draw, beside: str = "") -> Lineage:
    """Whose people somebody is of; who marries is mostly of the culture `beside`."""
    culture = beside if beside and draw() > _MIXED else CULTURES.one(draw)
    houses = {"batak": lists.MARGA, "tionghoa": lists.FAMILY_NAMES, "arab": lists.HOUSES}.get(culture)
    return Lineage(culture, one_of(draw, houses) if houses else "")


def name_of(draw: Draw, of: Lineage, sex: str, year: int, town: float, *, order: int = 1, father: str = "") -> str:
    """The name as on the card. `order` is the place among the children, `father` the first name of his."""
    match of.culture:
        case "sunda" | "jawa":
            name = _by_time(draw, of.culture, sex, year, town)
        case "bali":
            first = one_of(draw, lists.BIRTH_ORDER[sex][(order - 1) % 4])
            name = f"{'I' if sex == 'L' else 'Ni'} {first} {one_of(draw, lists.TIMELESS['bali'][sex].first)}"
        case "tionghoa":
            name = _tionghoa(draw, of, sex, year)
        case _:
            name = _with_house(draw, of, sex, year, town)
    if father and draw() < (0.25 if of.culture == "arab" else 0.02) and len(name) + len(father) < 36:
        first, _, rest = name.partition(" ")
        name = (
            f"{first} {'bin' if sex == 'L' else 'binti'} {father}{f' {rest}' if of.culture == 'arab' and rest else ''}"
        )
    return in_old_letters(name) if draw() < _share_of_old_letters(year) else name


def with_title(draw: Draw, name: str, sex: str, year: int, means: float) -> str:
    """Some write the pilgrimage, a degree or an office of faith into their name."""
    chance = draw()
    if year < 1980:
        if chance < (0.16 if means > 0.7 else 0.03):
            return f"{'H.' if sex == 'L' else 'Hj.'} {name}"
        if chance > 0.995 and sex == "L":
            return f"Ust. {name}"
    elif year < 2002 and chance < (0.12 if means > 0.75 else 0.003):
        return f"{name}, {'S.Pd.' if chance < 0.05 else 'S.E.' if chance < 0.09 else 'A.Md.'}"
    return name


def called(draw: Draw, name: str, sex: str) -> str:
    """The name in the neighbourhood: Mang Ujang, Teh Neneng, or half a first name."""
    words = [word.strip(",.") for word in name.split(" ") if len(word) > 2 and not word.endswith(".")]
    first = next(
        (word for word in words if word not in ("Neng", "Siti", "Muhammad", "Muhamad", "Ujang")), (words or [name])[0]
    )
    return one_of(draw, _CALLED[sex]).format(first if len(first) < 6 or draw() < 0.5 else first[-4:].capitalize())


def in_old_letters(name: str) -> str:
    """As before the spelling reform of 1972: Soekarna, Tjetjep, Djadjang."""
    return " ".join(map(_word_in_old_letters, name.split(" ")))


def _word_in_old_letters(word: str) -> str:
    if len(word) < 3 or word in ("bin", "binti"):
        return word
    text, old, at = word.lower(), "", 0
    while at < len(text):
        new, former = next(((n, f) for n, f in _OLD_LETTERS if text.startswith(n, at)), (text[at], text[at]))
        old, at = old + former, at + len(new)
    return old.capitalize()


def _share_of_old_letters(year: int) -> float:
    return 0.3 if year < 1950 else 0.12 if year < 1965 else 0.01


def _time_of(year: int) -> int:
    return next(place for place, before in enumerate(lists.BORN_BEFORE) if year < before)


def _has_one_name(draw: Draw, culture: str, time: int, town: float) -> bool:
    return draw() < _ONE_NAME[culture][time] * (1.75 - 1.2 * town)


def _by_time(draw: Draw, culture: str, sex: str, year: int, town: float) -> str:
    time = _time_of(year)
    names = (lists.SUNDA if culture == "sunda" else lists.JAWA)[sex][time]
    first = one_of(draw, names.first)
    return first if _has_one_name(draw, culture, time, town) else f"{first} {one_of(draw, names.second)}"


def _tionghoa(draw: Draw, of: Lineage, sex: str, year: int) -> str:
    if year < 1960 and draw() < 0.6:
        return f"{one_of(draw, lists.CLANS)} {one_of(draw, lists.SYLLABLES)} {one_of(draw, lists.SYLLABLES)}"
    return f"{one_of(draw, lists.TIMELESS['tionghoa'][sex].first)} {of.house}"


def _with_house(draw: Draw, of: Lineage, sex: str, year: int, town: float) -> str:
    names = lists.TIMELESS[of.culture][sex]
    first = one_of(draw, names.first)
    if _has_one_name(draw, of.culture, _time_of(year), town):
        return first
    return f"{first} {of.house or one_of(draw, names.second)}"
