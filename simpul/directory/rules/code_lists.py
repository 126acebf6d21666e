"""One entry of a code list as it stands: what the program ships, and what the office made of it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from simpul.kit.refusals import Refusal

EDITABLE = ("name_id", "name_en", "source", "note", "extra", "valid_from", "valid_until")


@dataclass(frozen=True)
class Values:
    """What an entry says. `extra` holds the columns that only this list has."""

    name_id: str
    name_en: str
    source: str = ""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    sort: int = 0
    valid_from: date | None = None
    valid_until: date | None = None

    def in_language(self, language: str) -> str:
        """The name in English where English is asked for and there is one, else in Indonesian."""
        return (self.name_en or self.name_id) if language.startswith("en") else self.name_id

    def digest(self) -> str:
        """Equal for equal content, wherever the entry stands in its list."""
        content = [self.name_id, self.name_en, self.source, self.note, dict(self.extra)]
        content += [str(self.valid_from), str(self.valid_until)]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Row:
    """One kept line: shipped with the program or written by the office, since an edition and until another.

    `ended_in` is the edition that ended it, seen from a later one. `digest` of a shipped line is that of its content;
    of a local line, that of the shipped content it was made over.
    """

    code: str
    values: Values
    since: int
    digest: str | None
    is_hidden: bool = False
    ended_in: int | None = None


@dataclass(frozen=True)
class Entry:
    """An entry as people see it. The office's words win; what is shipped stays beside them."""

    list: str
    code: str
    values: Values
    version: int
    shipped: Values | None
    is_local: bool
    is_hidden: bool
    is_withdrawn: bool
    has_shipped_changed: bool

    @property
    def is_unverified(self) -> bool:
        """Whether source, note or a column say that nobody has checked this yet; it is shown with its note."""
        said = [self.values.source, self.values.note, *self.values.extra, *map(str, self.values.extra.values())]
        return any("unverified" in text.lower() for text in said)

    def label(self, language: str) -> str:
        """The name in a language."""
        return self.values.in_language(language)

    def is_in_force(self, on: date | None) -> bool:
        """Offered for new records on a date: neither hidden nor withdrawn, and within its own validity."""
        if self.is_hidden or self.is_withdrawn:
            return False
        first, end = self.values.valid_from, self.values.valid_until
        return on is None or ((first is None or first <= on) and (end is None or on <= end))


def merge(name: str, shipped: Row | None, local: Row | None) -> Entry:
    """The entry that a shipped and a local line make together; at least one of them is there."""
    row = local if local and not local.ended_in else shipped or local
    if row is None:
        raise ValueError("an entry needs a line")
    is_local = row is local
    shipped_digest = shipped.digest if shipped and not shipped.ended_in else None
    return Entry(
        list=name,
        code=row.code,
        values=row.values if shipped is None else replace(row.values, sort=shipped.values.sort),
        version=max(line.ended_in or line.since for line in (shipped, local) if line),
        shipped=shipped.values if shipped and not shipped.ended_in else None,
        is_local=is_local,
        is_hidden=row.is_hidden,
        is_withdrawn=row.ended_in is not None,
        has_shipped_changed=is_local and not row.ended_in and row.digest != shipped_digest,
    )


_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]{0,59}", re.ASCII)


def refusal_of_code(code: str) -> Refusal | None:
    """A code is written on papers and in files: letters, digits and few signs."""
    return None if _CODE.fullmatch(code) else Refusal("entry_code_shape", {"code": code})


def refusal_of_values(values: Values) -> Refusal | None:
    """An entry has a name, and its last day does not lie before its first."""
    if not values.name_id.strip():
        return Refusal("entry_without_name")
    if values.valid_from and values.valid_until and values.valid_until < values.valid_from:
        return Refusal("ends_before_it_begins", {"first": values.valid_from, "end": values.valid_until})
    return None
