"""What somebody typed into the search box: a number, or names; and what else they may have meant. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import pairwise

from simpul.kit.national_numbers import read_nik
from simpul.kit.phones import read_phone
from simpul.kit.remarks import Remark
from simpul.kit.sounds import readings_of, slips_between, sound_of, sounds_of, sounds_with_one_slip
from simpul.registry.rules.people import search_words

# Kept words are A to Z only, and every one that begins with "SIT" lies between "SIT" and "SIT~".
AFTER_EVERY_LETTER = "~"

# With fewer than so many found, the next step is taken: by sound, then by slips of the fingers.
ENOUGH_WORDS, ENOUGH_SOUNDS = 10, 6
SHORTEST_TO_SLIP_IN = 3  # letters: one slip in fewer makes any name of any other
MOST_SLIPS = 2  # in a whole name
LETTERS_KEPT = 3  # at the beginning of a word with two slips


class How(IntEnum):
    """How somebody was found, the surest first."""

    NUMBER = 0
    WORDS = 1
    BEGINNINGS = 2
    SOUND = 3
    SLIP = 4


@dataclass(frozen=True)
class Search:
    """Either whole numbers, which find exactly, or words, which find by their beginnings; a remark when neither."""

    number: str | None = None
    phone: str | None = None
    words: tuple[str, ...] = ()
    remark: Remark | None = None

    def __bool__(self) -> bool:
        return bool(self.number or self.phone or self.words)


def read_search(text: str, *, on: date) -> Search:
    """A NIK or family number, a phone number, or a name. Half a number finds nobody: numbers are kept sealed."""
    if not any(character.isdigit() for character in text):
        return Search(words=search_words(text))
    number = read_nik(text, on=on)
    if number.number:
        return Search(number=number.number)
    if phone := read_phone(text).number:
        return Search(phone=phone)
    if words := search_words(text):
        return Search(words=words)
    return Search(remark=number.warnings[0])


@dataclass(frozen=True)
class Heard:
    """What one word of a name may sound like: one of these folds, or one that begins so."""

    sounds: frozenset[str]
    beginning: str = ""


Reading = tuple[Heard, ...]


def by_sound(words: Sequence[str]) -> Iterator[Reading]:
    """The name as it sounds, initials for whole words and whole words for initials; then together and apart."""
    longest = max(words, key=len, default="")
    yield tuple(_heard(word, place, len(words), is_kept=word == longest) for place, word in enumerate(words))
    for reading in readings_of(words):
        yield _exactly(reading)


def by_slips(words: Sequence[str]) -> Iterator[Reading]:
    """A slip of the fingers in any word. More is found so than was meant: `Typed.is_slip_of` says of whom."""
    if any(_may_slip(word, len(words)) for word in words):
        yield tuple(Heard(_meant(word, place, len(words))) for place, word in enumerate(words))


def by_more_slips(words: Sequence[str]) -> Iterator[Reading]:
    """A slip in a name written together or apart; two in one word behind its first letters, the others as they sound."""
    for reading in readings_of(words):
        yield tuple(Heard(_meant(word, place, len(reading))) for place, word in enumerate(reading))
    sure = _exactly(words)
    for place, word in enumerate(words) if len(words) > 1 else ():
        if len(word) > SHORTEST_TO_SLIP_IN:
            begun = Heard(frozenset(), sound_of(word, is_first=place == 0)[:LETTERS_KEPT])
            yield (*sure[:place], begun, *sure[place + 1 :])


class Typed:
    """A name that was typed, to be compared with many that are kept, each given as its words."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words, self.letters = words, "".join(words)
        readings = [tuple(words), *readings_of(words)] if words else []
        self.readings = [
            [
                (sound_of(word, is_first=place == 0), _meant(word, place, len(reading)))
                for place, word in enumerate(reading)
            ]
            for reading in readings
        ]

    def distance(self, kept: Sequence[str]) -> tuple[int, int]:
        """How many letters are otherwise in the nearest words, then how many words there are besides."""
        apart = sum(min((slips_between(word, one) for one in kept), default=len(word)) for word in self.words)
        if apart and len(kept) != len(self.words):  # perhaps one is written together, the other apart
            apart = min(apart, *(slips_between(self.letters, one + other) for one, other in pairwise((*kept, ""))))
        return apart, abs(len(kept) - len(self.words))

    def is_slip_of(self, kept: Sequence[str]) -> bool:
        """Whether not more slips than somebody makes in a name lie between what was typed and how this name sounds."""
        sounds = frozenset(sounds_of(kept))
        return any(sum(_slips(heard, sounds) for heard in reading) <= MOST_SLIPS for reading in self.readings)


def _slips(heard: tuple[str, frozenset[str]], kept: frozenset[str]) -> int:
    """By letter or by sound: one slip may change more of a fold than one letter."""
    sound, meant = heard
    if sound in kept:
        return 0
    if not meant.isdisjoint(kept):
        return 1
    return min((slips_between(sound, one) for one in kept), default=len(sound)) if len(meant) > 1 else MOST_SLIPS + 1


def _may_slip(word: str, many: int) -> bool:
    """In a short word only where others stand beside it: else any short name would be any other."""
    return len(word) >= SHORTEST_TO_SLIP_IN + (many == 1)


def _meant(word: str, place: int, many: int) -> frozenset[str]:
    """The folds of what may have been meant by a word of a name of so many."""
    is_first = place == 0
    return (
        sounds_with_one_slip(word, is_first=is_first)
        if _may_slip(word, many)
        else frozenset({sound_of(word, is_first=is_first)})
    )


def _heard(word: str, place: int, many: int, *, is_kept: bool) -> Heard:
    sound = sound_of(word, is_first=place == 0)
    if many == 1:
        return Heard(frozenset({sound}))
    if len(word) == 1:
        return Heard(frozenset({sound}), word)
    return Heard(frozenset({sound} if is_kept else {sound, word[0]}))


def _exactly(words: Sequence[str]) -> Reading:
    return tuple(Heard(frozenset({sound_of(word, is_first=place == 0)})) for place, word in enumerate(words))
