"""XML, piece by piece, without document types: no entities of its own, nothing fetched from elsewhere."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from simpul.files.engine.tables.unreadable import Unreadable

Start = Callable[[str, dict[str, str]], None]
DEEPEST = 100  # elements within elements; a sheet has six


def parse(
    blocks: Iterable[bytes], *, start: Start, end: Callable[[str], None], text: Callable[[str], None] | None = None
) -> None:
    """Call back for each element; names keep their prefix, see `local`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable("table_broken") from error


def _refuse_doctype(*declared: object) -> None:
    raise Unreadable("table_with_doctype")


def local(name: str) -> str:
    """The name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]


def first_element(name: str, attributes: dict[str, str]) -> str:
    """The prefix (with its colon) that the elements of a part begin with, from its root."""
    return name[: -len(local(name))]
