"""One line of a list before it is laid out: what it says of somebody, and what should become of it."""

from dataclasses import dataclass, field
from datetime import date

from simpul.demo.rules.people import DemoFamily, DemoPerson

Cell = str | int | date | None
OUTCOMES = ("new", "known", "update", "held", "unreadable", "repeat", "ignored")
REASONS = {
    "held": (
        "perhaps_known", "number_of_other", "marked_deceased", "birth_date_differs", "sex_differs", "village_unknown",
        "number_filler", "birth_two_centuries",
    ),
    "unreadable": (
        "name_missing", "number_wrong_length", "number_digits_lost", "number_letters_for_digits", "date_impossible",
    ),
}  # fmt: skip


@dataclass
class Line:
    """What a row says in the list's own columns, and the truth about it. `person` is the key of whom it is about."""

    name: str
    number: Cell
    card: Cell
    sex: str
    birth_place: str
    birth: Cell
    address: str
    rt: str
    rw: str
    village: str
    note: str = ""
    born: date | None = None  # as recorded, where `birth` says it otherwise
    outcome: str = "known"
    person: str = ""
    fields: tuple[str, ...] = field(default_factory=tuple)
    reason: str = ""
    like: "Line | None" = None  # the line that this one repeats

    def hold(self, reason: str) -> None:
        """Somebody has to look."""
        self.outcome, self.reason, self.fields = "held", reason, ()

    def fail(self, reason: str) -> None:
        """It cannot be read as it stands."""
        self.outcome, self.reason, self.fields, self.person = "unreadable", reason, (), ""

    def change(self, *fields: str) -> None:
        """Somebody known, and these fields of theirs are another now."""
        self.outcome, self.fields = "update", fields


def line_of(family: DemoFamily, person: DemoPerson, *, is_known: bool) -> Line:
    """As the card has it, with nothing wrong yet."""
    return Line(
        name=person.name.upper(), number=person.national_number or "", card=family.number or "", sex=person.sex,
        birth_place=person.birth_place.upper(), birth=person.birth_date, address=family.address.upper(), rt=family.rt, rw=family.rw,
        village=family.place.name, born=person.birth_date, outcome="known" if is_known else "new",
        person=person.key if is_known else "",
    )  # fmt: skip
