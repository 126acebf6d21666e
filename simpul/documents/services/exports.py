"""Acts on lists that are taken along: asked for with a reason, made in the background, fetched for a day, erased."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.accounts.services import note_export
from simpul.audit.services import record
from simpul.directory.models import Office
from simpul.documents import engine, queries
from simpul.documents.models import Export
from simpul.documents.rules import exports as rules
from simpul.documents.rules.codes import new_code
from simpul.documents.rules.exports import Cell, Sheet
from simpul.files.queries import content_of
from simpul.files.services import erase_content, store_file
from simpul.jobs.services import Progress, start_job
from simpul.kit.dates import date_in_words
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused

KIND = "documents.export"
TASK = "documents.make_export"


class ExportRefused(Refused):
    """No list was made."""


class ExportOver(Refused):
    """The file was kept for a day only. Answered with 410."""

    status = 410


@transaction.atomic
def start_export(
    *, kind: str, office: Office, asked: Mapping[str, Any], purpose: str, note: str, file_format: str,
    with_numbers: bool, by: User,
) -> Export:  # fmt: skip
    """Ask for a list as a file: for what is recorded, the rows are those the viewer sees when it is made."""
    declared = rules.KINDS[kind]
    _refuse_out_of_reach(declared, office, with_numbers, by)
    rows, most = declared.count(by, asked), settings.EXPORT_ROWS
    if refusal := rules.refusal_to_export(rows=rows, most=most, purpose=purpose, note=note, with_numbers=with_numbers):
        raise ExportRefused(refusal)
    note_export(by=by)
    export = Export(
        id=new_id(), number=rules.new_number(), office=office, kind=kind, permission=declared.permission,
        reach=queries.reach_of(by, declared.permission), purpose=purpose, note=note or None, asked=json.dumps(asked),
        file_format=file_format, with_numbers=with_numbers, language=translation.get_language() or "id",
        asked_by=by.pk, until=timezone.now() + rules.KEPT, password=new_code(),
    )  # fmt: skip
    export.job = start_job(task=TASK, kind=KIND, office=office, by=by, subject=export.pk, export=export.pk)
    export.save(force_insert=True)
    _record("documents.export_asked", export, by, rows=rows, kind=kind, with_numbers=with_numbers)
    return export


def make_export(*, export: UUID, progress: Progress) -> None:
    """In the worker, as whoever asked: write the rows, lock them, keep the file. Made again, it takes the old's place."""
    found = Export.objects.select_related("office").get(pk=export)
    by = User.objects.get(pk=found.asked_by)
    if found.password is None or found.until < timezone.now():
        raise ExportRefused(Refusal("export_is_over"))
    if not queries.exports_visible_to(by).filter(pk=found.pk).exists():
        raise ExportRefused(Refusal("export_outside_reach"))
    content = engine.locked(
        _written(found, by, progress),
        name=f"{found.kind.replace('.', '-')}-{found.number}.{found.file_format}",
        password=str(found.password),
    )
    found.file = store_file(content=content, media_type="application/zip", office=found.office, by=by)
    found.rows = progress.done
    found.save(update_fields=["file", "rows"])
    _record("documents.export_made", found, by, rows=found.rows)


@transaction.atomic
def reveal_password(*, export: Export, by: User) -> str:
    """The password, once: from then on the program does not know it any more."""
    export = Export.objects.select_for_update().get(pk=export.pk)
    if export.password is None or export.file is None:
        raise ExportRefused(Refusal("export_password_shown" if export.file else "export_not_made"))
    password = str(export.password)
    export.password = None
    export.save(update_fields=["password"])
    _record("documents.export_password_shown", export, by)
    return password


@transaction.atomic
def download_export(*, export: Export, by: User) -> bytes:
    """The locked file, for what it was asked for; each time is recorded. The right was asked again before this."""
    export = Export.objects.select_for_update().get(pk=export.pk)
    if export.until < timezone.now():
        raise ExportOver(Refusal("export_is_over"))
    if export.file is None:
        raise ExportRefused(Refusal("export_not_made"))
    export.downloads += 1
    export.save(update_fields=["downloads"])
    _record("documents.export_downloaded", export, by, rows=export.rows, time=export.downloads)
    return content_of(export.file)


@transaction.atomic
def erase_exports() -> int:
    """Whose day is over: file, password, note and what was searched for go; how many there were. Done by the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sha256 FROM documents_erase_exports()")
        files = [sha256 for (sha256,) in cursor.fetchall()]
    for sha256 in files:
        if sha256:
            erase_content(sha256=sha256)
    return len(files)


def _refuse_out_of_reach(declared: rules.ExportKind, office: Office, with_numbers: bool, by: User) -> None:
    for permission in (declared.permission, declared.numbers_permission) if with_numbers else (declared.permission,):
        if office.pk not in queries.offices_with(by, permission):
            raise ExportRefused(Refusal("export_outside_reach"))


def _written(export: Export, by: User, progress: Progress) -> bytes:
    """The sheet in the language it was asked in, with the lines that say whose it is."""
    declared, asked = rules.KINDS[export.kind], json.loads(str(export.asked))
    rows = declared.count(by, asked)
    if rows > settings.EXPORT_ROWS:
        raise ExportRefused(Refusal("export_too_large", {"most": settings.EXPORT_ROWS}))
    progress.of(rows)
    with translation.override(export.language):
        found = declared.sheet(by, asked, export.with_numbers, export.purpose)
        lines = [*found.lines, *_lines(export, by)]
        sheet = Sheet(found.title, lines, found.columns, _told(found.rows, progress))
        write = engine.workbook if export.file_format == "xlsx" else engine.delimited
        return write(sheet, hidden=rules.unseen(export.number), foot=_foot(export, by))


def _told(rows: Iterable[Sequence[Cell]], progress: Progress) -> Iterator[Sequence[Cell]]:
    for row in rows:
        progress.advance()
        yield row


def _lines(export: Export, by: User) -> list[str]:
    """What stands above the rows, for whoever finds the file."""
    purpose = ": ".join(part for part in (_(rules.PURPOSES[export.purpose]), str(export.note or "")) if part)
    return [
        _("Keperluan: %(purpose)s") % {"purpose": purpose},
        _foot(export, by),
        _("Berisi data pribadi (UU 27/2022). Hanya untuk keperluan di atas; hapus sesudahnya."),
    ]


def _foot(export: Export, by: User) -> str:
    at = export.asked_at.astimezone(ZoneInfo(export.office.time_zone))
    when = date_in_words(at.date(), export.language)
    return _("Diunduh oleh %(name)s, %(office)s, %(date)s. Nomor %(number)s.") % {
        "name": by.name, "office": export.office.name, "date": when, "number": export.number,
    }  # fmt: skip


def _record(act: str, export: Export, by: User, **detail: Any) -> None:
    record(act, by=by, subject=export, office=export.office_id, purpose=export.purpose, number=export.number, **detail)
