"""Many people at once, put into a scratch database by COPY: rows as the acts write them, without history and audit.

Names follow what is said of Indonesian ones: a few words that very many share, and a long tail that is put together from
the same few beginnings and endings (SUPARMAN, SUPARNO, SUPARTI), so that many are one slip of the fingers apart. Nobody
in them exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any
from uuid import UUID

from measuring import Scratch

_MANY_HAVE = """
SITI MUHAMMAD SRI AHMAD NUR ABDUL AGUS DEWI ASEP NURHAYATI AMINAH SUHERMAN HIDAYAT SETIAWAN KURNIA LESTARI RAHMAWATI
GUNAWAN MULYANA PERMANA SAEPUDIN YANI DEDI RINA UJANG ENTIN NENENG CUCU IMAS EUIS DADANG DEDE YAYAN IIS ROHAYATI
KOSASIH SUTISNA WAHYUDI RIDWAN RUSTANDI HERMAWAN SOPIAN FIRMANSYAH NUGRAHA RAMDANI MAULANA SAPUTRA PUTRI PUTRA SARI
ANISA AISYAH FATIMAH KHADIJAH ZAINAL ABIDIN RACHMAN RAHMAN HAKIM HASAN HUSEN ALI UMAR USMAN YUSUF IBRAHIM ISMAIL
SULAEMAN DAUD YAHYA ZAKARIA LUKMAN ILHAM FAJAR RIZKI RIZAL FAUZI TAUFIK IQBAL BUDI SANTOSO HARTONO WIBOWO SUSANTO
SUPARMAN SUPRIYADI SURYADI SUTRISNO SUMIATI SUMARNI SURYATI KARTINI MARYATI TARSIH WARSITI JUBAEDAH ROHMAH HALIMAH
SOLIHAH MASITOH ENI TETI WATI YETI LILIS NANI TITIN AAN OMAN UDIN OJO ENGKOS ICIH UUM
"""
COMMON = tuple(_MANY_HAVE.split())
BEGINNINGS = (
    "SU", "WA", "KAR", "HAR", "MUL", "NUR", "SUL", "YUL", "RUS", "MAR", "SUM", "DAR", "PAR", "SAR", "TAR", "WAR", "KUS",
    "BUD", "SLAM", "JUM", "KAS", "MIN", "PON", "ROH", "SAM", "TUK", "UM", "WID", "ZUL", "FIR", "SYAH", "KHOI", "TJOKR",
)  # fmt: skip
MIDDLES = ("", "", "A", "I", "IA", "AR", "ER", "IM", "IN", "IR", "IT", "OM", "UD", "UR", "AS", "AN", "ONG", "IDH", "AF")
ENDINGS = (
    "MAN", "NO", "TI", "NINGSIH", "YATI", "WATI", "DI", "JO", "MIN", "NAH", "YANTO", "YANTI", "TO", "RINI", "SIH", "YAH",
    "RUDIN", "LAH", "KA", "SARI", "WAN", "NGGA", "DAYAT", "LIA", "RO", "SA", "TIKA", "YONO", "DO", "BANG",
)  # fmt: skip
SHARE_OF_COMMON = 0.6  # of the words of names
SHARE_HERE = 0.8  # of the people; the others are another office's
SHARE_WITH_PHONE = 0.5
NUMBER, CONTACT = "registry.person.national_number", "registry.contact.number"
TABLES = {
    "registry_person": (
        "id office_id area_code name sex birth_place birth_date birth_precision died_precision national_number"
        " national_number_index number_state rt rw address_is_protected change_reason registered_at registered_by"
        " changed_at changed_by version"
    ),
    "registry_nameword": "person_id word sound office_id area_code",
    "registry_contact": "id person_id kind number number_index safety added_at added_by",
}


@dataclass(frozen=True)
class Somebody:
    """One of the crowd: what a search may ask for."""

    id: UUID
    office: UUID
    area: str
    name: str
    number: str
    phone: str | None


@dataclass(frozen=True)
class Places:
    """The two offices with the villages of each."""

    here: tuple[UUID, tuple[str, ...]]
    there: tuple[UUID, tuple[str, ...]]


def places() -> Places:
    """The offices of the prepared database."""
    from simpul.directory.models import Area, Office

    def of(code: str, district: str) -> tuple[UUID, tuple[str, ...]]:
        villages = Area.objects.filter(parent__parent=district).order_by("code").values_list("code", flat=True)
        return Office.objects.get(code=code).pk, tuple(villages)

    return Places(of("dinsos-bandung", "32.04"), of("dinsos-garut", "32.05"))


def people(count: int, where: Places, *, seed: int) -> Iterator[Somebody]:
    """The same crowd for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - people of a measurement, not secrets
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(COMMON))))  # the first is in 7 of 100 names
    for position in range(count):
        office, villages = where.here if chance.random() < SHARE_HERE else where.there
        words = [_word(chance, weights) for _ in range(chance.choices((1, 2, 3), (20, 55, 25))[0])]
        has_phone = chance.random() < SHARE_WITH_PHONE
        yield Somebody(
            UUID(int=chance.getrandbits(128), version=4), office, chance.choice(villages), " ".join(words),
            f"3204{position:012d}", f"+6281{position:09d}" if has_phone else None,
        )  # fmt: skip


def _word(chance: random.Random, weights: list[float]) -> str:
    if chance.random() < SHARE_OF_COMMON:
        return chance.choices(COMMON, cum_weights=weights)[0]
    return "".join(chance.choice(parts) for parts in (BEGINNINGS, MIDDLES, ENDINGS))


@cache
def _sound(word: str, is_first: bool) -> str:
    from simpul.kit.sounds import sound_of

    return sound_of(word, is_first=is_first)


def _words(name: str) -> Iterator[tuple[str, str]]:
    """Each word once, with its fold."""
    words = name.split()
    yield from ((word, _sound(word, is_first=word == words[0])) for word in sorted(set(words)))


def put(crowd: list[Somebody], by: UUID, into: Scratch) -> None:
    """Into the three tables that a search reads."""
    with into.superuser() as connection:
        # A superuser's word for: no triggers. History and checks of keys are not what is measured.
        connection.execute("SET session_replication_role = replica")
        for table, rows in {
            "registry_person": (_person(one, by) for one in crowd),
            "registry_nameword": (
                (one.id, word, heard, one.office, one.area) for one in crowd for word, heard in _words(one.name)
            ),
            "registry_contact": (_contact(one, by) for one in crowd if one.phone),
        }.items():
            columns = ", ".join(TABLES[table].split())
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        connection.execute("VACUUM ANALYZE registry_person, registry_nameword, registry_contact")


def _person(one: Somebody, by: UUID) -> tuple[Any, ...]:
    from simpul.database.sealing import blind_index, seal

    now, born = date(2026, 8, 1), date(1950, 1, 1) + timedelta(days=int(one.number[-6:]) % 25_000)
    return (
        one.id, one.office, one.area, one.name.title(), "LP"[one.id.int % 2], "Bandung", born, "day", "day",
        seal(NUMBER, one.id, one.number), blind_index(NUMBER, one.number), "known", "001", "002", False, "",
        now, by, now, by, 1,
    )  # fmt: skip


def _contact(one: Somebody, by: UUID) -> tuple[Any, ...]:
    from simpul.database.sealing import blind_index, seal

    assert one.phone
    # A second uuid from the first, so that the crowd stays the same for the same seed.
    return (
        UUID(int=one.id.int ^ 1), one.id, "own_phone", seal(CONTACT, one.id, one.phone), blind_index(CONTACT, one.phone),
        "safe", date(2026, 8, 1), by,
    )  # fmt: skip
