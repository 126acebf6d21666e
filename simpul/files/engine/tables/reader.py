"""The reading process: takes limits upon itself, finds out what the file is, and reads it. It is started by `process`.

It has no environment, no network, no database, and opens nothing once it has begun: what it may touch is the file it was
given and the spool it writes to.
"""

import codecs
import contextlib
import errno
import os
import resource
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import TOO_HEAVY, Writer
from simpul.files.rules.kinds import kind_of

Reader = Callable[[BinaryIO, Writer], dict[str, Any]]
READERS = {
    "xlsx": "workbook", "ods": "opendocument", "xls": "old_workbook", "xml": "spreadsheetml", "html": "hypertext",
    "pdf": "portable", "csv": "delimited", "pasted": "delimited",
}  # fmt: skip
REFUSED = {
    "jpeg": "table_is_picture",
    "png": "table_is_picture",
    "picture": "table_is_picture",
    "other": "table_wrong_type",
}
CODECS = ("ascii", "latin-1", "cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def main(asked: dict[str, Any]) -> int:
    """Read the file on descriptor 0 into the spool on descriptor 1."""
    limits = asked["limits"]
    limit_resources(limits)
    writer = Writer(os.fdopen(1, "wb", buffering=1 << 20, closefd=False), limits)
    with os.fdopen(0, "rb", closefd=False) as source:
        try:
            found = (_draw if asked["is_drawn"] else _read)(source, writer, asked)
            writer.finish(**found, sheets=writer.sheets)
        except Unreadable as why:
            writer.finish(refusal=why.code, params=why.params)
        except MemoryError:
            return TOO_HEAVY
        except OSError as error:
            if error.errno == errno.EFBIG:  # more rows than may be sent
                return TOO_HEAVY
            writer.finish(refusal="table_broken", params={})
        except Exception:  # whatever a parser stumbles over: the file is not what it says
            writer.finish(refusal="table_broken", params={})
    return 0


def limit_resources(limits: dict[str, int]) -> None:
    """What the kernel enforces from here on, and no way back."""
    _limit(resource.RLIMIT_CORE, 0)  # what it reads is personal
    _limit(resource.RLIMIT_AS, limits["memory"])
    _limit(resource.RLIMIT_CPU, limits["cpu"])
    _limit(resource.RLIMIT_FSIZE, limits["output"])
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)  # where the system allows it


def open_nothing_more() -> None:
    """No further descriptor, so no file and no socket either, whatever the file brings the reader to do."""
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(kind: int, most: int) -> None:
    ceiling = resource.getrlimit(kind)[1]
    most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
    resource.setrlimit(kind, (most, most))


def _read(source: BinaryIO, writer: Writer, asked: dict[str, Any]) -> dict[str, Any]:
    start = source.read(2048)
    if not start:
        raise Unreadable("table_empty")
    sort = "pasted" if asked["is_pasted"] else sort_of(start)
    read = _reader(sort)
    open_nothing_more()
    source.seek(0)
    found = read(source, writer)
    if not any(sheet["rows"] for sheet in writer.sheets):
        raise Unreadable("table_empty")
    return {"sort": sort, **found}


def _draw(source: BinaryIO, writer: Writer, asked: dict[str, Any]) -> dict[str, Any]:
    if kind_of(source.read(2048)) != "pdf":
        raise Unreadable("table_wrong_type")
    from simpul.files.engine.tables import drawing

    open_nothing_more()
    source.seek(0)
    drawing.draw(source, writer)
    return {}


def sort_of(start: bytes) -> str:
    """What a file is, by its content, never by its name; a refusal that says what it is, where it holds no table."""
    kind = kind_of(start)
    if kind == "zip":
        return "ods" if start[30:38] == b"mimetype" else "xlsx"
    if kind in REFUSED:
        raise Unreadable(REFUSED[kind])
    return {"ole": "xls", "pdf": "pdf", "markup": "html", "spreadsheetml": "xml", "text": "csv"}[kind]


def _reader(sort: str) -> Reader:
    """The reader of a sort, with all it needs loaded: nothing is opened later."""
    for name in CODECS:
        codecs.lookup(name)
    read: Reader = import_module(f"simpul.files.engine.tables.{READERS[sort]}").read
    return read
