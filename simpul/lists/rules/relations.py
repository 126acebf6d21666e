"""Somebody's place in the family, in the words of lists, as the code list shdk numbers it."""

import re
from functools import lru_cache

HEAD, HUSBAND, WIFE, CHILD, OTHER_RELATIVE, OTHER = "1", "2", "3", "4", "9", "11"
_WORDS = {
    HEAD: "kepala keluarga|kepala|kk|krt|kep keluarga|kepala rumah tangga|kep kel|head|kpl keluarga|kepkel",
    HUSBAND: "suami|husband",
    WIFE: "istri|isteri|istri suami|wife|istr",
    CHILD: "anak|anak kandung|anak angkat|anak tiri|child|son|daughter|ank|anak ke",
    "5": "menantu|mantu",
    "6": "cucu|grandchild",
    "7": "orang tua|orangtua|ortu|ibu|ayah|bapak|parent|ibu kandung",
    "8": "mertua",
    OTHER_RELATIVE: "famili lain|famili|saudara|kakak|adik|keponakan|ponakan|paman|bibi|nenek|kakek|sepupu|family lain",
    "10": "pembantu|art|pembantu rumah tangga",
    OTHER: "lainnya|lain lain|lain|other",
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split("|")}
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=512)
def read_relation(text: str) -> str | None:
    """The code of a relation: "Isteri", "3", "ANAK KE-2"; None for what is none."""
    plain = " ".join(_NOT_A_LETTER.sub(" ", text.casefold()).split())
    if plain.isdecimal():
        number = str(int(plain))
        return number if number in _WORDS else None
    plain = re.sub(r" ?\d+$", "", plain)
    return _CODES.get(plain)
