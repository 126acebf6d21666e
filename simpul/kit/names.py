"""Names: one field as on the card, and the words by which it is found."""

import re
import unicodedata
from dataclasses import dataclass

from simpul.kit.texts import normalise


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles and degrees as the office's code list of name titles marks them "strip"; what it calls part of the legal name
# (Andi, Cut, Teuku, Raden, Gusti, Ida Bagus, I, Ni …) stays. Spellings beyond that list are common ones of the same.
_TITLES = _words(
    "H HAJI HJ HAJAH HAJJAH KH KIAI KYAI KY NYAI UST USTAZ USTADZ USTAD USTZ USTAZAH USTADZAH TGK TEUNGKU DT DATUK "
    "TN TUAN NY NYONYA NN NONA SDR SAUDARA SDRI SAUDARI BPK BAPAK IBU DR DRG DRS DRA IR PROF HC"
)
_DEGREES = _words(
    "SPD SPDI SDPI SSOS SSOSI SE SEI SH SHI SKM STRSOS STRKEB SAG SKOM SIP SSI SSTP SKEP SPSI SIKOM SAP SKED SFARM "
    "AMD AMDKEB AMDKEP AMAPD BA MSI MM MPD MPDI MH MKESOS MKES MSOS MAP MKOM MAG MSC PHD ST SP SPT MT MA NS LC"
)
# Also words of a name (St. is Siti or Sutan, Ma a family name): a degree only behind a comma or with a dot inside.
_DOUBTFUL_DEGREES = _words("ST SP SPT MT MA BA NS LC SAP MAP SHI SEI MAG")
_DECEASED = _words("ALM ALMH ALMARHUM ALMARHUMAH")
_BETWEEN = _words("BIN BINTI BINTE BTE BT ALIAS")
_LONGEST_DEGREE = 4
_MARKED = _TITLES | _DEGREES | _DECEASED | _BETWEEN

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʹ`´′"))
# Letters with a stroke or joined, which do not fall apart into a letter and an accent.
_UNDECOMPOSED = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Æ": "AE", "Œ": "OE", "ẞ": "SS"})
_CHUNK = re.compile(r"[^\s,;()\[\]/]+|,")
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class _Chunk:
    """What stands between two spaces: "S.SOS" has two pieces; "RAHMA" one."""

    pieces: tuple[str, ...]
    is_after_comma: bool
    has_dot: bool

    @property
    def key(self) -> str:
        return "".join(self.pieces)


def tidy_name(text: str) -> str:
    """The name as on the card: titles, degrees, capitals and all; only spaces and unseen characters are put right."""
    return normalise(text)


def name_words(text: str) -> tuple[str, ...]:
    """The words to search by: capitals A to Z, without titles, degrees, bin and binti, (alm); initials stay.

    Drs. H. M. Ma'ruf bin Abd. Salam, S.Sos (alm) gives M, MARUF, ABD, SALAM. Of a name that would vanish all is kept.
    """
    if text.isascii() and (plain := text.upper().split()) and _MARKED.isdisjoint(plain) and "".join(plain).isalpha():
        return tuple(plain)  # as most are: letters alone, and nothing among them to be left out
    chunks = _chunks(_fold(text))
    living = [chunk for chunk in chunks if chunk.key not in _DECEASED]
    words = [word for chunk in _without_degrees(_without_titles(living)) for word in chunk.pieces]
    found = [word for place, word in enumerate(words) if not (word in _BETWEEN and 0 < place < len(words) - 1)]
    return tuple(found) or tuple(word for chunk in chunks for word in chunk.pieces)


def initials(text: str) -> str:
    """The first letters of these words: MMAS. A child or a survivor is named so on paper."""
    return "".join(word[0] for word in name_words(text))


def _fold(text: str) -> str:
    """Capitals without accents and apostrophes; in what remains only A to Z are letters."""
    text = normalise(text).translate(_APOSTROPHES).upper().translate(_UNDECOMPOSED)
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def _chunks(text: str) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    is_after_comma = False
    for written in _CHUNK.findall(text):
        if written == ",":
            is_after_comma = bool(chunks)
        elif pieces := tuple(_LETTERS.findall(written)):
            chunks.append(_Chunk(pieces, is_after_comma, "." in written))
    return chunks


def _without_titles(chunks: list[_Chunk]) -> list[_Chunk]:
    """Take titles off the front, also the H of "H.M. Said", as long as something is left."""
    while len(chunks) > 1 and chunks[0].key in _TITLES:
        chunks = chunks[1:]
    if chunks and chunks[0].has_dot and len(chunks[0].pieces) > 1 and chunks[0].pieces[0] in _TITLES:
        first = chunks[0]
        return _without_titles([_Chunk(first.pieces[1:], first.is_after_comma, first.has_dot), *chunks[1:]])
    return chunks


def _without_degrees(chunks: list[_Chunk]) -> list[_Chunk]:
    """Take degrees off the end, also written apart ("S. Pd. I"), as long as something is left."""
    for size in range(min(_LONGEST_DEGREE, len(chunks) - 1), 0, -1):
        if _is_degree(chunks[-size:]):
            return _without_degrees(chunks[:-size])
    return chunks


def _is_degree(chunks: list[_Chunk]) -> bool:
    key = "".join(chunk.key for chunk in chunks)
    if key not in _DEGREES or not all(chunk.has_dot for chunk in chunks[:-1]):
        return False
    is_dotted_inside = sum(len(chunk.pieces) for chunk in chunks) > 1
    return key not in _DOUBTFUL_DEGREES or chunks[0].is_after_comma or is_dotted_inside
