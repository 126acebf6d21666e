"""XML, piece by piece, without document types: no entities of its own, nothing fetched from elsewhere."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from simpul.files.engine.tables.unreadable import Unreadable

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], object]
Text = Callable[[str], None]


class Parser:
    """Calls back for each element; names keep their prefix, see `local`."""

    def __init__(self, start: Start, end: End, text: Text | None = None) -> None:
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, block: bytes | str, *, is_last: bool = False) -> None:
        """The next piece."""
        try:
            self._parser.Parse(block, is_last)
        except expat.ExpatError as error:
            raise Unreadable("table_broken") from error

    def finish(self) -> None:
        """There is no more; the element that was opened first has to be closed."""
        self.feed(b"", is_last=True)


def parse(blocks: Iterable[bytes], *, start: Start, end: End = len, text: Text | None = None) -> None:
    """All of a part."""
    parser = Parser(start, end, text)
    for block in blocks:
        parser.feed(block)
    parser.finish()


def _refuse_doctype(*declared: object) -> None:
    raise Unreadable("table_with_doctype")


def local(name: str) -> str:
    """The name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]
