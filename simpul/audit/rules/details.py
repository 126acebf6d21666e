"""What the detail of an event may hold: codes, field names, counts, ids and dates of acts. Never a personal value."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from simpul.kit.refusals import Refusal

LONGEST_TEXT = 60
LONGEST_LIST = 100
LONGEST_DETAIL = 4000  # the table's own limit is 4,096 bytes

# A field may be named ("fields": ["birth_date"]), but its value has no place under these keys.
PERSONAL_KEYS = frozenset({
    "name", "mother_name", "birth_date", "birth_place", "national_number", "family_number", "nik", "phone", "email",
    "address", "account", "text", "note", "narrative",
})  # fmt: skip
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[A-Za-z0-9_.:/+-]*")  # no spaces: a sentence or a full name is not a code
_AREA = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONG_NUMBER = re.compile(r"(\d[ .+-]?){9,}")  # phones have 9 to 13 digits, NIK and KK 16


def unfit_detail(detail: Mapping[str, object], *, written: str | None = None) -> Refusal | None:
    """Why this detail may not be recorded, or None. The refusal names the key and never repeats the value.

    `written` is the same as JSON, where it has been written already.
    """
    for key, value in detail.items():
        if not _is_fit_key(key):
            return Refusal("unfit_key", {"key": key})
        values = value if isinstance(value, list | tuple) else (value,)
        if len(values) > LONGEST_LIST:
            return Refusal("too_many_values", {"key": key})
        for single in values:
            if code := _unfit(single):
                return Refusal(code, {"key": key})
    written = as_json(detail) if written is None else written
    if 4 * len(written) > LONGEST_DETAIL and len(written.encode()) > LONGEST_DETAIL:
        return Refusal("detail_too_long", {})
    return None


def as_json(detail: Mapping[str, object]) -> str:
    """The detail as JSON text; ids and dates become text."""
    return _ENCODER.encode(detail)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False)


@lru_cache(maxsize=1_000)  # an act on many says the same of each
def _is_fit_key(key: str) -> bool:
    return bool(_KEY.fullmatch(key)) and key not in PERSONAL_KEYS


def _unfit(value: object) -> str | None:
    if value is None or isinstance(value, bool | UUID | date | datetime):
        return None
    if isinstance(value, int):
        # Sums of rupiah reach 15 digits; 16 is a NIK or KK number.
        return "looks_personal" if abs(value) >= 10**15 else None
    return _unfit_text(value) if isinstance(value, str) else "unfit_type"


@lru_cache(maxsize=1_000)
def _unfit_text(value: str) -> str | None:
    if _is_id(value) or _AREA.fullmatch(value) or _MOMENT.fullmatch(value) or _DIGEST.fullmatch(value):
        return None
    if len(value) > LONGEST_TEXT or not _CODE.fullmatch(value):
        return "free_text"
    return "looks_personal" if _LONG_NUMBER.search(value) else None


def _is_id(value: str) -> bool:
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False
