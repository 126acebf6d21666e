"""The words of background work: how far it is, why it could not be done, and what to do then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from simpul.jobs import rules
from simpul.jobs.rules import Pace
from simpul.kit.refusals import Refusal
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.jobs.models import Job

STATES = {
    "queued": _("menunggu giliran"),
    "running": _("sedang dikerjakan"),
    "done": _("selesai"),
    "failed": _("belum berhasil"),
    "cancelled": _("dihentikan"),
}
KINDS_OF_STATES = {"done": "good", "failed": "late"}
SENTENCES = {
    "job_is_over": _("Pekerjaan ini sudah berakhir; tidak ada lagi yang dapat dihentikan."),
    "job_did_not_fail": _("Pekerjaan ini tidak gagal, jadi tidak perlu diulang."),
    "job_broke": _(
        "Ada kesalahan pada Simpul, bukan pada Anda. Coba lagi: mengulang tidak menggandakan apa pun. Bila terulang, "
        "beri tahu administrator sistem dan sebutkan nomor pekerjaan ini."
    ),
    "job_keeps_breaking": _(
        "Pekerjaan ini sudah %(attempts)s kali terputus di tengah jalan. Beri tahu administrator sistem dan sebutkan "
        "nomor pekerjaan ini; mungkin memori server tidak cukup."
    ),
    "result_is_over": _("Berkas ini sudah dihapus karena waktunya habis. Mintalah sekali lagi bila masih diperlukan."),
    "job_asker_closed": _("Akun yang meminta pekerjaan ini sudah ditutup. Minta rekan yang bertugas untuk memulainya."),
}


@dataclass(frozen=True)
class JobInWords:
    """A job as a page tells of it."""

    job: Job
    title: Any
    url: str
    state: Any
    state_kind: str
    stage: Any
    pace: Pace
    reason: str = ""
    is_open: bool = False
    may_retry: bool = False
    result_is_there: bool = False


def in_words(job: Job, *, now: datetime, follow: bool = False) -> JobInWords:
    """With `follow`, its address is the kind's own page where it has one: that is where such work is looked at."""
    kind = rules.KINDS.get(job.kind, rules.Kind(title=job.kind))
    own = reverse("jobs:view_job", args=[job.pk])
    reason = sentence(Refusal(job.failure, job.failure_params)) if job.failure else ""
    return JobInWords(
        job=job,
        title=kind.title,
        url=kind.page(job.subject) if follow and kind.page else own,
        state=_("sedang dihentikan") if job.cancel_asked_at and job.state == rules.RUNNING else STATES[job.state],
        state_kind=KINDS_OF_STATES.get(job.state, "calm"),
        stage=(kind.stages or {}).get(job.stage, ""),
        pace=rules.pace(done=job.done, total=job.total, started_at=job.started_at, now=job.ended_at or now),
        reason=reason,
        is_open=job.state in rules.OPEN,
        may_retry=job.state in (rules.FAILED, rules.CANCELLED),
        result_is_there=job.result_id is not None and job.result_until > now,
    )


def duration(time: timedelta | None) -> str:
    """8 detik, 3 menit, 1 jam 20 menit: as exactly as somebody wants to know who waits."""
    if time is None:
        return ""
    seconds = max(1, round(time.total_seconds()))
    if seconds < 60:
        return ngettext("%(n)s detik", "%(n)s detik", seconds) % {"n": seconds}
    minutes = round(seconds / 60)
    parts = [ngettext("%(n)s jam", "%(n)s jam", minutes // 60) % {"n": minutes // 60}] if minutes >= 60 else []
    if minutes % 60:
        parts.append(ngettext("%(n)s menit", "%(n)s menit", minutes % 60) % {"n": minutes % 60})
    return " ".join(parts)
