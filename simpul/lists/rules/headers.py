"""Finding the row of headers, and what a header means in whatever words somebody gave it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simpul.lists.rules.fields import Field

ROWS_LOOKED_AT = 40  # for the header; titles above it are shorter
# Abbreviations as village offices write them. Each stands for whole words.
_LONG = {
    "nm": "nama", "nma": "nama", "name": "nama", "names": "nama", "full": "lengkap", "lgkp": "lengkap",
    "no": "nomor", "nmr": "nomor", "nomer": "nomor", "number": "nomor", "num": "nomor", "n0": "nomor",
    "tgl": "tanggal", "tg": "tanggal", "date": "tanggal", "tggl": "tanggal", "tanggl": "tanggal",
    "lhr": "lahir", "lhir": "lahir", "birth": "lahir", "dob": "tanggal lahir", "born": "lahir", "kelahiran": "lahir",
    "tmp": "tempat", "tmpt": "tempat", "tpt": "tempat", "tempt": "tempat", "place": "tempat",
    "ttl": "tempat tanggal lahir", "ttgl": "tanggal",
    "jk": "jenis kelamin", "jns": "jenis", "kel": "kel", "klmn": "kelamin", "gender": "jenis kelamin",
    "sex": "jenis kelamin", "seks": "jenis kelamin", "jkel": "jenis kelamin",
    "almt": "alamat", "alm": "alamat", "address": "alamat", "addr": "alamat", "domisili": "alamat",
    "dsn": "dusun", "kp": "kampung", "kmp": "kampung", "lingk": "lingkungan", "jln": "jalan", "jl": "jalan",
    "ds": "desa", "village": "desa", "kelurahan": "desa", "nagari": "desa", "gampong": "desa", "pekon": "desa",
    "kec": "kecamatan", "district": "kecamatan", "distrik": "kecamatan", "kab": "kabupaten", "prov": "provinsi",
    "hub": "hubungan", "hubkel": "hubungan keluarga", "relation": "hubungan", "relationship": "hubungan",
    "klg": "keluarga", "kelg": "keluarga", "family": "keluarga", "household": "keluarga",
    "hp": "hp", "telp": "hp", "tlp": "hp", "telepon": "hp", "telephone": "hp", "phone": "hp", "wa": "hp",
    "whatsapp": "hp", "handphone": "hp", "nohp": "hp", "notelp": "hp", "kontak": "hp", "mobile": "hp", "nowa": "hp",
    "ket": "keterangan", "ketr": "keterangan", "notes": "catatan", "note": "catatan", "remark": "catatan",
    "remarks": "catatan", "mother": "ibu", "mothers": "ibu", "ibuk": "ibu", "age": "umur", "usia": "umur",
    "nokk": "nomor kk", "nkk": "nomor kk", "nik": "nik", "ktp": "ktp", "noktp": "nomor ktp", "nonik": "nomor nik",
    "code": "kode", "kd": "kode", "village_code": "kode desa", "krt": "kepala keluarga", "head": "kepala",
    "bantuan": "bantuan", "bansos": "bantuan", "prog": "program", "father": "ayah", "id": "id",
    "namalengkap": "nama lengkap", "tgllahir": "tanggal lahir", "tanggallahir": "tanggal lahir",
    "tempatlahir": "tempat lahir", "jeniskelamin": "jenis kelamin", "rtrw": "rt rw",
}  # fmt: skip
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_EMPTY = {"of", "the", "dan", "and"}
_SPELLED = re.compile(r"\b[a-z](?:[. ]{1,2}[a-z]\b){1,4}")
_NUMBERING = re.compile(r"\(?\d{1,2}[.)]?|\(?[a-z]\)")
_LONG_DIGITS = re.compile(r"\d{7,}")
_DATE = re.compile(r"\d{1,2}[-/. ]\w{1,9}[-/. ]\d{2,4}|\d{4}-\d\d-\d\d")

# The first pattern that is found decides. Specific ones come before general ones.
_MEANS: tuple[tuple[Field | None, str], ...] = (
    # What we ourselves write behind a list that goes back: nothing of it is the list's own.
    (None, r"\b(tercatat|recorded)\b|^(hasil|dikenal|keluarga|lembar|baris|outcome|known|sheet|row)$"),
    (Field.ROW_ID, r"^id baris simpul$|^row id$"),
    (None, r"\b(bank|rekening|sekolah|petugas|pendamping|surveyor|enumerator|ayah|bapak|suami|istri|pasangan|wali|kks)\b"),
    (None, r"^(nomor|no urut|nomor urut|urut|id|nomor peserta|nomor program|id peserta|idbdt|id bdt|id dtks)$"),
    (Field.MOTHER, r"\bibu\b"),
    (Field.ALIAS, r"\b(alias|panggilan|nama lain)\b"),
    (Field.HEAD_NAME, r"\bnama (kepala( keluarga| rumah tangga)?|kk|krt)\b|^kepala( keluarga| rumah tangga)?$"),
    (Field.BIRTH_PLACE, r"\blahir tempat$"),
    (Field.BIRTH_DATE, r"\blahir tanggal$|^tanggal$"),
    (Field.BIRTH, r"\btempat( dan)?( |/)*tanggal( lahir)?\b|\btempat lahir tanggal\b"),
    (Field.FAMILY_NUMBER, r"\bnomor (kartu )?(kk|keluarga)\b|\bkartu keluarga\b|^kk$|\b(kk|keluarga) nomor\b"),
    (Field.NATIONAL_NUMBER, r"\bnik\b|induk kependudukan|\bnomor (e )?ktp\b|^(e )?ktp$|national id|\bnomor identitas\b"),
    (Field.BIRTH_PLACE, r"\b(tempat|kota) lahir\b|^tempat$"),
    (Field.BIRTH_DATE, r"\blahir\b"),
    (Field.SEX, r"\bkelamin\b|^jenis kel$|^l p$|^p l$|^lk pr$|^l$"),
    (Field.PHONE, r"\bhp\b"),
    (Field.RT_RW, r"\brt\W*(dan )?rw\b"),
    (Field.RT, r"\brt\b"),
    (Field.RW, r"\brw\b"),
    (None, r"\b(kabupaten|provinsi|kota|regency|province)\b"),
    (Field.SUBDISTRICT, r"\bkecamatan\b"),
    (Field.RELATION, r"\bhubungan\b|\bshdk\b|\bstatus (dalam )?keluarga\b|\bstatus hub"),
    (Field.VILLAGE, r"\bdesa\b|^kel$|\bkode wilayah\b|^wilayah$"),
    (Field.ADDRESS, r"\b(alamat|kampung|dusun|jalan|lingkungan)\b"),
    (Field.NAME, r"\bnama\b(?! (desa|program|bantuan|barang))|^(penerima|kpm|pengurus|calon|warga|penduduk)\b"),
    (Field.AID, r"\b(bantuan|program|nominal|nilai|jumlah)\b"),
    (Field.NOTE, r"\b(keterangan|catatan|status|ket)\b"),
    (None, r"\b(umur|peserta|sasaran|desil|pekerjaan|agama|pendidikan|kawin|kode pos|postcode)\b"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _MEANS)


@dataclass(frozen=True)
class HeaderRows:
    """Where the table begins: the headers, and the place of the first row below them. No headers: names are empty."""

    names: tuple[str, ...]
    first: int
    last: int  # the row that the data follow, -1 when there is no header

    @property
    def is_there(self) -> bool:
        """Whether the list names its columns at all."""
        return any(self.names)


@lru_cache(maxsize=4_000)
def plain_header(text: str) -> str:
    """A header in small letters and long words: "Nm. Lengkap" and "NAMA LENGKAP" become one."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    spelled = _SPELLED.sub(lambda found: re.sub(r"\W", "", found[0]), folded)  # N.I.K, N I K
    words = " ".join(_LONG.get(word, word) for word in _NOT_A_LETTER.sub(" ", spelled).split() if word not in _EMPTY)
    return words.replace("desa desa", "desa").replace("desa kel", "desa").replace("kel desa", "desa")


