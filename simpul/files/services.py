"""Acts on attachments."""

from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.database.home import home
from simpul.directory.models import Office
from simpul.files import engine
from simpul.files.engine import Picture
from simpul.files.models import Attachment
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused


class FileRefused(Refused):
    """A file cannot be kept as what it was sent for."""


def redraw_picture(*, content: bytes) -> Picture:
    """A PNG or JPEG that somebody sent, drawn anew and small; refused when it is anything else."""
    picture = engine.redraw(content)
    if isinstance(picture, Refusal):
        raise FileRefused(picture)
    return picture


@transaction.atomic
def store_file(*, content: bytes, media_type: str, office: Office, by: User, pk: UUID | None = None) -> Attachment:
    """Keep a file for an office, encrypted. What it is, and who may have it, is its owner module's question."""
    pk = pk or new_id()
    name = engine.write(home() / "files", pk, content)
    return Attachment.objects.create(
        id=pk, office=office, sha256=name, media_type=media_type, size=len(content), stored_by=by.pk
    )


def erase_content(*, sha256: str) -> None:
    """Take the bytes of an attachment from the disk; that there was a file stays known.

    For what was made to be fetched for a while, when that is over. Whose file it is says when, and says it in the same
    transaction: killed in between, it is said again.
    """
    (home() / "files" / sha256[:2] / sha256).unlink(missing_ok=True)
