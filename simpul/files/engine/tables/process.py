"""Starts the reading process, waits for it no longer than allowed, and hands its rows on. Nothing here parses a file."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self

from simpul.files.engine.tables.writing import FRAME, LARGEST_FRAME, PAGE, ROWS, RS, SUMMARY, TOO_HEAVY, US
from simpul.files.rules.tables import Area, Limits, Row, Sheet, TableFile
from simpul.kit.refusals import Refusal

ROOT = Path(__file__).resolve().parents[4]
START = """
import json, sys
sys.path[:0] = sys.argv[2:]
from simpul.files.engine.tables import reader
sys.exit(reader.main(json.loads(sys.argv[1])))
"""
BATCH = 1_000


class ReadTable:
    """What was read, kept packed in memory until it is closed: `file` says what it is, `rows` gives it out."""

    def __init__(self, file: TableFile, spool: IO[bytes]) -> None:
        self.file = file
        self._spool = spool

    def rows(self, sheet: int = 0) -> Iterator[Row]:
        """The rows of a sheet that hold something, in the order of the file; as often as asked."""
        for content in _contents(self._spool, ROWS, sheet):
            for line in content.decode().split(RS):
                number, kinds, *cells = line.split(US)
                yield Row(int(number), tuple(cells), kinds or _kinds_of_texts(cells))

    def batches(self, sheet: int = 0, size: int = BATCH) -> Iterator[list[Row]]:
        """The same in lists of `size` rows."""
        batch: list[Row] = []
        for row in self.rows(sheet):
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def close(self) -> None:
        """Let go of what was read."""
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _kinds_of_texts(cells: list[str]) -> str:
    return "".join(["t" if cell else "e" for cell in cells]) if "" in cells else "t" * len(cells)


def read(content: bytes | Path, *, name: str = "", limits: Limits, is_pasted: bool = False) -> ReadTable | Refusal:
    """Read a file in a process of its own; a refusal when it asks for more than the limits, or is nothing to read."""
    spool = _memory("rows")
    try:
        answer = _ran(content, spool, limits, is_pasted=is_pasted) or _answer(spool, name)
    except BaseException:
        spool.close()
        raise
    if isinstance(answer, Refusal):
        spool.close()
        return answer
    return ReadTable(answer, spool)


def draw_pages(content: bytes, *, limits: Limits) -> list[bytes] | Refusal:
    """The pages of a PDF file as pictures, drawn in a process of its own; `limits.sheets` says how many at most."""
    with _memory("pages") as spool:
        if why := _ran(content, spool, limits, is_drawn=True) or _refused(spool):
            return why
        return list(_contents(spool, PAGE))


def _ran(content: bytes | Path, spool: IO[bytes], limits: Limits, **asked: bool) -> Refusal | None:
    """Send a file through the reading process; what comes of it is in the spool, unless there is a reason why not."""
    with _opened(content) as source:
        if os.fstat(source.fileno()).st_size > limits.bytes:
            return Refusal("table_too_large", {"limit": limits.bytes // 1_000_000})
        return _run(source, spool, limits, asked)


def _run(source: IO[bytes], spool: IO[bytes], limits: Limits, wanted: dict[str, bool]) -> Refusal | None:
    asked = json.dumps({"limits": enforced(limits), "is_pasted": False, "is_drawn": False, **wanted})
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", START, asked, str(ROOT), *_libraries()]
    alive, held = os.pipe()
    with open(alive, "rb", buffering=0) as sign:
        try:
            child = subprocess.Popen(
                command, stdin=source, stdout=spool, stderr=subprocess.DEVNULL, env={}, cwd="/", pass_fds=(held,),
                start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(held)
        return _ended(child, sign, limits.seconds)


def _ended(child: subprocess.Popen[bytes], sign: IO[bytes], seconds: int) -> Refusal | None:
    """Wait for the process, but no longer than this; the sign wakes us when nobody holds its other end any more."""
    waiting = select.poll()
    waiting.register(sign, select.POLLIN)
    try:
        waiting.poll(seconds * 1000)
        return _outcome(child.wait(timeout=1))
    except subprocess.TimeoutExpired:
        return Refusal("table_timed_out")
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def enforced(limits: Limits) -> dict[str, int]:
    """The limits as the reading process is told of them."""
    return asdict(limits)


def _outcome(status: int) -> Refusal | None:
    """What it means when the process did not end by itself: it was stopped by a limit, or fell over."""
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return Refusal("table_timed_out")
    if status in (TOO_HEAVY, -signal.SIGABRT, -signal.SIGXFSZ):
        return Refusal("table_too_heavy")
    return Refusal("table_broken") if status else None


def _answer(spool: IO[bytes], name: str) -> TableFile | Refusal:
    try:
        if why := _refused(spool):
            return why
        summary = _summary(spool)
        sheets = tuple(
            Sheet(
                one["name"] or name,
                one["rows"],
                one["columns"],
                one["is_hidden"],
                tuple(Area(*area) for area in one["merged"]),
            )
            for one in summary["sheets"]
        )
        return TableFile(summary["sort"], sheets, summary.get("encoding"), summary.get("delimiter"))
    except (StopIteration, ValueError, KeyError, TypeError, zlib.error, RecursionError):
        return Refusal("table_too_heavy")


def _refused(spool: IO[bytes]) -> Refusal | None:
    """Why the reading process made nothing of it."""
    try:
        summary = _summary(spool)
        return Refusal(str(summary["refusal"]), dict(summary["params"])) if summary.get("refusal") else None
    except (StopIteration, ValueError, KeyError, TypeError, zlib.error, RecursionError):
        return Refusal("table_too_heavy")


def _summary(spool: IO[bytes]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(next(_contents(spool, SUMMARY)))
    return told


def _contents(spool: IO[bytes], kind: bytes, wanted: int = 0) -> Iterator[bytes]:
    """The frames of a kind and a sheet. Each unpacks to no more than a frame may hold."""
    place = 0
    while True:
        head = os.pread(spool.fileno(), FRAME.size, place)
        if len(head) < FRAME.size:
            return
        found, sheet, packed, unpacked = FRAME.unpack(head)
        place += FRAME.size
        if found == kind and sheet == wanted:
            content = os.pread(spool.fileno(), packed, place)
            yield zlib.decompressobj().decompress(content, min(unpacked, LARGEST_FRAME))
        place += packed


def _memory(name: str) -> IO[bytes]:
    """A file in memory: what it holds is personal, and touches no disk."""
    if hasattr(os, "memfd_create"):
        return open(os.memfd_create(name), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


def _opened(content: bytes | Path) -> IO[bytes]:
    if isinstance(content, Path):
        return content.open("rb", buffering=0)
    source = _memory("upload")
    view = memoryview(content)
    while view:
        view = view[source.write(view) :]
    source.seek(0)
    return source


def _libraries() -> list[str]:
    """Where the readers of old workbooks and PDF files are installed: -S leaves them out."""
    import sysconfig

    return list(dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))))
