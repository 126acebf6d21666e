"""Lists that arrived, their rows, and what each source calls its columns."""

from simpul.lists.models.lists import IncomingList, ListSource
from simpul.lists.models.rows import ListRow

__all__ = ["IncomingList", "ListRow", "ListSource"]