def meaning_of(header: str) -> Field | None:
    """What a header means; None for one that means nothing here, or nothing we know."""
    return _meaning(plain_header(header))[0]


def is_header(text: str) -> bool:
    """Whether a cell looks like the head of a column, also of one that we have no use for."""
    return _meaning(plain_header(text))[1]


def _meaning(plain: str) -> tuple[Field | None, bool]:
    for field, pattern in _COMPILED:
        if plain and pattern.search(plain):
            return field, True
    return None, False


def find_headers(rows: Sequence[Sequence[str]]) -> HeaderRows:
    """The row, or the two rows, in which the columns are named; a list may also begin with its first person."""
    looked_at = rows[:ROWS_LOOKED_AT]
    scores = [_likeness(row) for row in looked_at]
    best = max(range(len(scores)), key=lambda place: (scores[place], -place), default=-1)
    if best < 0 or scores[best] < 2:
        best = _unknown_headers(looked_at)
    if best < 0:
        return HeaderRows(("",) * max(map(len, looked_at), default=0), -1, -1)
    first, last = best, best
    if best + 1 < len(looked_at) and _continues(looked_at[best], looked_at[best + 1]):
        last = best + 1
    elif best > 0 and _continues(looked_at[best - 1], looked_at[best]) and scores[best - 1] >= 1:
        first = best - 1
    names = _joined(looked_at[first : last + 1])
    if last + 1 < len(looked_at) and is_numbering(looked_at[last + 1]):
        last += 1
    return HeaderRows(names, first, last)


