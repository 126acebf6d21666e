"""Codes and names of areas. Kemendagri codes are dotted: 32 province, 32.04 regency, 32.04.05 district, 32.04.05.2001
village (Permendagri 137/2017). BPS numbers the same places otherwise, with as many digits."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from simpul.kit.refusals import Refusal, Refused

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4

CODE_PATTERN = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"
_CODE = re.compile(CODE_PATTERN, re.ASCII)
_BEGUN_CODE = re.compile(r"\d\d(\.\d{0,4}){0,3}", re.ASCII)
_BARE_LENGTHS = {"kemendagri": (2, 4, 6, 10), "bps": (2, 4, 7, 10), "former": (2, 4, 6, 10)}


class Scheme(StrEnum):
    """Whose number it is. A code without its scheme names nobody: 9401 is Merauke to one and Nabire to another."""

    KEMENDAGRI = "kemendagri"
    BPS = "bps"
    FORMER = "former"


class Kind(StrEnum):
    """What sort of area it is; a district is called distrik in Papua."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    DISTRIK = "distrik"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa_adat"


class AreaCodeRefused(Refused):
    """A code that does not say which area is meant."""


@dataclass(frozen=True)
class CodeReading:
    """A code with the scheme it belongs to, written as that scheme writes it."""

    code: str
    scheme: Scheme


def level_of(code: str) -> int:
    """1 province, 2 regency or city, 3 district, 4 village."""
    return code.count(".") + 1


def parent_of(code: str) -> str | None:
    """The code of the area around it; None for a province."""
    return code.rpartition(".")[0] or None


def ancestors_of(code: str) -> tuple[str, ...]:
    """The codes of the areas around it, the province first."""
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(1, len(parts)))


def is_within(code: str, prefix: str) -> bool:
    """Whether an area is another one or lies in it: 32.04.05.2001 lies in 32.04; everything lies in ''."""
    return not prefix or code == prefix or code.startswith(prefix + ".")


def is_area_code(code: str) -> bool:
    """Whether it has the dotted shape of a Kemendagri code."""
    return _CODE.fullmatch(code) is not None


def is_begun_code(text: str) -> bool:
    """Whether somebody is typing a dotted code; 19 Nopember is a name."""
    return _BEGUN_CODE.fullmatch(text) is not None


def dotted(digits: str) -> str:
    """3204052001 written as 32.04.05.2001."""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def read_code(text: str, scheme: Scheme | None = None) -> CodeReading | Refusal:
    """What a written code means. Only a dotted one says by itself whose it is; digits alone need the scheme."""
    code = text.strip()
    digits = code.replace(".", "")
    if not (digits.isascii() and digits.isdigit()):
        return Refusal("not_an_area_code", {"code": code})
    if scheme is None and "." not in code:
        return Refusal("ambiguous_area_code", {"code": code})
    if is_area_code(code) and scheme is not Scheme.BPS:
        return CodeReading(code, scheme or Scheme.KEMENDAGRI)
    if scheme is None or "." in code or len(digits) not in _BARE_LENGTHS[scheme]:
        return Refusal("not_an_area_code", {"code": code})
    return CodeReading(digits if scheme is Scheme.BPS else dotted(digits), scheme)


def kind_of(code: str, name: str) -> Kind:
    """The kind that code and name give away: cities carry it in their name, villages in the first of four digits."""
    level = level_of(code)
    if level == PROVINCE:
        return Kind.PROVINSI
    if level == REGENCY:
        return Kind.KOTA if name.startswith("Kota ") else Kind.KABUPATEN
    if level == DISTRICT:
        return Kind.DISTRIK if code[:2] >= "91" else Kind.KECAMATAN
    return {"1": Kind.KELURAHAN, "3": Kind.DESA_ADAT}.get(code[9], Kind.DESA)


_TITLES = {
    Kind.KECAMATAN: "Kec. ",
    Kind.DISTRIK: "Distrik ",
    Kind.KELURAHAN: "Kel. ",
    Kind.DESA: "Desa ",
    Kind.DESA_ADAT: "Desa Adat ",
}


def title_of(kind: str, name: str) -> str:
    """How an area is called in an address: Desa Sukamaju, Kec. Ciwidey, Kab. Bandung, Kota Depok, Jawa Barat."""
    if kind == Kind.KABUPATEN:
        return name.replace("Kabupaten ", "Kab. ", 1)
    return _TITLES.get(Kind(kind), "") + name


# Words that say what an area is and not which; kabupaten and kota are part of the name and stay.
_KIND_WORDS = frozenset({"provinsi", "prov", "kecamatan", "kec", "distrik", "kelurahan", "kel", "desa", "ds"})
_SAME_WORD = {"kab": "kabupaten", "kabupaten": "kabupaten"}
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’ʼ`]")


def name_key(name: str) -> str:
    """A name as it is searched: lower case, no accents or apostrophes, every word after a space (Ba'a gives ' baa')."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return "".join(f" {word}" for word in name.lower().split())
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if not name.isascii() else name
    words = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain).lower()).split()
    return "".join(f" {word}" for word in words)


def search_words(text: str) -> tuple[str, ...]:
    """What to look for in a typed text: at most six words, without those that only say the kind of area."""
    words = name_key(text.replace("’", "")).split()
    telling = [_SAME_WORD.get(word, word) for word in words if word not in _KIND_WORDS]
    return tuple((telling or words)[:6])
