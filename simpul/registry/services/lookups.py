"""Looking people up counts for whoever asks: each list, and each whole number."""

from collections.abc import Iterable

from simpul.accounts.models import User
from simpul.accounts.services import note_list, note_number
from simpul.registry.queries.reach import today_for
from simpul.registry.rules.search import read_search


def note_search(*, text: str, by: User) -> None:
    """Somebody searches for this text, or leafs through a list."""
    search = read_search(text, on=today_for(by))
    note_numbers(numbers=[search.number, search.phone], by=by)
    if not search.number and not search.phone:
        note_list(by=by)


def note_numbers(*, numbers: Iterable[str | None], by: User) -> None:
    """Whether these numbers are known is asked, in whatever form."""
    for number in numbers:
        if number:
            note_number(number=number, by=by)
