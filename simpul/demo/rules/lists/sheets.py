"""Sheets of a list, and row by row what should become of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from simpul.demo.rules.chance import Draw, between, one_of
from simpul.demo.rules.lists.lines import Cell, Line

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
TRUTH = ("sheet", "row", "outcome", "person", "fields", "reason", "repeats")


@dataclass
class Sheet:
    """Rows of cells, and the truth beside each row that says anything; `merges` are row, first and last column from 0."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    truth: list[dict[str, str]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)  # the row of a line, by its identity

    def say(self, *cells: Cell, merged_to: int = 0) -> None:
        """A row about nobody: a title, a header, a sum, a signature."""
        if merged_to:
            self.merges.append((len(self.rows), 0, merged_to))
        self.rows.append(list(cells))
        if any(cell not in (None, "") for cell in cells):
            self._judge("ignored")

    def put(self, line: Line, cells: Sequence[Cell], *, among: "Iterable[Sheet]" = ()) -> None:
        """A row about somebody; what it repeats may stand on a sheet before."""
        self.rows.append(list(cells))
        self.places[id(line)] = len(self.rows)
        repeats = ""
        if line.like is not None:
            place = next(sheet for sheet in (*among, self) if id(line.like) in sheet.places)
            repeats = f"{place.name}!{place.places[id(line.like)]}"
        self._judge(line.outcome, line.person, "|".join(line.fields), line.reason, repeats)

    def _judge(self, outcome: str, *more: str) -> None:
        said = (self.name, str(len(self.rows)), outcome, *more, *[""] * (4 - len(more)))
        self.truth.append(dict(zip(TRUTH, said, strict=True)))


Written = Callable[[Draw, Line], Cell]


def as_number(draw: Draw, line: Line) -> Cell:
    """A number of the spreadsheet: whatever has other signs than digits stays text."""
    text = str(line.number)
    return int(text) if text.isdigit() and text else line.number


def date_cell(draw: Draw, line: Line) -> Cell:
    """Mostly a real date, here and there a text."""
    if isinstance(line.birth, date) and draw() < 0.15:
        return line.birth.strftime("%d-%m-%Y")
    return line.birth


def date_short_or_in_words(draw: Draw, line: Line) -> Cell:
    """17/08/74, or 17 Agustus 1974."""
    if not isinstance(line.birth, date):
        return line.birth
    if draw() < 0.25:
        return f"{line.birth.day} {MONTHS[line.birth.month - 1]} {line.birth.year}"
    return line.birth.strftime("%d/%m/%y")


def date_iso(draw: Draw, line: Line) -> Cell:
    """1974-08-17, as another program exports it."""
    return line.birth.isoformat() if isinstance(line.birth, date) else line.birth


def rt_rw_in_any_shape(draw: Draw, line: Line) -> str:
    """001/005, 1/5, RT 01 RW 05, 001/00I …: all of them say the same."""
    rt, rw = int(line.rt), int(line.rw)
    return one_of(draw, (f"{rt:03}/{rw:03}", f"{rt}/{rw}", f"RT {rt:02} RW {rw:02}", f"RT.{rt:03}/RW.{rw:03}", f"{rt:02}-{rw:02}",
                         f"{rt:03}/{rw:03}".replace("1", "I", 1), f"Rt{rt} Rw{rw}"))  # fmt: skip


def village_in_any_shape(code: str) -> Written:
    """By name, with the word for village, shortened, or by its code without dots."""

    def written(draw: Draw, line: Line) -> Cell:
        if line.reason == "village_unknown":
            return line.village
        name = line.village
        return one_of(draw, (name, name.upper(), f"Desa {name}", f"DS. {name.upper()}", code, code.replace(".", "")))

    return written


def amount(draw: Draw) -> int:
    """Rupiah of a stage."""
    return between(draw, 1, 5) * 225_000
