"""What each column of a list means: by its header, by what stands in it, and by what was chosen for such a list before."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from simpul.kit.dates import parse_date
from simpul.lists.rules.fields import Field
from simpul.lists.rules.headers import HeaderRows, is_header, meaning_of, plain_header
from simpul.lists.rules.relations import read_relation
from simpul.lists.rules.sexes import read_sex

SAMPLE = 200  # rows whose content is looked at
MOSTLY = 0.6  # of the filled cells
_SIXTEEN = re.compile(r"['\"= ]*\d[\d .'-]{13,22}['\" ]*|\d[.,]\d+[eE]\+?1[456]")
_PHONE = re.compile(r"(\+?62|0)?8[\d -]{7,13}")
_WORDS = re.compile(r"[^\W\d_][^\d_]*(?: [^\d_]+)*", re.UNICODE)
_RT_RW = re.compile(r"\W*(?:rt\W*)?\d{1,3}\s*/\s*(?:rw\W*)?\w{1,3}\W*", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"[^\W\d_][^\d]*[,/ ]\s*\d{1,2}[-/. ]\w+[-/. ]\d{2,4}")


@dataclass(frozen=True)
class Columns:
    """Which column holds which field, and what the proposal rests on."""

    columns: Mapping[Field, int]
    because: Mapping[Field, str]  # header, content or remembered

    @property
    def is_enough(self) -> bool:
        """Two columns suffice: a name or a number makes a row somebody's."""
        return bool({Field.NAME, Field.HEAD_NAME, Field.NATIONAL_NUMBER} & self.columns.keys())


def signature(names: Sequence[str]) -> str:
    """The same for every list of one source: its headers, whatever their case, dots and abbreviations."""
    plain = "|".join(plain_header(name) for name in names)
    return hashlib.sha256(plain.encode()).hexdigest()


def propose(headers: HeaderRows, rows: Sequence[Sequence[str]], *, is_village: Callable[[str], bool]) -> Columns:
    """A mapping from headers first; what no header tells is taken from the content of the columns."""
    width = max([len(headers.names), *(len(row) for row in rows[:SAMPLE])], default=0)
    samples = [_filled(rows, place) for place in range(width)]
    named = [meaning_of(headers.names[place]) if place < len(headers.names) else None for place in range(width)]
    columns: dict[Field, int] = {}
    because: dict[Field, str] = {}
    for place, field in enumerate(named):
        if field and _fits(field, samples[place]) and field not in columns:
            columns[field], because[field] = place, "header"
    _settle_numbers(columns, because, samples)
    for field, looks in _content_tests(is_village):
        if field in columns or (field is Field.NAME and Field.HEAD_NAME in columns):
            continue
        free = [
            place
            for place in range(width)
            if place not in columns.values() and (field is Field.NATIONAL_NUMBER or not _is_named(headers, place))
        ]
        best = max(free, key=lambda place: _share(samples[place], looks), default=None)
        if best is not None and samples[best] and _share(samples[best], looks) >= MOSTLY:
            columns[field], because[field] = best, "content"
    _settle_cards(columns, because, samples)
    return Columns(columns, because)


def _is_named(headers: HeaderRows, place: int) -> bool:
    """Whether a header says what the column is, be it something that we have no use for."""
    return place < len(headers.names) and is_header(headers.names[place])


def _settle_numbers(columns: dict[Field, int], because: dict[Field, str], samples: Sequence[Sequence[str]]) -> None:
    """A header "KK" may stand over the name of the head: what stands below it decides."""
    place = columns.get(Field.FAMILY_NUMBER)
    if place is None or not samples[place] or _share(samples[place], _is_sixteen) >= 0.3:
        return
    if _share(samples[place], _is_name) >= MOSTLY:
        del columns[Field.FAMILY_NUMBER], because[Field.FAMILY_NUMBER]
        columns.setdefault(Field.HEAD_NAME, place)
        because.setdefault(Field.HEAD_NAME, "content")


def _settle_cards(columns: dict[Field, int], because: dict[Field, str], samples: Sequence[Sequence[str]]) -> None:
    """Of two columns of sixteen digits that only their content names, the one that repeats holds the family cards."""
    person, card = (columns.get(field) for field in (Field.NATIONAL_NUMBER, Field.FAMILY_NUMBER))
    if person is None or card is None or {because[Field.NATIONAL_NUMBER], because[Field.FAMILY_NUMBER]} != {"content"}:
        return
    if len(set(samples[person])) < len(set(samples[card])):
        columns[Field.NATIONAL_NUMBER], columns[Field.FAMILY_NUMBER] = card, person


def _content_tests(is_village: Callable[[str], bool]) -> list[tuple[Field, Callable[[str], bool]]]:
    """What cells of a field look like, the surest first."""
    return [
        (Field.NATIONAL_NUMBER, _is_sixteen),
        (Field.FAMILY_NUMBER, _is_sixteen),
        (Field.BIRTH, lambda text: bool(_PLACE_AND_DATE.fullmatch(text.strip()))),
        (Field.BIRTH_DATE, lambda text: parse_date(text) is not None),
        (Field.SEX, lambda text: len(text) <= 12 and not text.isdecimal() and bool(read_sex(text))),
        (Field.RT_RW, lambda text: bool(_RT_RW.fullmatch(text.strip()))),
        (Field.PHONE, lambda text: bool(_PHONE.fullmatch(text.strip(" '\"")))),
        (Field.RELATION, lambda text: not text.isdecimal() and read_relation(text) is not None),
        (Field.VILLAGE, is_village),
        (Field.NAME, _is_name),
    ]


def _filled(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in rows[:SAMPLE] if place < len(row) and row[place].strip()]


def _share(sample: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, sample)) / len(sample) if sample else 0.0


def _fits(field: Field, sample: Sequence[str]) -> bool:
    """Whether a column may hold what its header says: one that is empty may, one of sixteen digits holds no names."""
    if not sample:
        return True
    if field in (Field.NAME, Field.HEAD_NAME, Field.MOTHER, Field.ALIAS):
        return _share(sample, _is_sixteen) < 0.5
    return True


def _is_sixteen(text: str) -> bool:
    return bool(_SIXTEEN.fullmatch(text.strip()))


def _is_name(text: str) -> bool:
    text = text.strip()
    return 2 <= len(text) <= 60 and bool(_WORDS.fullmatch(text))
