"""Acts on attachments, and the reading of lists."""

from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.database.home import home
from simpul.directory.models import Office
from simpul.files.engine import pictures, scanner, vault
from simpul.files.engine.pictures import Picture
from simpul.files.engine.tables import process
from simpul.files.engine.tables.process import ReadTable
from simpul.files.models import Attachment
from simpul.files.rules import uploads
from simpul.files.rules.tables import Limits
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused

MOST_PAGES = 12  # of one list: some four hundred lines


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


def refuse_unsafe(*, content: bytes) -> None:
    """For what is kept just as it came: not larger than an upload may be, and clean where the office has a scanner."""
    limit = settings.LARGEST_UPLOAD
    too_large = Refusal("upload_too_large", {"limit": limit // 1_000_000}) if len(content) > limit else None
    if refusal := too_large or scanner.refusal_of(content, settings.UPLOAD_SCANNER):
        raise FileRefused(refusal)


def store_upload(*, content: bytes, accept: Collection[str], office: Office, by: User) -> Attachment:
    """Keep what somebody sent, if it is one of the sorts asked for (`uploads.PICTURE`, `PDF`, `LIST`, `DOCUMENT`).

    What it is, the content says. A scanner sees it where the office has one; a picture is drawn anew, so that neither
    place nor camera stay with it, and large enough to read a photographed list.
    """
    if refusal := uploads.refusal_of_upload(content, accept=accept, limit=settings.LARGEST_UPLOAD):
        raise FileRefused(refusal)
    refuse_unsafe(content=content)
    sort, media_type = uploads.sort_of_upload(content)
    if sort == uploads.PICTURE:
        picture = pictures.draw_anew(content, longest=pictures.LONGEST_PHOTO)
        if isinstance(picture, Refusal):
            raise FileRefused(picture)
        content, media_type = picture.content, picture.media_type
    return store_file(content=content, media_type=media_type, office=office, by=by)


def store_pages(*, contents: Sequence[bytes], office: Office, by: User) -> Attachment:
    """Keep what was photographed or scanned as one picture, its pages one below the other: PNG, JPEG, or PDF files.

    A PDF file is drawn in a process with limits. More pages than somebody types in one go are refused.
    """
    pages: list[Picture] = []
    for content in contents:
        if refusal := uploads.refusal_of_upload(
            content, accept={uploads.PICTURE, uploads.PDF}, limit=settings.LARGEST_UPLOAD
        ):
            raise FileRefused(refusal)
        refuse_unsafe(content=content)
        pages += _pages_of(content)
    if len(pages) > MOST_PAGES:
        raise FileRefused(Refusal("too_many_pages", {"limit": MOST_PAGES}))
    picture = pages[0] if len(pages) == 1 else pictures.one_below_the_other(pages)
    return store_file(content=picture.content, media_type=picture.media_type, office=office, by=by)


def _pages_of(content: bytes) -> list[Picture]:
    drawn: list[bytes] | Refusal = [content]
    if uploads.sort_of_upload(content)[0] == uploads.PDF:
        drawn = process.draw_pages(content, limits=Limits(sheets=MOST_PAGES))
    if isinstance(drawn, Refusal):
        raise FileRefused(drawn)
    pages = []
    for page in drawn:
        picture = pictures.draw_anew(page, longest=pictures.LONGEST_PHOTO)
        if isinstance(picture, Refusal):
            raise FileRefused(picture)
        pages.append(picture)
    return pages


def read_table(content: bytes | Path, *, name: str = "", limits: Limits | None = None) -> ReadTable | Refusal:
    """A list that somebody sent, as sheets and rows of text; what it is, its content says. Close what comes back.

    Parsed in a process with limits: whatever the file is, this one lives and keeps its memory. The name only stands in
    for that of a sheet which has none.
    """
    return process.read(content, name=name, limits=limits or Limits())


def read_pasted(text: str, *, limits: Limits | None = None) -> ReadTable | Refusal:
    """What somebody copied from a sheet and pasted: columns between tabs, as Excel puts them on the clipboard."""
    return process.read(text.encode(errors="replace"), limits=limits or Limits(), is_pasted=True)


def erase_content(*, sha256: str) -> None:
    """Take the bytes of an attachment from the disk; that there was a file stays known.

    For what was made to be fetched for a while, when that is over. Whose file it is says when, and says it in the same
    transaction: killed in between, it is said again.
    """
    (home() / "files" / sha256[:2] / sha256).unlink(missing_ok=True)
