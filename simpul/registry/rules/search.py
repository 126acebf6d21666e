"""What somebody typed into the search box: a number, or names. Plain Python."""

from dataclasses import dataclass
from datetime import date

from simpul.kit.national_numbers import read_nik
from simpul.kit.phones import read_phone
from simpul.kit.remarks import Remark
from simpul.registry.rules.people import search_words

# Kept words are A to Z only, and every one that begins with "SIT" lies between "SIT" and "SIT~".
AFTER_EVERY_LETTER = "~"


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
