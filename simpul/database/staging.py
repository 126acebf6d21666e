"""Rows on their way into tables under row security: COPY to a temporary table, from which they are then inserted."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Rows = Iterable[Sequence[Any]]


@contextmanager
def staged(name: str, columns: str, rows: Rows) -> Iterator[Any]:
    """A cursor, and these rows in a temporary table; `columns` are names and types as in "id uuid, rt text".

    Whatever is sealed in its own table is sealed before it comes here.
    """
    types = [column.split()[1] for column in columns.split(", ")]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
        with cursor.copy(f"COPY {name} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(types)
            write = copy.write_row
            for row in rows:
                write(row)
        cursor.execute(f"ANALYZE {name}")
        yield cursor
        cursor.execute(f"DROP TABLE {name}")
