"""Heads kept outside the database: copies that grow line by line, and single heads on paper."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from simpul_verify.chain import SealRecord
from simpul_verify.report import Report

SHORTEST_HASH = 32  # hexadecimal digits typed from paper: 128 bits


class Line(NamedTuple):
    """One head in a copy."""

    number: int
    sealed_at: int  # microseconds
    hash: bytes


class HeadCopy:
    """A copy, read along with the seals.

    Opened before the tables are: a head is copied after its seal is committed, so what stands here by then must be
    there. What is appended during the check is not looked at.
    """

    def __init__(self, path: str, patience: float, report: Report) -> None:
        self.path, self._patience, self._report = path, patience, report
        self._started = False
        self._absent: tuple[SealRecord, SealRecord] | None = None  # the first and the latest
        try:
            self._size = Path(path).stat().st_size
            self._lines = self._read()
            self._next = next(self._lines, None)
        except OSError:
            report.find("copy_missing", path=path)
            self._size, self._lines, self._next = -1, iter(()), None

    def compare(self, seal: SealRecord) -> None:
        """The next seal of the table, against the line of its number."""
        self._pass_until(seal.number)
        if self._next is None or self._next.number != seal.number:
            # A copy may begin later than the chain; after its first line it may have no gap.
            if self._started or self._next is None:
                self._absent = (self._absent[0] if self._absent else seal, seal)
            return
        self._started = True
        self._report_gap()
        if (self._next.hash, self._next.sealed_at) != (seal.hash, seal.sealed_at):
            self._report.find("copy_differs", path=self.path, seal=seal.number)
        self._next = next(self._lines, None)

    def finish(self, now: int) -> None:
        """After the last seal: what is left in the copy was cut from the table, what it lacks must be new."""
        if self._size < 0:
            return
        self._pass_until(None)
        if self._absent and (now - (self._absent[0].sealed_at or 0)) > self._patience * 1_000_000:
            first, final = self._absent
            self._report.find(
                "copy_behind", path=self.path, first=first.number, last=final.number, seconds=self._patience
            )

    def _report_gap(self) -> None:
        if self._absent:
            first, final = self._absent
            self._report.find("copy_gap", path=self.path, first=first.number, last=final.number)
            self._absent = None

    def _pass_until(self, number: int | None) -> None:
        """Lines of seals that the table no longer has, up to this number or to the end."""
        first = final = None
        while self._next is not None and (number is None or self._next.number < number):
            first, final = first or self._next.number, self._next.number
            self._next = next(self._lines, None)
        if first:
            self._report.find("copy_ahead", path=self.path, first=first, last=final)

    def _read(self) -> Iterator[Line]:
        latest, read = 0, 0
        with open(self.path, "rb") as file:
            for raw in file:
                read += len(raw)
                line = parse(raw) if read <= self._size else None
                if line is None:
                    continue  # half a line from a crash; if it was more than that, its seal shows as a gap
                if line.number <= latest:
                    self._report.find("copy_disorder", path=self.path, seal=line.number, after=latest)
                    continue
                latest = line.number
                yield line


def parse(raw: bytes) -> Line | None:
    """A line of a copy, or None where it is not one."""
    try:
        number, sealed_at, digest = raw.decode("ascii").removesuffix("\n").split(" ")
        delta = datetime.fromisoformat(sealed_at) - datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        microseconds = (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds
        line = Line(int(number), microseconds, bytes.fromhex(digest))
    except (ValueError, TypeError):
        return None
    return line if raw.endswith(b"\n") and len(line.hash) == 32 else None


class PrintedHeads:
    """Heads typed from paper: `NUMBER:HASH`, spaces allowed, at least the first 32 digits of the hash."""

    def __init__(self, texts: list[str], report: Report) -> None:
        self._report = report
        self._wanted: dict[int, str] = {}
        for text in texts:
            number, _, digits = text.partition(":")
            digits = "".join(digits.split()).lower()
            if not number.isdecimal() or len(digits) < SHORTEST_HASH or set(digits) - set("0123456789abcdef"):
                raise ValueError(text)
            self._wanted[int(number)] = digits

    def compare(self, seal: SealRecord) -> None:
        """The paper against the seal of that number."""
        digits = self._wanted.pop(seal.number, None)
        if digits is not None and not (seal.hash or b"").hex().startswith(digits):
            self._report.find("printed_head_differs", seal=seal.number)

    def finish(self) -> None:
        """What no seal answered to."""
        for number in self._wanted:
            self._report.find("printed_head_absent", seal=number)
