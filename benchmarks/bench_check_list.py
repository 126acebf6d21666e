"""Checking a list of 12 columns: read in the limited process, understood, compared with everybody known, kept sealed.

The registry holds as many people as the list has rows; a third of the rows speaks of one of them by number, a third has
the name of one of them and no number, and a third is of people nobody knows. The baseline is reading the file alone.
"""

import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from crowd import Somebody, people, places, put
from measuring import Options, compared, run, scratch, seconds

HEADER = ["NO", "NIK", "NO KK", "NAMA", "TGL LAHIR", "JK", "ALAMAT", "RT", "RW", "DESA", "KECAMATAN", "KETERANGAN"]


def measure(options: Options) -> dict[str, Any]:
    """A list of `size` rows, received and checked once, as a job does it."""
    with scratch(options) as place:
        from simpul.accounts.models import User
        from simpul.files.services import read_table

        by, where = User.objects.get(username="rina"), places()
        crowd = list(people(options.size, where, seed=options.seed))
        strangers = people(options.size, where, seed=options.seed + 1)
        put(crowd, by.pk, place)
        content = _file(crowd, list(strangers))
        told: dict[str, Any] = {}
        took = seconds(lambda: told.update(_check(content, by)))

        def read_alone() -> None:
            with read_table(content) as table:
                assert sum(1 for _ in table.rows(0)) == options.size + 1

        alone = seconds(read_alone)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    against = "reading the file alone"
    return compared([took], [alone], unit="seconds", against=against, per=options.size) | told | {"memory_mb": memory}


def _file(crowd: list[Somebody], strangers: list[Somebody]) -> bytes:
    """The list as an office would send it."""
    import xlsxwriter

    villages = _names_of_villages()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.xlsx")
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, HEADER)
            for number, (known, other) in enumerate(zip(crowd, strangers, strict=True), start=1):
                page.write_row(number, 0, _row(number, (known, known, other)[number % 3], villages))
        return path.read_bytes()


def _row(number: int, one: Somebody, villages: dict[str, tuple[str, str]]) -> list[str]:
    """Of three rows the first has no number, the second is of a stranger, the third has somebody's number."""
    day, year = number % 28 + 1, number % 60 + 30
    numbers = (one.number, "", f"320405{day + (0 if number % 2 == 0 else 40):02d}01{year}{number % 9999 + 1:04d}")
    return [
        str(number), numbers[number % 3], f"32040501{number // 4:08d}", one.name,
        f"{day:02d}-01-19{year}", "LP"[number % 2], f"Kp. Cibeureum {number % 200}",
        str(number % 12 + 1), str(number % 9 + 1), *villages.get(one.area, ("", "")), "",
    ]  # fmt: skip


def _names_of_villages() -> dict[str, tuple[str, str]]:
    from simpul.directory.models import Area

    rows = Area.objects.filter(code__startswith="32.04.", level=4).values_list("code", "name", "parent__name")
    return {code: (name, around) for code, name, around in rows}


def _check(content: bytes, by: Any) -> dict[str, Any]:
    """How many rows stand where, and after how many seconds each stage began."""
    from simpul.database.context import acting_as
    from simpul.directory.models import Office
    from simpul.kit.ids import new_id
    from simpul.lists.services import receive_list, stage

    told = _Stages(by)
    office = Office.objects.get(code="dinsos-bandung")
    with acting_as(by.pk):
        incoming = receive_list(
            id=new_id(), content=content, name="Usulan.xlsx", office=office, by=by, is_worked_on_here=True
        )
        stage(pk=str(incoming.pk), progress=told)
        incoming.refresh_from_db()
    return {"counts": incoming.counts, "begun_after": told.begun_after}


class _Stages:
    """Stands where a job tells how far it is."""

    def __init__(self, by: Any) -> None:
        self.viewer, self.begun, self.begun_after = by.pk, time.perf_counter(), {}

    def of(self, total: int) -> None:
        """How much there is."""

    def stage(self, code: str) -> None:
        """What is done from now on."""
        self.begun_after[code] = round(time.perf_counter() - self.begun, 2)

    def advance(self, count: int = 1) -> None:
        """How much was done."""


if __name__ == "__main__":
    run(measure, figure="check a list of 12 columns", target="≤ 20 s for 100,000 rows", size=100_000)
