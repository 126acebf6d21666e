"""XLSX (and XLSM, whose macros stay closed): the parts of the package, and its sheets one after another."""

import posixpath
import zipfile
from typing import Any, BinaryIO

from simpul.files.engine.tables import markup
from simpul.files.engine.tables.archive import blocks, open_archive
from simpul.files.engine.tables.sheet import SheetReader
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules.cells import shown_as


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send every sheet on, row by row, straight from the packed file."""
    archive = open_archive(source, writer.limits)
    book = _Book(archive)
    texts = _shared_texts(archive, book.part("sharedStrings"))
    styles = _styles(archive, book.part("styles"))
    for name, part, is_hidden in book.sheets():
        writer.begin(name, is_hidden=is_hidden)
        SheetReader(writer, texts, styles, since_1904=book.since_1904).read(blocks(archive, part))
    return {}


class _Book:
    """What the workbook says of itself: its sheets by name, and in which part each lies."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.names = set(archive.namelist())
        self.place = self._find(archive)
        folder, name = posixpath.split(self.place)
        self.relations = _relations(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        self.since_1904 = False
        self.listed: list[tuple[str, str, bool]] = []
        markup.parse(blocks(archive, self.place), start=self._start)

    def _find(self, archive: zipfile.ZipFile) -> str:
        for target, sort in _relations(archive, "_rels/.rels", "").values():
            if sort == "officeDocument" and target in self.names:
                if "wordprocessing" in target or target.startswith("word/"):
                    raise Unreadable("table_is_document")
                return target
        raise Unreadable("table_wrong_type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = markup.local(name)
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif name == "sheet":
            relation = next((attributes[key] for key in attributes if markup.local(key) == "id" and ":" in key), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.listed.append((attributes.get("name", ""), relation, is_hidden))

    def sheets(self) -> list[tuple[str, str, bool]]:
        """Name, part and whether it is hidden; charts and macro sheets hold no list."""
        found = []
        for name, relation, is_hidden in self.listed:
            target, sort = self.relations.get(relation, ("", ""))
            if sort == "worksheet" and target in self.names:
                found.append((name, target, is_hidden))
        return found

    def part(self, sort: str) -> str | None:
        """Where the only part of a sort lies, if the workbook has one."""
        return next((target for target, kind in self.relations.values() if kind == sort and target in self.names), None)


def _relations(archive: zipfile.ZipFile, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """By its id: the part that is meant, and its sort. What lies outside the package is left out."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if markup.local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (target, attributes.get("Type", "").rpartition("/")[2])

    if part not in archive.NameToInfo:
        return {}
    markup.parse(blocks(archive, part), start=start)
    return found


def _shared_texts(archive: zipfile.ZipFile, part: str | None) -> list[str]:
    """The texts that cells refer to by number; rich text without its colours, reading aids left out."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"taken": False, "aid": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        name = markup.local(name)
        if name == "t":
            state["taken"] = not state["aid"]
        elif name == "rPh":
            state["aid"] = True

    def text(characters: str) -> None:
        if state["taken"]:
            pieces.append(characters)

    def end(name: str) -> None:
        name = markup.local(name)
        if name == "si":
            texts.append("".join(pieces))
            pieces.clear()
        elif name == "t":
            state["taken"] = False
        elif name == "rPh":
            state["aid"] = False

    if part:
        markup.parse(blocks(archive, part), start=start, end=end, text=text)
    return texts


def _styles(archive: zipfile.ZipFile, part: str | None) -> list[str]:
    """By the number of a cell's style: what its format makes of a number."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    where: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = markup.local(name)
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif name == "xf" and where[-1:] == ["cellXfs"]:
            formats.append(attributes.get("numFmtId", "0"))
        where.append(name)

    if part:
        markup.parse(blocks(archive, part), start=start, end=lambda name: where.pop())
    return [
        shown_as(int(given) if given.isdecimal() and len(given) < 6 else 0, codes.get(given, "")) for given in formats
    ]