def _unknown_headers(rows: Sequence[Sequence[str]]) -> int:
    """Headers in words that nobody knows: short texts right above the first row that holds a long number."""
    first = next((place for place, row in enumerate(rows) if any(map(_LONG_DIGITS.search, row))), 0)
    above = [text.strip() for text in rows[first - 1] if text.strip()] if first else []
    is_header = len(above) >= 2 and all(len(text) <= 40 and not text.isdecimal() for text in above)
    return first - 1 if is_header else -1


def is_numbering(row: Sequence[str]) -> bool:
    """(1) (2) (3): columns numbered under their names."""
    filled = [text.strip().casefold() for text in row if text.strip()]
    if len(filled) < 2 or not all(_NUMBERING.fullmatch(text) for text in filled):
        return False
    figures = [re.sub(r"\W", "", text) for text in filled]
    return (
        all(not figure.isdecimal() for figure in figures)
        or [f for f in figures if f.isdecimal()]
        == [str(number) for number in range(int(next(f for f in figures if f.isdecimal())), 99)][
            : sum(f.isdecimal() for f in figures)
        ]
    )


def is_repeat(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the header stands here again, at the head of another page."""
    pairs = [(plain_header(text), plain_header(name)) for text, name in zip(row, names, strict=False) if text.strip()]
    same = sum(1 for text, name in pairs if text and (text == name or text in name))
    return len(pairs) >= 2 and same >= max(2, len(pairs) - 1)


def _likeness(row: Sequence[str]) -> float:
    """How many different headers a row holds; numbers and dates speak against it."""
    filled = [text for text in row if text.strip()]
    if any(_LONG_DIGITS.search(text) or _DATE.search(text) for text in filled):
        return 0
    known = {plain_header(text) for text in filled if len(text) <= 60 and is_header(text)}
    return len(known) - 0.1 * (len(filled) - len(known))


def _continues(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the second row goes on naming columns: under merged cells, and under blank ones."""
    filled = [text for text in below if text.strip()]
    if not filled or is_numbering(below) or _likeness(below) <= 0:
        return False
    if any(len(text) > 40 or re.search(r"\d{3,}", text) for text in filled):
        return False
    is_partial = len(filled) < sum(1 for text in above if text.strip())
    repeats = _repeats(above)
    named = sum(1 for text in filled if is_header(text))
    return named >= len(filled) * 0.6 and (is_partial or repeats)


def _repeats(row: Sequence[str]) -> bool:
    filled = [text.strip() for text in row if text.strip()]
    return len(set(filled)) < len(filled)


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Two lines of headers as one; a merged cell above stands over each of those below it."""
    width = max(map(len, rows))
    names = []
    for place in range(width):
        parts = [" ".join(row[place].split()) for row in rows if place < len(row) and row[place].strip()]
        names.append(" ".join(dict.fromkeys(parts)))
    return tuple(names)
