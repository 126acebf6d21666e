"""Tables without lines: where no line of a page has ink, a column ends.

What stands in the lines of one list is taken together, over all of its pages, because one layout prints them all: a gap
that runs through every line is between two columns, one that a single line has is a space between words. Used by the
reading process, which starts with hardly any imports.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

STEPS = 4  # a point, a 72nd of an inch, in as many parts
WIDEST = 20_000  # points; a page is at most 14,400
LEAST_GAP = 0.5  # between columns, of the height of the letters; a space is a quarter to a third of it
OVERFLOWING = 0.02  # the share of lines whose text may run over into an empty cell beside it
FEWEST_LINES = 3
SHARE_OF_LINES = 0.5  # of a text that is a list; a letter has some lines of two parts too
SAME_LINE = 0.5  # of the height of the letters: how far apart two words of one line may stand


class Word(NamedTuple):
    """A word where it stands, in points from the upper left corner of its page."""

    text: str
    left: float
    right: float
    top: float
    height: float


Line = list[Word]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words of a page by lines, each from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.top):
        if lines and word.top - lines[-1][0].top <= SAME_LINE * word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def rows_of(pages: Sequence[Sequence[Line]]) -> list[list[str]]:
    """The rows of the list that these pages hold, with its titles, which have one cell; none when they hold no list."""
    lines = [line for page in pages for line in page]
    told = [line for line in lines if len(_parts(line)) > 1]
    if len(told) < max(FEWEST_LINES, SHARE_OF_LINES * len(lines)):
        return []
    ends = _ends_of_columns(told)
    if not ends:
        return []
    return [row for page in pages for row in _rows_of_page(page, ends)]


def _rows_of_page(page: Sequence[Line], ends: Sequence[float]) -> list[list[str]]:
    rows: list[list[str]] = []
    above: Line = []
    near = _within_a_cell(page, ends)
    for line in page:
        cells = _cells(line, ends)
        if rows and line[0].top - above[0].top <= near and _goes_on(cells, rows[-1]):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        above = line
    return rows


def _goes_on(cells: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a line holds nothing but the rest of cells that were too narrow for their text."""
    return not cells[0] and bool(row[0]) and all(above for cell, above in zip(cells, row, strict=True) if cell)


def _within_a_cell(page: Sequence[Line], ends: Sequence[float]) -> float:
    """How far below one another two lines of one cell may stand; 0 where lines are as far apart as rows are."""
    least = min((below[0].top - above[0].top for above, below in pairwise(page)), default=0)
    tops = [line[0].top for line in page if line[0].left < ends[0]]
    rows = sorted(below - above for above, below in pairwise(tops))
    usual = rows[len(rows) // 2] if rows else 0
    return 1.15 * least if least < 0.9 * usual else 0


def _parts(line: Line) -> list[Line]:
    """The words of a line, parted where there is more than a space between them."""
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word.left - before.right >= LEAST_GAP * word.height:
            parts.append([])
        parts[-1].append(word)
    return parts


def _ends_of_columns(lines: Sequence[Line]) -> list[float]:
    """Where each column but the last ends: the middle of every gap that runs through all of these lines."""
    change = [0] * (WIDEST * STEPS + 2)
    heights = sorted(word.height for line in lines for word in line)
    for line in lines:
        for word in line:
            change[_step(word.left)] += 1
            change[_step(word.right) + 1] -= 1
    allowed = int(OVERFLOWING * len(lines))
    first = min(_step(line[0].left) for line in lines)
    last = max(_step(line[-1].right) for line in lines)
    gaps = []
    place = first
    inked = list(accumulate(change))[first : last + 1]
    for is_free, run in groupby(inked, key=lambda count: count <= allowed):
        size = sum(1 for _ in run)
        if is_free and size >= LEAST_GAP * heights[len(heights) // 2] * STEPS:
            gaps.append((place + size / 2) / STEPS)
        place += size
    return gaps


def _step(point: float) -> int:
    return min(max(int(point * STEPS), 0), WIDEST * STEPS)


def _cells(line: Line, ends: Sequence[float]) -> list[str]:
    """The words of a line by columns; a title runs over the columns and stands in the first."""
    parts = _parts(line)
    if len(parts) == 1 and any(line[0].left < end < line[-1].right for end in ends):
        return [_text(line), *[""] * len(ends)]
    cells: list[Line] = [[] for _ in range(len(ends) + 1)]
    for word in line:
        middle = (word.left + word.right) / 2
        cells[bisect_left(ends, middle)].append(word)
    return [_text(cell) for cell in cells]


def _text(words: Line) -> str:
    return " ".join(word.text for word in words)
