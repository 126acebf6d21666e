"""What an office must have to be one."""

import re

TIME_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
CODE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# What the first office is called until somebody gives it its name.
UNNAMED_OFFICE, UNNAMED_ORGANISATION = "Kantor Anda", "Organisasi Anda"
_CODE = re.compile(CODE_PATTERN, re.ASCII)

# Borneo's west and centre keep Jakarta's time, its south, east and north Makassar's.
_MAKASSAR = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_JAYAPURA = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def is_office_code(code: str) -> bool:
    """Small letters and digits, with single hyphens between: dinsos-bandung."""
    return len(code) <= 40 and _CODE.fullmatch(code) is not None


def time_zone_of(area_code: str) -> str:
    """The zone whose time an area keeps (Keppres 41/1987 and what followed it)."""
    province = area_code[:2]
    if province in _MAKASSAR:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _JAYAPURA else "Asia/Jakarta"
