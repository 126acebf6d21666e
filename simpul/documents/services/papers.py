"""Acts on papers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.directory.models import Office
from simpul.directory.queries import letterhead
from simpul.documents import engine
from simpul.documents.models import NumberSeries, Paper
from simpul.documents.rules import codes
from simpul.files.models import Attachment
from simpul.files.queries import content_of
from simpul.files.services import store_file
from simpul.kit.dates import date_in_words, today
from simpul.kit.ids import new_id


@transaction.atomic
def issue_paper(
    *,
    kind: str,
    template: str,
    data: Mapping[str, Any],
    office: Office,
    subject_kind: str,
    subject: UUID,
    language: str,
    by: User,
    paper: str | None = None,
) -> tuple[Paper, bytes]:
    """Set a paper, keep its bytes encrypted, and record that it left; the PDF and its row, or neither.

    `data` goes to the template beside the frame's own words; `paper` (a4, f4) overrides the office's usual one.
    """
    code, number = codes.new_code(), _next_number(office)
    with translation.override(language):
        frame = _frame(office, language, code, by, paper) | {"number": number}
        pdf = engine.typeset(template, {**frame, **data}, at=timezone.now())
    issued = Paper(
        id=new_id(),
        kind=kind,
        number=number,
        office=office,
        subject_kind=subject_kind,
        subject=subject,
        language=language,
        code_sha256=codes.code_hash(code),
        issued_by=by.pk,
    )
    issued.file = store_file(content=pdf, media_type="application/pdf", office=office, by=by)
    Paper.objects.bulk_create([issued])
    record(
        "documents.paper_issued",
        by=by,
        subject=subject,
        subject_kind=subject_kind,
        office=office,
        kind=kind,
        paper=str(issued.pk),
    )
    return issued, pdf


@transaction.atomic
def print_paper(*, paper: Paper, reason: str, by: User) -> bytes:
    """The very same bytes again; what for is recorded with the reading."""
    record(
        "documents.paper_printed",
        by=by,
        subject=paper.subject,
        subject_kind=paper.subject_kind,
        office=paper.office_id,
        paper=str(paper.pk),
        reason=reason,
    )
    return content_of(paper.file)


@transaction.atomic
def withdraw_paper(*, paper: Paper, by: User) -> None:
    """From now on the code on this paper says that it is no longer valid."""
    paper.withdrawn_at, paper.withdrawn_by = timezone.now(), by.pk
    paper.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        "documents.paper_withdrawn",
        by=by,
        subject=paper.subject,
        subject_kind=paper.subject_kind,
        office=paper.office_id,
        paper=str(paper.pk),
    )


SAMPLE = "documents/papers/sample_letter.typ"
SAMPLE_CODE = "XXXXX-XXXXX-XXXXX-XXXXX"


def sample_letter(
    *,
    office: Office,
    by: User,
    lines: Sequence[str] | None = None,
    paper: str | None = None,
    logo: bytes | None = None,
    as_picture: bool = False,
) -> bytes:
    """A letter that says it is a sample, under the office's letterhead or under one not saved yet; nothing is kept.

    With `lines`, the whole letterhead is what is given here, and no logo means none. In Indonesian, as letters are.
    """
    with translation.override("id"):
        data = _frame(office, "id", SAMPLE_CODE, by, paper)
        if lines is not None:
            data |= {"letterhead": list(lines), "logo": list(logo) if logo else None}
        data |= {
            "title": _("Contoh surat"),
            "body": _(
                "Surat ini hanya contoh, untuk melihat kop surat sebelum dipakai. Surat ini tidak disimpan, "
                "dan kode di bawahnya bukan kode surat yang sah."
            ),
            "watermark": _("CONTOH"),
        }
    return engine.picture(SAMPLE, data) if as_picture else engine.typeset(SAMPLE, data, at=timezone.now())


def _frame(office: Office, language: str, code: str, by: User, paper: str | None) -> dict[str, Any]:
    on = today(office.time_zone)
    head = letterhead(office.pk, on=on)
    logo = None
    if head and head.logo_file:
        logo = list(content_of(Attachment.objects.get(pk=head.logo_file)))
    site = f"{'https' if settings.TLS else 'http'}://{settings.PUBLIC_ADDRESS}"
    return {
        "language": language,
        "paper": paper or (head.paper if head else "f4"),
        "letterhead": head.lines.splitlines() if head else [office.organisation.name, office.name, office.address],
        "logo": logo,
        "code": code,
        "qr": engine.qr(f"{site}{reverse('documents:verify_paper', args=[code])}"),
        "number": "",
        "watermark": _("CONTOH") if settings.DEMO else None,
        "signature": _signature(office, on, language),
        "words": {
            "logo": _("Lambang"),
            "page": _("Halaman"),
            "number": _("Nomor:"),
            "genuine": _("Periksa keaslian dokumen ini di %(address)s: pindai atau ketik kode ini.")
            % {"address": f"{site}{reverse('documents:verify_paper')}"},
            "not_a_signature": _("Kode ini menunjukkan keaslian dokumen, bukan tanda tangan elektronik."),
            "qr_alt": _("Kode untuk memeriksa keaslian dokumen"),
            "footer": _("Dicetak %(date)s oleh %(name)s") % {"date": date_in_words(on, language), "name": by.name},
        },
    }


def _signature(office: Office, on: date, language: str) -> dict[str, str]:
    """Who signs for the office, and where; what the office has not said is written by hand."""
    day = date_in_words(on, language)
    return {
        "place": f"{office.town}, {day}" if office.town else day,
        "title": office.head_title or _("Kepala %(office)s") % {"office": office.name},
        "name": office.head_name,
        "number": f"NIP {office.head_number}" if office.head_number else "" if office.head_name else "NIP",
    }


def _next_number(office: Office) -> str:
    """The next of the office's numbers in this year: 0012/DINSOS-BANDUNG/2026. None is left out, none given twice."""
    year = today(office.time_zone).year
    NumberSeries.objects.get_or_create(office=office, year=year)
    # The row is locked until the paper is kept: whoever prints at the same moment waits for its number.
    series = NumberSeries.objects.select_for_update().get(office=office, year=year)
    series.latest += 1
    series.save(update_fields=["latest"])
    return f"{series.latest:04}/{office.code.upper()}/{year}"
