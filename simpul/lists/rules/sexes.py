"""Male and female in the words and letters that lists use."""

import re
from functools import lru_cache

_MALE = re.compile(r"l|lk|lki|lelaki|laki|pria|cowok|cowo|m|male|man|boy|1|bapak|putra", re.IGNORECASE)
_FEMALE = re.compile(
    r"p|pr|prp|prmp|prmpn|perempuan|perempua|prempuan|wanita|w|wnt|cewek|cewe|f|female|woman|girl|2|ibu|putri",
    re.IGNORECASE,
)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]", re.IGNORECASE)


@lru_cache(maxsize=256)
def read_sex(text: str) -> str:
    """L, P, or nothing: Laki-laki, Lk, laki2, Pria, M, 1; Perempuan, Pr, Wanita, F, 2 (as the population register)."""
    plain = _NOT_A_LETTER.sub("", text)
    plain = re.sub(r"^(l|la|lak|laki)(laki|2)$", "laki", plain, flags=re.IGNORECASE)
    if _MALE.fullmatch(plain):
        return "L"
    return "P" if _FEMALE.fullmatch(plain) else ""
