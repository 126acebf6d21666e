"""Reading a list of 12 columns in the limited process, against bare calamine in this one; the same as CSV, against csv."""

import csv
import datetime
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import Options, compared, in_turn, run, spread

TIMES = 3
HEADER = ["NO", "NIK", "NO KK", "NAMA", "TGL LAHIR", "JK", "ALAMAT", "RT", "RW", "DESA", "KECAMATAN", "KETERANGAN"]
NAMES = ["SITI", "AMINAH", "UJANG", "DEDI", "KURNIA", "NENENG", "ASEP", "SURYANA", "EUIS", "COMARIAH"]


def rows(size: int, seed: int) -> Iterator[list[Any]]:
    """People of a list, none of whom exists."""
    rng = random.Random(seed)  # noqa: S311 - the same list every time
    for number in range(1, size + 1):
        born = datetime.date(1940, 1, 1) + datetime.timedelta(days=rng.randrange(30_000))
        yield [
            number, 3204050000000001 + rng.randrange(10**9), f"32040500{rng.randrange(10**8):08d}",
            " ".join(rng.choices(NAMES, k=2)), born, rng.choice("LP"), f"Kp. Cibeureum No. {rng.randrange(200)}",
            rng.randrange(1, 12), f"{rng.randrange(1, 9):03d}", "MEKARSARI", "CILEUNYI", "",
        ]  # fmt: skip


def measure(options: Options) -> dict[str, Any]:
    """Files of `size` rows, read to the last cell."""
    import xlsxwriter
    from python_calamine import load_workbook

    from simpul.files.engine.tables import process
    from simpul.files.rules.tables import Limits

    with tempfile.TemporaryDirectory() as folder:
        sheet, text = Path(folder, "list.xlsx"), Path(folder, "list.csv")
        with xlsxwriter.Workbook(sheet) as book:
            page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
            page.write_row(0, 0, HEADER)
            for number, row in enumerate(rows(options.size, options.seed), start=1):
                for column, value in enumerate(row):
                    page.write_datetime(number, column, value, day) if column == 4 else page.write(
                        number, column, value
                    )
        with text.open("w", newline="") as file:
            csv.writer(file, delimiter=";").writerows([HEADER, *rows(options.size, options.seed)])

        def read(path: Path) -> None:
            answer = process.read(path, limits=Limits())
            assert isinstance(answer, process.ReadTable), answer
            with answer:
                assert sum(1 for _ in answer.rows()) == options.size + 1

        def bare() -> None:
            assert sum(1 for _ in load_workbook(sheet).get_sheet_by_index(0).iter_rows()) == options.size + 1

        def bare_csv() -> None:
            with text.open(newline="") as file:
                assert sum(1 for _ in csv.reader(file, delimiter=";")) == options.size + 1

        ours, baseline, ours_csv, baseline_csv = in_turn(
            lambda: read(sheet), bare, lambda: read(text), bare_csv, times=TIMES
        )
    answer = compared(ours, baseline, unit="seconds", against="calamine in the same process", per=options.size)
    parts = {"CSV": spread(ours_csv), "CSV with bare csv": spread(baseline_csv)}
    return answer | {"parts": parts}


if __name__ == "__main__":
    run(measure, figure="read a list of 12 columns", target="≤ 10 s, ≤ 5 × calamine", size=100_000)
