"""Reads of attachments. A file is given out by the module that owns it, after its own question of access."""

from collections.abc import Iterator

from simpul.database.home import home
from simpul.files.engine import vault
from simpul.files.models import Attachment


def content_of(attachment: Attachment) -> bytes:
    """The decrypted content; raises `vault.FileDamaged` when it is not what was stored."""
    return vault.read(home() / "files", attachment.pk, attachment.sha256)


def pieces_of(attachment: Attachment) -> Iterator[bytes]:
    """The same, a megabyte at a time. The whole file is compared with its name before the first piece is given."""
    return vault.pieces(home() / "files", attachment.pk, attachment.sha256)
