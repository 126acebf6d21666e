"""The zip around a workbook: its directory is looked at before anything in it is unpacked."""

import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from simpul.files.engine.tables.unreadable import Unreadable

SMALL = 1_000_000  # bytes: what is smaller may be packed as tightly as it likes
ENCRYPTED = 0x1
LOCAL_HEADER = 30
BLOCK = 256 * 1024


def open_archive(source: BinaryIO, limits: dict[str, int]) -> zipfile.ZipFile:
    """The archive, if its directory is one that a spreadsheet program writes."""
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Unreadable("table_broken") from error
    entries = archive.infolist()
    if len(entries) > limits["entries"]:
        raise Unreadable("archive_too_many_parts", limit=limits["entries"])
    if sum(entry.file_size for entry in entries) > limits["unpacked"]:
        raise Unreadable("archive_too_large", limit=limits["unpacked"] // 1_000_000)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Unreadable("table_broken")
    for entry in entries:
        _refuse_entry(entry, limits)
    _refuse_overlap(entries)
    return archive


def _refuse_entry(entry: zipfile.ZipInfo, limits: dict[str, int]) -> None:
    name = entry.orig_filename
    if name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/"):
        raise Unreadable("archive_with_paths")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable("archive_with_paths")
    if entry.flag_bits & ENCRYPTED:
        raise Unreadable("table_encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("table_broken")
    if entry.file_size > SMALL and entry.file_size > limits["ratio"] * max(1, entry.compress_size):
        raise Unreadable("archive_bomb")


def _refuse_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Parts that share their bytes unpack to more than their file holds."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Unreadable("table_broken")
        end = entry.header_offset + LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part of the archive, piece by piece; never more than its directory said, and whole or not at all."""
    import zlib

    try:
        with archive.open(name) as part:
            while block := part.read(BLOCK):
                yield block
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable("table_broken") from error
