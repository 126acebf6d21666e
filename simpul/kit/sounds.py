"""How the words of a name sound to Indonesian ears: spellings that one name is written in come out as one fold.

One source for the words that are kept and the words that are typed. A fold is a key to compare by, never shown. What
sounds alike is not the same: MUHAMMAD and MUCHAMAD are one name, JUMINAH and SUMINAH two that a clerk may confuse.
The rules follow the code list of spelling rules (name_spelling_rules.csv), whose codes stand beside them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

# Written short. Only in front is M. Muhammad and St. Siti (R22, R23); elsewhere they are initials.
_SHORT = {
    "ABD": "ABDUL", "ABDL": "ABDUL", "ABDU": "ABDUL", "ABDUR": "ABDUL", "NR": "NUR", "AGS": "AGUS",
    "MUH": "MUHAMMAD", "MOH": "MUHAMMAD", "MUHD": "MUHAMMAD", "MOHD": "MUHAMMAD", "MHD": "MUHAMMAD",
    "MUCH": "MUHAMMAD", "MOCH": "MUHAMMAD", "MOKH": "MUHAMMAD", "MUKH": "MUHAMMAD", "MUHAM": "MUHAMMAD",
    "GST": "GUSTI", "NGR": "NGURAH", "WYN": "WAYAN", "NYM": "NYOMAN", "KMG": "KOMANG", "KT": "KETUT", "PT": "PUTU",
    "DW": "DEWA", "COK": "COKORDA", "TJOK": "COKORDA", "RD": "RADEN", "DG": "DAENG",
}  # fmt: skip
_SHORT_IN_FRONT = {"M": "MUHAMMAD", "ST": "SITI"}

_VOWEL, _CONSONANT = "[AEIOU]", "[B-DF-HJ-NP-TV-Z]"
_OLD = re.compile("OE|TJ|DJ|SJ|^NJ")
# In this order; each is (what is written, what it sounds like, where, when not everywhere).
_RULES: tuple[tuple[str, str, re.Pattern[str] | None], ...] = tuple(
    (written, sound, re.compile(where) if where else None)
    for written, sound, where in (
        ("OE", "U", ""),  # R01, R27: Soekarno
        ("OO", "U", ""),  # R25: Noor
        ("TJ", "C", ""),  # R02
        ("DJ", "J", ""),  # R03
        ("DZ", "J", ""),  # Dzulfikar = Zulfikar
        ("NJ", "NY", "^NJ"),  # R05
        ("X", "KS", ""),  # R15
        ("Q", "K", ""),  # R13
        ("CHR", "KR", ""),  # Christina = Kristina
        ("CH", "C", "CH(?=AND)"),  # Chandra = Candra
        ("CH", "KH", ""),
        ("KH", "K", f"(?<={_CONSONANT})KH"),  # R20: Nurkholis = Nurkolis
        ("KH", "H", ""),  # R07: Achmad = Akhmad = Ahmad
        ("TS", "S", ""),  # R11: Utsman
        ("SJ", "S", f"SJ(?={_VOWEL}|H)"),  # R06
        ("SY", "S", f"SY(?={_VOWEL}|H)"),  # R11: Syarif
        ("SH", "S", ""),  # R11: Sholeh
        ("PH", "P", ""),
        ("F", "P", ""),  # R12
        ("V", "P", ""),  # R12
        ("WU", "U", ""),  # R19
        ("UW", "U", ""),  # R19: Suwarno = Suarno
        ("YI", "I", ""),
        ("IY", "I", ""),  # Supriyadi = Supriadi
        ("AI", "E", ""),  # R16: Zainal = Zaenal
        ("AE", "E", ""),  # R16
        ("EI", "E", ""),  # R16
        ("AY", "E", f"AY(?!{_VOWEL})"),  # R16: Zaynal
        ("EY", "E", f"EY(?!{_VOWEL})"),
        ("AU", "O", ""),  # R17: Taufik = Topik
        ("AW", "O", f"AW(?!{_VOWEL})"),  # R17: Nawfal
        ("Z", "S", ""),  # R14: Zaenal = Jaenal = Saenal
        ("J", "S", ""),  # R14
        ("W", "U", ""),  # R19
        ("Y", "I", ""),  # R08
        ("H", "", "(?<=.)H"),  # R20: silent but in front
        ("DL", "D", ""),  # R10: Ramadlan = Ramadhan = Ramadan
    )
)
_DOUBLED = re.compile(r"(.)\1+")  # R09
_HARD_AT_THE_END = {"G": "K", "D": "T", "B": "P"}  # R21; Yakub = Yakup
# R18: Wijaya = Wijoyo, Sudarmanta = Sudarmanto
_JAVANESE_A = ((re.compile(f"(?<=..)A({_CONSONANT}?I?)A$"), r"O\1O"), (re.compile(f"(?<=...{_CONSONANT})A$"), "O"))
_MUHAMMAD = re.compile("M[OU]+A?M[AEIU]?T")  # R22: whatever is written between the M and the D
_CANONICAL = "MUAMAT"

# First and second halves that are written together or apart (R24 to R26).
_FIRST_HALVES = ("ABDUL", "ABDU", "ABD", "NUR", "NOER", "NOOR", "SRI", "SITI", "DWI", "TRI", "EKA", "MUH", "MOH", "SU")
_SECOND_HALVES = (
    "WATI", "YATI", "NINGSIH", "NINGRUM", "ASIH", "YANTO", "YANTI", "WANTO", "WANTI", "SARI", "WAN", "DIN", "RINI", "TINI",
)  # fmt: skip
_FEWEST_LETTERS = 3  # of what remains beside a half
_ARTICLE = re.compile("ABDUL(?=[RSDTNZL][AEIOUH])")  # the L becomes the letter that follows: Abdurrahman
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@lru_cache(maxsize=20_000)  # the words of names come again and again
def sound_of(word: str, *, is_first: bool = False) -> str:
    """The fold of one word of a name, as `name_words` gives it; `is_first` when it stands in front."""
    return _sound_of(word, is_first)


def _sound_of(word: str, is_first: bool) -> str:
    word = _SHORT.get(word) or (_SHORT_IN_FRONT.get(word, word) if is_first else word)
    return _heard(_ARTICLE.sub("ABDU", word) if len(word) > len("ABDUL") else word)


def sounds_of(words: Sequence[str]) -> tuple[str, ...]:
    """The folds of the words of a name, one for each."""
    return tuple(sound_of(word, is_first=place == 0) for place, word in enumerate(words))


def readings_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The same name with two words written together, or one apart: Nur Hayati, Nurhayati. As words, not as folds."""
    for place in range(len(words) - 1):
        yield (*words[:place], _together(words[place], words[place + 1]), *words[place + 2 :])
    for place, word in enumerate(words):
        for halves in _halves(word):
            yield (*words[:place], *halves, *words[place + 1 :])


