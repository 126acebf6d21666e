"""Reads of attachments. A file is given out by the module that owns it, after its own question of access."""

from simpul.database.home import home
from simpul.files.engine import vault
from simpul.files.models import Attachment


def content_of(attachment: Attachment) -> bytes:
    """The decrypted content; raises `vault.FileDamaged` when it is not what was stored."""
    return vault.read(home() / "files", attachment.pk, attachment.sha256)
