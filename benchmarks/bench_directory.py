"""Loading the areas of Indonesia into an empty database, against COPY of the same rows into an identical table."""

from datetime import date
from itertools import islice
from typing import Any

from measuring import Options, compared, in_turn, run, scratch

TIMES = 3
FRESH = "DROP TABLE IF EXISTS plain_area; CREATE TABLE plain_area (LIKE directory_area INCLUDING ALL)"


def measure(options: Options) -> dict[str, Any]:
    """The first `size` areas, what is above before what is below."""
    with scratch(options) as place, place.superuser() as superuser:
        from django.db import connections

        from simpul.database.server import server
        from simpul.directory import engine
        from simpul.directory.services.shipped_areas import load_areas

        owner = server().connection_info("simpul_owner")
        connections["default"].settings_dict.update(USER=owner["user"], PASSWORD=owner["password"])
        whole = engine.read_areas
        engine.read_areas = lambda: islice(whole(), options.size)  # type: ignore[assignment]
        superuser.execute("SET session_replication_role = replica")

        def load() -> None:
            load_areas(on=date(2026, 1, 1))

        def empty() -> None:
            superuser.execute("TRUNCATE directory_area, directory_areaedition CASCADE")

        empty()
        load()
        with superuser.cursor().copy("COPY directory_area TO STDOUT") as copy:
            rows = [bytes(block) for block in copy]

        def plain() -> None:
            with superuser.cursor().copy("COPY plain_area FROM STDIN") as copy:
                for row in rows:
                    copy.write(row)

        _, ours, _, baseline, reading = in_turn(
            empty, load, lambda: superuser.execute(FRESH), plain, lambda: list(engine.read_areas()), times=TIMES
        )
        against = "COPY of the same rows, ready in memory, into an identical table with its indexes"
        return compared(ours, baseline, unit="seconds", against=against, per=len(rows)) | {
            "parts": {"reading the shipped files": min(reading)}
        }


if __name__ == "__main__":
    run(measure, figure="load the areas of Indonesia", target="≤ 3 × COPY", size=91_620)