@lru_cache(maxsize=200)
def sounds_with_one_slip(word: str, *, is_first: bool = False) -> frozenset[str]:
    """The folds of all words from which this one is one slip of the fingers away: a letter too much, too few, wrong, or
    two changed about (Damerau 1964). So a slip and another spelling may come together."""
    return frozenset(_sound_of(meant, is_first) for meant in _one_slip_away(word) if meant)


@lru_cache(maxsize=20_000)
def slips_between(one: str, other: str) -> int:
    """The optimal string alignment distance: how many letters were missed, added, mistaken or changed about."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, latest, row = row, before, [i]
        for j, compared in enumerate(other, 1):
            best = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != compared))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == compared:
                best = min(best, latest[j - 2] + 1)
            row.append(best)
    return row[-1]


def _heard(word: str) -> str:
    if "NJ" in word and _OLD.search(word):
        word = word.replace("NJ", "NY")  # R05: Soenjoto; in a new spelling it is n and j, as in Panji
    for written, sound, where in _RULES:
        if written in word:
            word = where.sub(sound, word) if where else word.replace(written, sound)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 2:
        word = word[:-1] + _HARD_AT_THE_END.get(word[-1], word[-1])
    for written_so, sound in _JAVANESE_A if word[-1] == "A" else ():
        word = written_so.sub(sound, word)
    return _CANONICAL if word[0] == "M" and _MUHAMMAD.fullmatch(word) else word


def _together(one: str, other: str) -> str:
    return _SHORT.get(one, one) + other


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for first in _FIRST_HALVES:
        if word.startswith(first) and len(word) >= len(first) + _FEWEST_LETTERS:
            yield first, word[len(first) :]
    for second in _SECOND_HALVES:
        if word.endswith(second) and len(word) >= len(second) + _FEWEST_LETTERS:
            yield word[: -len(second)], second


def _one_slip_away(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        front, behind = word[:place], word[place:]
        yield from (front + letter + behind for letter in LETTERS)
        if behind:
            yield front + behind[1:]
            yield from (front + letter + behind[1:] for letter in LETTERS)
        if len(behind) > 1:
            yield front + behind[1] + behind[0] + behind[2:]
