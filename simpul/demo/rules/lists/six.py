"""The six lists of the examples: who stands on them, what is wrong with them, how they are laid out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from simpul.demo.rules.chance import Draw, Weighted, stream
from simpul.demo.rules.lists import dirt, sheets
from simpul.demo.rules.lists.dirt import Dirt
from simpul.demo.rules.lists.lines import Line, line_of
from simpul.demo.rules.lists.sheets import Sheet
from simpul.demo.rules.people import SEED, DemoFamily, DemoPerson, families

FAMILIES = 12_000  # of the demo that the lists are made from; a smaller one does not know all of them
STRANGERS = 20  # added to the seed: another population, of whom nobody is recorded
# With two digits of the year, who was born from then on may be over a hundred; until shortly before, hardly anybody.
LIKELY_BOTH, HARDLY_BOTH = 2019, 2014
_LISTS = 200  # the purpose of the streams


@dataclass(frozen=True)
class VillageList:
    """A list: its file, the village, how many rows about people, how many of them strangers, and its usual dirt."""

    file: str
    village: str
    rows: int
    strangers: float
    dirts: Mapping[Dirt, float]
    lay_out: Callable[[Draw, list[Line], str], list[Sheet]]
    has_short_years: bool = False


@dataclass(frozen=True)
class Made:
    """A finished list, to be written to its file."""

    file: str
    sheets: list[Sheet]

    @property
    def truth(self) -> list[dict[str, str]]:
        """Row by row."""
        return [row for sheet in self.sheets for row in sheet.truth]


def make_lists(*, seed: int = SEED, count: int = FAMILIES) -> Iterator[Made]:
    """All six, from one pass over the demo's people and one over the strangers."""
    wanted = {each.village for each in SIX}
    known = _people(families(count, seed=seed), wanted)
    strange = _people(families(count // 2, seed=seed + STRANGERS), wanted)
    for number, each in enumerate(SIX):
        draw = stream(seed, number, _LISTS)
        lines = _lines(draw, each, known[each.village], strange[each.village])
        yield Made(each.file, each.lay_out(draw, lines, each.village))


People = list[tuple[DemoFamily, DemoPerson]]


def _people(everybody: Iterator[DemoFamily], villages: set[str]) -> dict[str, People]:
    """Who lives in these villages, without those of whom the demo tells more: a death, a move, a number of two."""
    found: dict[str, People] = {village: [] for village in villages}
    numbers: dict[str, int] = {}
    for family in everybody:
        for person in family.members:
            if person.national_number:
                numbers[person.national_number] = numbers.get(person.national_number, 0) + 1
        if family.place.code in villages and family.ordinal % 400 != 399:
            found[family.place.code] += [(family, member) for member in family.members if not member.died_on]
    return {
        village: [pair for pair in people if numbers.get(pair[1].national_number or "", 1) == 1]
        for village, people in found.items()
    }


def _lines(draw: Draw, each: VillageList, known: People, strange: People) -> list[Line]:
    """People in the order of their cards, with dirt on some of them."""
    dirts = Weighted(dict(each.dirts))
    coming, others = iter(known), iter(strange)
    lines: list[Line] = []
    while len(lines) < each.rows:
        is_known = draw() >= each.strangers
        pair = next(coming if is_known else others, None)
        if pair is None:
            break
        line = line_of(*pair, is_known=is_known)
        if each.has_short_years and pair[1].birth_date.year >= LIKELY_BOTH and line.outcome == "new":
            dirt.two_centuries(draw, line, lines)
        elif _is_in_doubt(line, pair[1], each):
            continue
        else:
            dirts.one(draw)(draw, line, lines)
        lines.append(line)
    return lines


def _is_in_doubt(line: Line, person: DemoPerson, each: VillageList) -> bool:
    """Leaves out who would be held for what they are and not for the dirt: no number, a number that does not fit, and
    where years have two digits, children who may be a hundred years old."""
    if not line.number or person.flaws:
        return True
    return each.has_short_years and isinstance(line.birth, date) and line.birth.year >= HARDLY_BOTH


def _proposals(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """Titles above a header of two rows with merged cells; numbers as numbers; a signature below."""
    sheet = Sheet("Usulan")
    sheet.say("DAFTAR USULAN CALON PENERIMA BANTUAN SOSIAL", merged_to=10)
    sheet.say("DESA LEBAKMUNCANG KECAMATAN CIWIDEY KABUPATEN BANDUNG", merged_to=10)
    sheet.say("TAHUN ANGGARAN 2026", merged_to=10)
    sheet.say()
    sheet.say("NO", "NAMA LENGKAP", "NIK", "NO. KK", "L/P", "TEMPAT, TANGGAL LAHIR", None, "ALAMAT", None, None, "KET.")
    sheet.merges += [(4, 5, 6), (4, 7, 9)]
    sheet.say(None, None, None, None, None, "TEMPAT", "TGL LAHIR", "KAMPUNG/JALAN", "RT", "RW", None)
    for number, line in enumerate(lines, start=1):
        born = sheets.date_cell(draw, line)
        card = int(str(line.card)) if line.card else None
        sheet.put(
            line,
            [
                number,
                line.name,
                sheets.as_number(draw, line),
                card,
                line.sex,
                line.birth_place,
                born,
                line.address,
                int(line.rt),
                int(line.rw),
                line.note,
            ],
        )
    sheet.say(None, f"JUMLAH : {len(lines)} ORANG")
    sheet.say()
    sheet.say(None, None, None, None, None, None, None, "Lebakmuncang, 5 Januari 2026")
    sheet.say(None, None, None, None, None, None, None, "Kepala Desa Lebakmuncang")
    return [sheet]


def _verification(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """A header in the first row; the number went through three spreadsheets on its way."""
    sheet = Sheet("Sheet1")
    sheet.say("Nama KRT/ART", "N.I.K.", "Jenis Kelamin", "Tmp Lahir", "Tgl. Lahir", "Alamat Rumah", "RT/RW", "Desa/Kel")
    for line in lines:
        sex = "Laki-laki" if line.sex == "L" else "Perempuan"
        place = f"{line.rt}/{line.rw}"
        born = line.birth.strftime("%d-%m-%Y") if isinstance(line.birth, date) else line.birth
        sheet.put(line, [line.name, line.number, sex, line.birth_place, born, line.address, place, line.village])
    return [sheet]


def _survey(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """Semicolons, dates with two digits of the year or in words, apostrophes of an old code page."""
    sheet = Sheet("")
    sheet.say("Pendataan warga Desa Majalaya – semester I", *[""] * 6)
    sheet.say("No", "Nama", "NIK", "JK", "Tgl Lahir", "Alamat", "RT/RW")
    for number, line in enumerate(lines, start=1):
        name = line.name.replace("NU", "NU’", 1) if line.name.startswith("NUR") and draw() < 0.3 else line.name
        born = sheets.date_short_or_in_words(draw, line)
        sheet.put(
            line,
            [
                str(number),
                name.title(),
                str(line.number),
                line.sex.lower(),
                born,
                line.address.title(),
                f"{line.rt}/{line.rw}",
            ],
        )
    sheet.say("", f"Jumlah: {len(lines)}", *[""] * 5)
    return [sheet]


def _two_columns(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """All that the operator was given."""
    sheet = Sheet("Sheet1")
    sheet.say("NIK", "NAMA")
    for line in lines:
        sheet.put(line, [line.number, line.name])
    return [sheet]


def _opensid(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """The programme and its participants, as OpenSID exports them; 1 is a programme for persons."""
    programme, people = Sheet("Program"), Sheet("Peserta")
    programme.say("ID", "Nama", "Sasaran", "Keterangan", "Asal dana", "Tgl awal", "Tgl akhir")
    programme.say("7", "BLT Dana Desa", "1", "Penerima BLT 2026", "Dana Desa", "2026-01-01", "2026-12-31")
    people.say("Peserta", "No. Peserta", "NIK", "Nama", "Tempat lahir", "Tanggal lahir", "Alamat")
    for line in lines:
        address = f"{line.address} RT {line.rt} RW {line.rw}"
        people.put(
            line, [line.number, "", line.number, line.name, line.birth_place, sheets.date_iso(draw, line), address]
        )
    return [programme, people]


def _by_name_by_address(draw: Draw, lines: list[Line], village: str) -> list[Sheet]:
    """A sheet for each programme, with sums below; places and quarters in any shape; the same people on two sheets."""
    made: list[Sheet] = []
    shape = sheets.village_in_any_shape(village)
    third = len(lines) // 3 + 1
    for name, part in (
        ("PKH", lines[:third]),
        ("SEMBAKO", lines[third : 2 * third]),
        ("BLT KESRA", lines[2 * third :]),
    ):
        sheet = Sheet(name)
        sheet.say(f"BNBA PENERIMA {name} TAHAP 1 TAHUN 2026", merged_to=10)
        sheet.say()
        sheet.say(
            "NO",
            "ID_DTSEN",
            "NIK",
            "NO_KK",
            "NAMA_PENERIMA",
            "TGL_LAHIR",
            "ALAMAT",
            "RT_RW",
            "KELURAHAN",
            "NOMINAL",
            "STATUS",
        )
        total = 0
        for number, line in enumerate(part, start=1):
            rupiah = sheets.amount(draw)
            total += rupiah
            born = line.birth.strftime("%d/%m/%Y") if isinstance(line.birth, date) else line.birth
            sheet.put(
                line, [number, "", line.number, line.card, line.name, born, line.address, sheets.rt_rw_in_any_shape(draw, line), shape(draw, line), rupiah, "SUKSES SPM"],
                among=made,
            )  # fmt: skip
        sheet.say("TOTAL", None, None, None, None, None, None, None, None, total)
        made.append(sheet)
    return made


SIX = (
    VillageList("usulan-lebakmuncang.xlsx", "32.04.39.2001", 170, 0.3, {
        dirt.clean: 60, dirt.other_spelling: 8, dirt.other_rt: 8, dirt.excel_rounded: 7, dirt.one_digit_short: 4, dirt.no_number: 5,
        dirt.repeated: 4, dirt.nameless: 2, dirt.impossible_date: 2,
    }, _proposals),
    VillageList("verval-baleendah.xlsx", "32.04.32.1001", 260, 0.22, {
        dirt.clean: 50, dirt.scientific: 9, dirt.apostrophe: 16, dirt.letters: 5, dirt.filler: 4, dirt.number_of_other: 4,
        dirt.other_spelling: 8, dirt.one_digit_short: 4,
    }, _verification),
    VillageList("pendataan-majalaya.csv", "32.04.33.2001", 180, 0.3, {
        dirt.clean: 60, dirt.other_spelling: 9, dirt.swapped_date: 6, dirt.impossible_date: 4, dirt.other_sex: 4, dirt.other_rt: 8,
        dirt.other_year: 4, dirt.one_digit_short: 5,
    }, _survey, has_short_years=True),
    VillageList("padanan-ciparay.xlsx", "32.04.29.2001", 170, 0.35, {
        dirt.clean: 66, dirt.other_spelling: 12, dirt.apostrophe: 8, dirt.one_digit_short: 5, dirt.repeated: 5, dirt.nameless: 2,
        dirt.number_of_other: 2,
    }, _two_columns),
    VillageList("peserta-opensid-pangalengan.xlsx", "32.04.15.2001", 150, 0.25, {
        dirt.clean: 66, dirt.other_spelling: 10, dirt.deceased: 6, dirt.swapped_date: 5, dirt.one_digit_short: 4, dirt.other_year: 4,
        dirt.repeated: 5,
    }, _opensid),
    VillageList("bnba-soreang.xlsx", "32.04.37.2001", 200, 0.25, {
        dirt.clean: 52, dirt.other_spelling: 12, dirt.deceased: 8, dirt.repeated: 9, dirt.foreign_village: 5, dirt.no_number: 4,
        dirt.scientific: 4, dirt.other_rt: 6,
    }, _by_name_by_address),
)  # fmt: skip
