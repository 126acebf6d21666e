"""Names in the cells of lists: what is hung on them, and whether two of them are one."""

import difflib
import re
from functools import lru_cache

from simpul.kit import sounds
from simpul.kit.names import name_words
from simpul.kit.remarks import Remark
from simpul.kit.texts import normalise

LONGEST = 200
_DEAD = re.compile(r"[\s,(]*\(?\b(?:alm(?:arhumah|arhum|h)?)\b\.?\)?", re.IGNORECASE)
_NOTE_DEAD = re.compile(r"\b(?:meninggal|alm(?:arhumah|arhum|h)?|wafat|sudah tiada|md|mati)\b", re.IGNORECASE)
_NOTHING = re.compile(r"[-–.0\s]*|tidak (?:ada|diketahui)|kosong|nihil|n/?a|nn|\?+", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*\d{1,4}[.)]\s*(?=[^\W\d])")
NEARLY = 0.86


def read_name(text: str) -> tuple[str, tuple[Remark, ...]]:
    """The name as on the card, with what is odd about it; "(ALM)" says something of the person, not of the name."""
    name = normalise(_NUMBERING.sub("", text)).strip(" ,;'\"")
    if _NOTHING.fullmatch(name):
        return "", ()
    remarks: tuple[Remark, ...] = ()
    if _DEAD.search(name) and (living := _DEAD.sub("", name).strip(" ,.()")):
        name, remarks = living, (Remark("name_says_dead"),)
    if len(name) > LONGEST:
        return "", (*remarks, Remark("text_too_long", {"limit": LONGEST}))
    if not any(map(str.isalpha, name)):
        return "", (*remarks, Remark("name_without_letters"))
    if any(map(str.isdigit, name)):
        return name, (*remarks, Remark("name_has_digits"))
    return name, remarks


def says_dead(note: str) -> bool:
    """Whether a note beside somebody says that they have died."""
    return _NOTE_DEAD.search(note) is not None


@lru_cache(maxsize=200_000)
def sounds_of(name: str) -> tuple[str, ...]:
    """How the words of a name sound, whatever their spelling, in order."""
    return sounds.sounds_of(name_words(name))


def are_equal(name: str, other: str) -> bool:
    """Whether two names have the same words, whatever their capitals, titles and dots."""
    return name_words(name) == name_words(other)


def are_alike(name: str, other: str) -> bool:
    """Whether two names may well be one: by sound, in any order, shortened, or with a slip of the pen."""
    words, others = sounds_of(name), sounds_of(other)
    if not words or not others:
        return False
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    if _with_initials(words, others) or _with_initials(others, words) or _with_a_slip(name, other):
        return True
    if difflib.SequenceMatcher(None, "".join(words), "".join(others)).ratio() >= NEARLY:
        return True
    in_order, others_in_order = "".join(sorted(words)), "".join(sorted(others))
    return difflib.SequenceMatcher(None, in_order, others_in_order).ratio() >= NEARLY


def may_be_alike(name: str, other: str) -> bool:
    """A quick no for most, before the slow look: some word sounds alike, or begins alike."""
    words, others = sounds_of(name), sounds_of(other)
    if not {word[:2] for word in words} & {word[:2] for word in others}:
        return False
    return are_alike(name, other)


def sound_alike(name: str, other: str) -> bool:
    """Whether two names are spelled otherwise and sound the same."""
    return sorted(sounds_of(name)) == sorted(sounds_of(other))


def _with_a_slip(name: str, other: str) -> bool:
    """Word by word the same, or one slip of the fingers away in words that are long enough for it."""
    heard, others_heard = sounds_of(name), sounds_of(other)
    if len(heard) != len(others_heard) or not set(heard) & set(others_heard):
        return False
    told = zip(heard, others_heard, name_words(name), name_words(other), strict=True)
    return all(a == b or (min(len(x), len(y)) >= 4 and sounds.slips_between(x, y) <= 1) for a, b, x, y in told)


def _with_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """S. Rahayu and Siti Rahayu: each word is one of the other's, or its first letter, in order."""
    if len(short) != len(long) or not any(len(word) > 1 for word in short):
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, long, strict=True))
