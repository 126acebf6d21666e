"""Facts from PostgreSQL into columns by ADBC, ids into pseudonyms, columns into Parquet: the same rows, the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
import pyarrow.parquet as pq

from simpul.registry.engine.pseudonyms import Pseudonyms

ENGINE = f"pyarrow {pa.__version__}"
MEASURE = pa.decimal128(18, 2)
TYPES: Mapping[str, pa.DataType] = {
    "bool": pa.bool_(), "int": pa.int64(), "decimal": MEASURE, "date": pa.date32(), "code": pa.string(),
    "codes": pa.list_(pa.string()), "text": pa.string(),
}  # fmt: skip
COMPRESSION = {"compression": "zstd", "compression_level": 3}


@contextmanager
def reading(conninfo: str) -> Iterator["Reader"]:
    """A connection on which everything is read in the state of one moment."""
    with adbc.connect(conninfo, autocommit=False) as connection:
        yield Reader(connection)
        connection.rollback()


class Reader:
    """Answers questions with tables of columns."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def table(self, sql: str) -> pa.Table:
        """The answer; PostgreSQL sends it as binary COPY."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetch_arrow_table()


def _stand_ins(ids: pa.ChunkedArray, pseudonyms: Pseudonyms) -> pa.ChunkedArray:
    """The stand-ins of a column of ids; each different id is worked out once."""
    told = pa.chunked_array(ids.chunks, ids.type).combine_chunks().dictionary_encode()
    named = pa.array([pseudonyms.of(id) for id in told.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([named.take(told.indices)])


def with_pseudonyms(table: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    """The same table with stand-ins in the columns of ids."""
    for name in ("family_id", "person_id"):
        if name in table.column_names:
            place = table.column_names.index(name)
            table = table.set_column(place, name, _stand_ins(table[name], pseudonyms))
    return table


def with_column(table: pa.Table, name: str, values: Mapping[str, Any], *, of: str, type: str) -> pa.Table:
    """The same table with one more column, of values by stand-in; null for whoever has none."""
    column = [values.get(id) for id in table[of].to_pylist()]
    return table.append_column(name, pa.array(column, TYPES[type]))


def parquet(table: pa.Table, *, ids: Sequence[str], types: Mapping[str, str], group: int) -> bytes:
    """The table as one Parquet file: columns in this order and of these types, sorted by the ids, in row groups.

    Nothing in it tells when or by whom it was written.
    """
    schema = pa.schema([*((name, pa.string()) for name in ids), *((name, TYPES[type]) for name, type in types.items())])
    arrays = [table[field.name].cast(field.type) for field in schema]
    order = [(name, "ascending") for name in sorted(ids)]  # family_id before person_id
    written = pa.Table.from_arrays(arrays, schema=schema).sort_by(order).combine_chunks()
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, schema, store_schema=False, **COMPRESSION) as writer:
        writer.write_table(written, row_group_size=group)
    return bytes(sink.getvalue())
