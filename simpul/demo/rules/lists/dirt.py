"""What goes wrong with a list on its way to the office: each kind of dirt changes a line and says what should become of it.

A kind that does not fit a line (no number to spoil, nobody known) leaves it as it is.
"""

from collections.abc import Callable
from datetime import date

from simpul.demo.rules.chance import Draw, between, one_of
from simpul.demo.rules.lists.lines import Line
from simpul.demo.rules.names import in_old_letters

Dirt = Callable[[Draw, Line, list[Line]], None]
"""Takes the draw, the line, and the lines above it."""
_SPELLINGS = (
    ("MUHAMMAD ", "MOH. "), ("MUHAMAD ", "M. "), ("SITI ", "ST. "), ("ABDUL ", "ABD. "), ("F", "P"), ("V", "P"), ("ZAENAL", "JAENAL"),
    ("RIZKI", "RIZQI"), ("NUR", "NOER"), ("HIDAYAT", "HIDAYAH"), ("AH ", "A "), ("DD", "D"), ("IN ", "EN "), ("Y", "I"), ("AT", "AD"),
    ("UL", "OEL"), ("SU", "SOE"),
)  # fmt: skip


def other_spelling(draw: Draw, line: Line, above: list[Line]) -> None:
    """The same number, the name as the village writes it: still the same person, and no reason to change the record."""
    first = between(draw, 0, len(_SPELLINGS) - 1)
    for said, written in (*_SPELLINGS[first:], *_SPELLINGS[:first]):
        if said in line.name:
            line.name = line.name.replace(said, written, 1)
            return
    line.name = in_old_letters(line.name).upper()


def other_rt(draw: Draw, line: Line, above: list[Line]) -> None:
    """Lives a few houses further on."""
    if line.outcome == "known":
        line.rt = f"{int(line.rt) % 8 + 1:03}"
        line.change("rt")


def excel_rounded(draw: Draw, line: Line, above: list[Line]) -> None:
    """Typed into a spreadsheet as a number: the sixteenth digit became 0, and somebody of that name is known.

    Of a stranger nobody could tell: one honest number in ten ends so.
    """
    if line.outcome == "known" and line.number and not str(line.number).endswith("0"):
        line.number = int(str(line.number)[:15] + "0")
        line.hold("perhaps_known")


def scientific(draw: Draw, line: Line, above: list[Line]) -> None:
    """Saved as it was shown: 3,20432E+15."""
    if line.number:
        figures = str(line.number)
        line.number = f"{figures[0]},{figures[1:6]}E+15"
        line.fail("number_digits_lost")


def one_digit_short(draw: Draw, line: Line, above: list[Line]) -> None:
    """Fifteen digits, or seventeen."""
    if line.number:
        figures = str(line.number)
        at = between(draw, 7, 14)
        line.number = figures[:at] + figures[at + 1 :] if draw() < 0.7 else figures[:at] + figures[at] + figures[at:]
        line.fail("number_wrong_length")


def letters(draw: Draw, line: Line, above: list[Line]) -> None:
    """O for 0, l for 1."""
    figures = str(line.number or "")
    if "0" in figures:
        line.number = figures[:6] + figures[6:].replace("0", "O").replace("1", "l")
        if line.number != figures:
            line.fail("number_letters_for_digits")


def apostrophe(draw: Draw, line: Line, above: list[Line]) -> None:
    """So that the spreadsheet keeps it: '3204…, a space behind, or groups of four. It reads well."""
    if line.number:
        figures, sort = str(line.number), draw()
        line.number = (
            f"'{figures}" if sort < 0.6 else f"{figures} " if sort < 0.8 else " ".join(figures[n : n + 4] for n in (0, 4, 8, 12))
        )  # fmt: skip


def filler(draw: Draw, line: Line, above: list[Line]) -> None:
    """Something had to be written."""
    line.number = one_of(draw, ("9999999999999999", "0", "1234567890123456", "3" * 16))
    line.hold("number_filler")


def no_number(draw: Draw, line: Line, above: list[Line]) -> None:
    """Nobody asked, or there is none: somebody of that name and birth date may be known, a stranger is new all the same."""
    line.number = one_of(draw, ("", "-", "belum ada", "BLM PUNYA"))
    if line.outcome == "known":
        line.hold("perhaps_known")


def number_of_other(draw: Draw, line: Line, above: list[Line]) -> None:
    """Copied from the line above."""
    known = [other for other in above[-6:] if other.outcome == "known" and other.number and other.name != line.name]
    if known and line.outcome == "known":
        line.number = known[-1].number
        line.hold("number_of_other")


def repeated(draw: Draw, line: Line, above: list[Line]) -> None:
    """The same person again, word for word."""
    good = [other for other in above if other.outcome in ("known", "new") and other.number]
    if good:
        other = one_of(draw, good)
        for name in (
            "name",
            "number",
            "card",
            "sex",
            "birth_place",
            "birth",
            "born",
            "address",
            "rt",
            "rw",
            "village",
            "note",
        ):
            setattr(line, name, getattr(other, name))
        line.outcome, line.person, line.reason, line.fields, line.like = "repeat", other.person, "", (), other


def deceased(draw: Draw, line: Line, above: list[Line]) -> None:
    """The list knows of a death that the record does not."""
    if line.outcome == "known":
        line.name = f"{line.name} {one_of(draw, ('(ALM)', '(ALMH)', 'ALM.', '(alm)'))}"
        line.hold("marked_deceased")


def swapped_date(draw: Draw, line: Line, above: list[Line]) -> None:
    """Day and month exchanged: the number is that of somebody born on another day."""
    born = line.birth
    if isinstance(born, date) and born.day <= 12 and born.day != born.month and line.outcome == "known":
        line.birth = born.replace(day=born.month, month=born.day)
        line.hold("birth_date_differs")


def other_year(draw: Draw, line: Line, above: list[Line]) -> None:
    """Another year than recorded."""
    if isinstance(line.birth, date) and line.outcome == "known":
        line.birth = date(line.birth.year - between(draw, 2, 9), line.birth.month, min(line.birth.day, 28))
        line.hold("birth_date_differs")


def two_centuries(draw: Draw, line: Line, above: list[Line]) -> None:
    """12/05/21 without a number beside it: a child, or somebody of a hundred and more."""
    if isinstance(line.birth, date):
        line.birth, line.number = line.birth.strftime("%d/%m/%y"), ""
        line.hold("birth_two_centuries")


def impossible_date(draw: Draw, line: Line, above: list[Line]) -> None:
    """A day that no calendar has."""
    if isinstance(line.birth, date):
        line.birth = f"{one_of(draw, ('31', '30'))}/02/{line.birth.year}"
        line.fail("date_impossible")


def other_sex(draw: Draw, line: Line, above: list[Line]) -> None:
    """A slip of one letter."""
    if line.outcome == "known":
        line.sex = "P" if line.sex == "L" else "L"
        line.hold("sex_differs")


def nameless(draw: Draw, line: Line, above: list[Line]) -> None:
    """A row with a number and no name."""
    line.name = one_of(draw, ("", "-", "..."))
    line.fail("name_missing")


def foreign_village(draw: Draw, line: Line, above: list[Line]) -> None:
    """A village code of another scheme, or a name that no village has."""
    line.village = one_of(draw, ("3204190003", "3204200007", "DESA SUKAMAJU BARU", "KEL. ?"))
    line.hold("village_unknown")


def clean(draw: Draw, line: Line, above: list[Line]) -> None:
    """Nothing is wrong."""
