"""Loading people from a CSV text: read, checked, sealed, indexed and recorded with history and audit, against COPY alone.

The text is read line by line, each value with the same readers as a form's, and registered in parts of 5,000 people,
each in a transaction of its own. The baseline is COPY of the very rows that came of it into identical tables with the
same indexes, without triggers, policies and references.
"""

import csv
import random
import resource
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import UUID

from crowd import people, places
from measuring import Options, Scratch, run, scratch, seconds, spread

PART = 5_000
ON = "2026-11-24"
RECORDS = ("person", "family", "familynumber", "membership", "contact", "nameword", "papertask")
HISTORY = ("personevent", "familyevent", "familynumberevent", "membershipevent", "contactevent")
TABLES = {**{f"registry_{name}": "records" for name in RECORDS}, **{f"registry_{name}": "history" for name in HISTORY}}
TABLES["audit_event"] = "audit"


def measure(options: Options) -> dict[str, Any]:
    """Write the text, load it, and copy what came of it."""
    with scratch(options) as place, TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        write_text(path, options)
        before = {table: count(place, table) for table in TABLES}
        taken, people_loaded = timed(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        copied = {table: copy(place, table, Path(folder), before[table]) for table in TABLES}
    parts = {
        kind: round(sum(copied[t] for t in TABLES if TABLES[t] == kind), 2) for kind in ("records", "history", "audit")
    }
    baseline = sum(parts.values())
    return {
        "unit": f"seconds for {people_loaded} people", "runs": spread([taken]),
        "baseline": {"what": "COPY of all the rows that came of it into identical tables with their indexes", **spread([baseline])},
        "ratio": round(taken / baseline, 2), "ratio_to_records_alone": round(taken / parts["records"], 2),
        "per_second": round(people_loaded / taken), "peak_memory_gb": round(peak, 2), "parts": parts,
    }  # fmt: skip


def write_text(path: Path, options: Options) -> None:
    """A list as a district keeps it: families of one to six, the head first, every line with its card's number."""
    chance = random.Random(options.seed)  # noqa: S311
    where = places()
    crowd = (one for one in people(options.size * 2, where, seed=options.seed) if one.office == where.here[0])
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        left, card = 0, 0
        for position, one in enumerate(islice(crowd, options.size)):
            is_head = left == 0
            if is_head:
                left, card, village, house = chance.randint(1, 6), card + 1, one.area, f"Kp. Cikadu {position % 97}"
            left -= 1
            born = f"{1 + position % 28:02d}-{1 + position % 12:02d}-{1950 + position % 70}"
            sex, day = "LP"[position % 2], 1 + position % 28 + (40 if position % 2 else 0)
            number = f"{village[:2]}{village[3:5]}{village[6:8]}{day:02d}{1 + position % 12:02d}{(1950 + position % 70) % 100:02d}{position % 9999 + 1:04d}"
            writer.writerow([
                f"320405{1 + card % 28:02d}{1 + card % 12:02d}15{card % 9999 + 1:04d}",
                number if position % 50 else "", one.name.title(), sex, "Bandung", born,
                "1" if is_head else "4", village, house, "3", "2", one.phone or "",
            ])  # fmt: skip


class Line(NamedTuple):
    """One line of the text."""

    card: str
    number: str
    name: str
    sex: str
    birth_place: str
    born: str
    relation: str
    village: str
    address: str
    rt: str
    rw: str
    phone: str


def timed(path: Path) -> tuple[float, int]:
    """How long the whole way takes, and how many people were recorded."""
    from simpul.accounts.models import User
    from simpul.directory.models import Office

    by, office = User.objects.get(username="yuni"), Office.objects.get(code="dinsos-bandung")
    loaded: list[int] = []
    return seconds(lambda: loaded.append(load(path, office, by))), sum(loaded)


def load(path: Path, office: Any, by: Any) -> int:
    """Read, check and register, part by part."""
    from datetime import date

    from simpul.registry.services.bulk import register_parts

    on, count = date.fromisoformat(ON), 0
    for answer in register_parts(parts=parts_of(path, on, by), office=office, on=on, source=UUID(int=7)):
        if answer.refused:
            raise SystemExit(f"refused: {next(iter(answer.refused.values()))}")
        count += answer.people
    return count


def parts_of(path: Path, on: Any, by: Any) -> Iterator[Any]:
    """Families undivided, as many as make a part."""
    from simpul.kit.ids import new_id
    from simpul.kit.national_numbers import read_family_number
    from simpul.registry.services.bulk import IncomingFamily, Part

    part = Part(by)
    with path.open(newline="") as file:
        for line in map(Line._make, csv.reader(file)):
            if line.relation == "1":
                if len(part.people) >= PART:
                    yield part
                    part = Part(by)
                card = read_family_number(line.card, on=on).number
                part.families.append(IncomingFamily(new_id(), line.village, line.address, line.rt, line.rw, card))
            part.people.append(checked(line, part.families[-1].id, on))
    yield part


def checked(line: Line, family: UUID, on: Any) -> Any:
    """One person, every value read as a form reads it."""
    from simpul.kit.birth_dates import read_birth_date
    from simpul.kit.ids import new_id
    from simpul.kit.names import tidy_name
    from simpul.kit.national_numbers import read_nik
    from simpul.kit.phones import read_phone
    from simpul.registry.rules.people import PersonFacts
    from simpul.registry.services import NewContact
    from simpul.registry.services.bulk import IncomingPerson

    born = read_birth_date(line.born, on=on)
    number = read_nik(line.number, on=on, sex=line.sex, birth_date=born).number if line.number else None
    phone = read_phone(line.phone).number if line.phone else None
    facts = PersonFacts(
        name=tidy_name(line.name), sex=line.sex, birth_place=tidy_name(line.birth_place), birth=born,
        national_number=number, number_state="known" if number else "none_yet", area_code=line.village,
        address=tidy_name(line.address), rt=line.rt, rw=line.rw,
    )  # fmt: skip
    contact = NewContact(phone, "safe") if phone else None
    return IncomingPerson(new_id(), facts, contact, family, line.relation)


def count(place: Scratch, table: str) -> int:
    """How many rows there are."""
    with place.superuser() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def copy(place: Scratch, table: str, folder: Path, before: int) -> float:
    """Copy what came into a table to a file, and from there into an identical table; how long the second takes."""
    with place.superuser() as connection:
        path = folder / "rows"
        key = "pgh_id" if table.endswith("event") and table != "audit_event" else "id"
        query = f"COPY (SELECT * FROM {table} ORDER BY {key} OFFSET {before}) TO STDOUT (FORMAT BINARY)"  # noqa: S608
        with path.open("wb") as file, connection.cursor().copy(query) as rows:
            for block in rows:
                file.write(block)
        connection.execute(f"CREATE TABLE plain (LIKE {table} INCLUDING ALL EXCLUDING IDENTITY)")
        taken = seconds(lambda: put(connection, path))
        connection.execute("DROP TABLE plain")
        return taken


def put(connection: Any, path: Path) -> None:
    """COPY a file, block by block."""
    with path.open("rb") as file, connection.cursor().copy("COPY plain FROM STDIN (FORMAT BINARY)") as rows:
        while block := file.read(1 << 16):
            rows.write(block)


if __name__ == "__main__":
    run(measure, figure="load people from a list", target="≤ 4 × COPY, ≤ 1.5 GB, of 1,000,000", size=20_000)
