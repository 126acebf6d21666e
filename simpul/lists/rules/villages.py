"""A village as lists write it: its name, in whatever spelling, or its code of either scheme, within an office's area."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simpul.directory.rules.areas import dotted, name_key
from simpul.kit.remarks import Remark

MOST_CHOICES = 6
NEARLY = 0.84  # of difflib's ratio: one slip in a name of six letters
_KIND = re.compile(
    r"^\W*(?:desa/kel(?:urahan)?|desa/|desa|kelurahan|kel|ds|nagari|gampong|village)\b[\s.:/-]*", re.IGNORECASE
)
_SUBDISTRICT = re.compile(r"^\W*(?:kecamatan|kec|distrik)\b[\s.:/-]*", re.IGNORECASE)
_BEHIND = re.compile(r"[,(]|\bkec(?:amatan)?\b", re.IGNORECASE)
_IN_TITLE = re.compile(r"\b(?:desa|kelurahan|kel\.|ds\.|nagari|gampong)\s*/?\s*:?\s*(?P<name>\w[\w' ]*)", re.IGNORECASE)
_SUBDISTRICT_NAMED = re.compile(r"\b(?:kecamatan|kec\.?)\s*:?\s*(?P<name>\w+)", re.IGNORECASE)
_DIGITS = re.compile(r"[\d.]{10,13}")


@dataclass(frozen=True)
class Place:
    """A village of the office's area."""

    code: str
    name: str
    subdistrict: str


@dataclass(frozen=True)
class VillageReading:
    """The village that is meant, or why nobody can say."""

    code: str | None
    remarks: tuple[Remark, ...] = ()


@dataclass
class Gazetteer:
    """The villages of one area by name and by code. Reading the same text twice costs nothing."""

    places: Iterable[Place]
    bps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a BPS code, and the villages that have it
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)  # names, by key, of the villages beyond the area

    def __post_init__(self) -> None:
        self._by_key: dict[str, list[Place]] = {}
        self._by_code = {place.code: place for place in self.places}
        for place in self._by_code.values():
            self._by_key.setdefault(_key(place.name), []).append(place)
        self._known: dict[tuple[str, str], VillageReading] = {}

    def is_village(self, text: str) -> bool:
        """Whether a text is the name of one of these villages, or its code."""
        return _key(text) in self._by_key or self._with_code(text) is not None

    def name_of(self, code: str | None) -> str:
        """The name of one of these villages; the code itself for any other."""
        place = self._by_code.get(code or "")
        return place.name if place else code or ""

    def read(self, text: str, subdistrict: str = "") -> VillageReading:
        """The village of a cell; of several with one name the one in the subdistrict named beside it."""
        key = (text, subdistrict)
        if key not in self._known:
            self._known[key] = self._with_code(text) or self._with_name(text, subdistrict)
        return self._known[key]

    def _with_code(self, text: str) -> VillageReading | None:
        written = text.strip(" '\"")
        if not _DIGITS.fullmatch(written):
            return None
        if "." in written and written in self._by_code:
            return VillageReading(written)
        digits = written.replace(".", "")
        kemendagri = {code for code in (dotted(digits),) if code in self._by_code}
        bps = {code for code in self.bps.get(digits, ()) if code in self._by_code}
        found = kemendagri | bps or {c for c in self.former.get(dotted(digits), ()) if c in self._by_code}
        if len(found) == 1:
            return VillageReading(found.pop())
        if found:
            names = " / ".join(sorted(self._by_code[code].name for code in found))
            return VillageReading(None, (Remark("village_code_ambiguous", {"code": written, "names": names}),))
        return VillageReading(None, (Remark("village_code_unknown", {"code": written}),))

    def _with_name(self, text: str, subdistrict: str) -> VillageReading:
        name = _BEHIND.split(text, maxsplit=1)[0]
        around = _key(_SUBDISTRICT.sub("", subdistrict or text[len(name) :]))
        found = self._by_key.get(_key(name), [])
        if found:
            return self._one_of(found, around, name)
        near = difflib.get_close_matches(_key(name), self._by_key, n=2, cutoff=NEARLY)
        if len(near) == 1 or (near and not _is_about_as_near(_key(name), *near)):
            one = self._one_of(self._by_key[near[0]], around, name)
            like = Remark("village_like", {"written": name.strip(), "name": self.name_of(one.code)})
            return VillageReading(one.code, (*one.remarks, like)) if one.code else one
        code = "village_outside" if _key(name) in self.outside else "village_unknown"
        return VillageReading(None, (Remark(code, {"written": name.strip()}),))

    def _one_of(self, found: list[Place], around: str, name: str) -> VillageReading:
        if len(found) > 1 and around:
            found = [place for place in found if _key(place.subdistrict) == around] or found
        if len(found) == 1:
            return VillageReading(found[0].code)
        names = ", ".join(place.subdistrict for place in found[:MOST_CHOICES])
        return VillageReading(None, (Remark("village_several", {"name": name.strip(), "subdistricts": names}),))


def village_in_titles(titles: Iterable[str], villages: Gazetteer) -> str | None:
    """The village that the titles above a list name: "DAFTAR USULAN DESA SUKAMAJU KECAMATAN CIWIDEY"; of one only."""
    found = set()
    for title in titles:
        for named in _IN_TITLE.finditer(title):
            words = named["name"].split()
            subdistrict = _SUBDISTRICT_NAMED.search(title)
            around = subdistrict["name"] if subdistrict else ""
            readings = (villages.read(" ".join(words[:size]), around) for size in range(min(3, len(words)), 0, -1))
            code = next((reading.code for reading in readings if reading.code and not reading.remarks), None)
            found |= {code} if code else set()
    return found.pop() if len(found) == 1 else None


def _key(name: str) -> str:
    """A name without its kind, spaces and capitals: "Ds. Suka Maju" and "SUKAMAJU" are one."""
    return name_key(_KIND.sub("", name)).replace(" ", "")


def _is_about_as_near(written: str, first: str, second: str) -> bool:
    ratio = difflib.SequenceMatcher(None, written, first).ratio()
    return ratio - difflib.SequenceMatcher(None, written, second).ratio() < 0.03
