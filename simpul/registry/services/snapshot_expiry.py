"""Erasing snapshots when their time is over."""

from django.db import connection, transaction

from simpul.files.services import erase_content


@transaction.atomic
def erase_snapshots() -> int:
    """Whose time is over: both files leave the disk, the row stays; how many there were. Done by the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sha256 FROM registry_erase_snapshots()")
        files = [sha256 for (sha256,) in cursor.fetchall()]
    for sha256 in files:
        erase_content(sha256=sha256)
    return len(files) // 2
