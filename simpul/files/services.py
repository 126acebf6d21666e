"""Acts on attachments, and the reading of lists."""

from pathlib import Path
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.database.home import home
from simpul.directory.models import Office
from simpul.files.engine import pictures, vault
from simpul.files.engine.pictures import Picture
from simpul.files.engine.tables import process
from simpul.files.engine.tables.process import ReadTable
from simpul.files.models import Attachment
from simpul.files.rules.tables import Limits
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused


class FileRefused(Refused):
    """A file cannot be kept as what it was sent for."""


def redraw_picture(*, content: bytes) -> Picture:
    """A PNG or JPEG that somebody sent, drawn anew and small; refused when it is anything else."""
    picture = pictures.redraw(content)
    if isinstance(picture, Refusal):
        raise FileRefused(picture)
    return picture


@transaction.atomic
def store_file(*, content: bytes, media_type: str, office: Office, by: User, pk: UUID | None = None) -> Attachment:
    """Keep a file for an office, encrypted. What it is, and who may have it, is its owner module's question."""
    pk = pk or new_id()
    name = vault.write(home() / "files", pk, content)
    return Attachment.objects.create(
        id=pk, office=office, sha256=name, media_type=media_type, size=len(content), stored_by=by.pk
    )


def read_table(content: bytes | Path, *, name: str = "", limits: Limits | None = None) -> ReadTable | Refusal:
    """A list that somebody sent, as sheets and rows of text; what it is, its content says. Close what comes back.

    Parsed in a process with limits: whatever the file is, this one lives and keeps its memory. The name only stands in
    for that of a sheet which has none.
    """
    return process.read(content, name=name, limits=limits or Limits())


def read_pasted(text: str, *, limits: Limits | None = None) -> ReadTable | Refusal:
    """What somebody copied from a sheet and pasted: columns between tabs, as Excel puts them on the clipboard."""
    return process.read(text.encode(errors="replace"), limits=limits or Limits(), is_pasted=True)
