"""What waits for somebody: a function for each queue, answering the lines that need them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from simpul.accounts.models import Assignment, User
from simpul.accounts.queries import access
from simpul.accounts.queries.people import names_of
from simpul.accounts.queries.staff import cards_running_out, lost_devices_to_confirm
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES, Role
from simpul.desk import rules
from simpul.desk.queries.first_steps import first_steps
from simpul.desk.queries.paper_tasks import open_paper_tasks, own_paper_tasks
from simpul.desk.queries.system import faults
from simpul.desk.queries.trail import events_for
from simpul.desk.rules import Line
from simpul.kit.dates import date_in_words, today
from simpul.lists.queries import open_lists
from simpul.registry.models import PaperTask
from simpul.registry.queries import families_visible_to, people_visible_to

NOBODY = UUID(int=0)
SHOWN = 8  # lines of one queue; the rest stands behind its own page


def roles_without_work(viewer: User) -> list[Role]:
    """The viewer's roles, when nothing in this version ever waits for any of them."""
    roles = [assignment.role for assignment in access.held_by(viewer)]
    return [] if rules.queues_of(roles) else [ROLES[role] for role in dict.fromkeys(roles) if role in ROLES]


def waiting_for(viewer: User, language: str) -> list[Line]:
    """Everything that waits for this viewer, by the queues of their roles."""
    lines: list[Line] = []
    for queue in rules.queues_of(assignment.role for assignment in access.held_by(viewer)):
        lines += _QUEUES[queue](viewer, language)
    return lines


def _papers_missing(viewer: User, language: str) -> list[Line]:
    tasks = own_paper_tasks(viewer)
    shown = list(tasks.select_related("person", "office")[: SHOWN + 1])
    lines = [_paper_line(task, language) for task in shown[:SHOWN]]
    others = tasks.count() - SHOWN if len(shown) > SHOWN else 0
    return lines + _others(others, f"{reverse('desk:paper_tasks')}?whose=mine")


def _others(count: int, url: str) -> list[Line]:
    """That there are more than the lines above, and where they stand."""
    if count <= 0:
        return []
    return [
        Line(
            title=ngettext("%(n)s lagi seperti itu", "%(n)s lagi seperti itu", count) % {"n": count},
            note=_("Yang paling mendesak ada di atas"),
            act=_("Lihat semua"),
            url=url,
        )
    ]


def _paper_line(task: Any, language: str) -> Line:
    late = (today(task.office.time_zone) - task.due_on).days
    title = _("Bantu %(name)s mendapat %(paper)s")
    if task.paper == PaperTask.Paper.NUMBER_SHARED:
        title = _("Periksa %(paper)s: %(name)s")
    return Line(
        title=title % {"name": task.person.name, "paper": _(task.get_paper_display())},
        note=_("Sampai %(date)s") % {"date": date_in_words(task.due_on, language)},
        act=_("Buka"),
        url=reverse("registry:view_person", args=[task.person_id]),
        state=ngettext("lewat %(n)s hari", "lewat %(n)s hari", late) % {"n": late} if late > 0 else "",
        state_kind="late",
    )


def _papers_missing_in_office(viewer: User, language: str) -> list[Line]:
    tasks = open_paper_tasks(viewer).exclude(assigned_to=viewer.pk)
    count = tasks.count()
    late = tasks.filter(due_on__lt=timezone.localdate()).count()
    if not count:
        return []
    return [
        Line(
            title=ngettext("%(n)s NIK atau KK perlu diurus", "%(n)s NIK atau KK perlu diurus", count) % {"n": count},
            note=_("Tugas tim: yang belum punya, dan NIK yang sama pada dua orang"),
            act=_("Lihat"),
            url=reverse("desk:paper_tasks"),
            state=ngettext("%(n)s lewat tenggat", "%(n)s lewat tenggat", late) % {"n": late} if late else "",
            state_kind="late",
        )
    ]


def _lists_to_check(viewer: User, language: str) -> list[Line]:
    count = open_lists(viewer)
    if not count:
        return []
    return [
        Line(
            title=ngettext("%(n)s daftar menunggu pemeriksaan", "%(n)s daftar menunggu pemeriksaan", count)
            % {"n": count},
            note=_("Belum ada yang tercatat sebelum diterapkan"),
            act=_("Periksa"),
            url=reverse("lists:incoming_lists"),
        )
    ]


def _registered_today(viewer: User, language: str) -> list[Line]:
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    count = people_visible_to(viewer).filter(registered_by=viewer.pk, registered_at__gte=since).count()
    if not count:
        return []
    return [
        Line(
            title=ngettext("%(n)s warga Anda daftarkan hari ini", "%(n)s warga Anda daftarkan hari ini", count)
            % {"n": count},
            note=_("Periksa sekali lagi sebelum pulang"),
            act=_("Lihat"),
            url=reverse("registry:find_person") + "?registered=today",
        )
    ]


def _roles_ending(viewer: User, language: str) -> list[Line]:
    reach = access.reach(viewer, Permission.MANAGE_STAFF)
    soon = timezone.localdate() + timedelta(days=14)
    ending = Assignment.objects.filter(
        office__in=reach.offices, until_on__gte=timezone.localdate(), until_on__lte=soon, user__is_active=True
    ).select_related("user")
    lines = [
        Line(
            title=_("Peran %(role)s dari %(name)s berakhir")
            % {"role": _(ROLES[held.role].name), "name": held.user.name},
            note=date_in_words(held.until_on, language) if held.until_on else "",
            act=_("Buka"),
            url=reverse("accounts:account", args=[held.user_id]),
            state=_("segera"),
            state_kind="soon",
        )
        for held in ending.order_by("until_on")[:SHOWN]
    ]
    return lines + _others(ending.count() - SHOWN, reverse("accounts:staff"))


def _code_cards_low(viewer: User, language: str) -> list[Line]:
    running_out = cards_running_out(viewer)
    lines = [
        Line(
            title=_("Kartu kode %(name)s hampir habis") % {"name": line.user.name},
            note=ngettext("tinggal %(n)s kode", "tinggal %(n)s kode", line.codes_left or 0)
            % {"n": line.codes_left or 0},
            act=_("Terbitkan"),
            url=reverse("accounts:account", args=[line.user.pk]),
            state=_("segera"),
            state_kind="soon",
        )
        for line in running_out[:SHOWN]
    ]
    return lines + _others(len(running_out) - SHOWN, reverse("accounts:staff"))


def _lost_devices(viewer: User, language: str) -> list[Line]:
    waiting = list(lost_devices_to_confirm(viewer).order_by("name")[:SHOWN])
    names = names_of(user.one_time_by for user in waiting)
    return [
        Line(
            title=_("Perangkat %(name)s dilaporkan hilang") % {"name": user.name},
            note=_("Dilaporkan oleh %(name)s; perlu dipastikan orang kedua")
            % {"name": names.get(user.one_time_by or NOBODY, "–")},
            act=_("Pastikan"),
            url=reverse("accounts:confirm_lost_device", args=[user.pk]),
            state=_("segera"),
            state_kind="soon",
        )
        for user in waiting
    ]


def _denials(viewer: User, language: str) -> list[Line]:
    closed = _events_in_week(viewer, "accounts.denied_file_asked", _("Meminta berkas yang tertutup baginya"))
    return closed + _events_in_week(viewer, "accounts.access_denied", _("Ditolak: bukan untuk perannya"))


def _reading_limits(viewer: User, language: str) -> list[Line]:
    return _events_in_week(viewer, "accounts.reading_limit_reached", _("Batas jumlah data tercapai"))


def _numbers_revealed(viewer: User, language: str) -> list[Line]:
    return _events_in_week(viewer, "registry.number_revealed", _("Nomor lengkap dibuka"))


def _events_in_week(viewer: User, act: str, title: str) -> list[Line]:
    events = events_for(viewer).filter(act=act, at__gte=timezone.now() - timedelta(days=7))
    counts: dict[UUID | None, int] = {}
    for actor in events.values_list("actor", flat=True)[:5000]:
        counts[actor] = counts.get(actor, 0) + 1
    names = names_of(counts)
    return [
        Line(
            title=f"{title} · {names.get(actor or NOBODY, '–')}",
            note=ngettext("%(n)s kali dalam 7 hari", "%(n)s kali dalam 7 hari", count) % {"n": count},
            act=_("Lihat"),
            url=f"{reverse('desk:audit')}?act={act}&actor={actor}",
        )
        for actor, count in sorted(counts.items(), key=lambda item: -item[1])[:SHOWN]
    ]


def _system_faults(viewer: User, language: str) -> list[Line]:
    return [
        Line(
            title=title,
            note=note,
            act=_("Lihat"),
            url=reverse("desk:system"),
            state=_("perlu tindakan"),
            state_kind="late",
        )
        for title, note in faults()
    ]


_QUEUES: dict[str, Callable[[User, str], list[Line]]] = {
    "papers_missing": _papers_missing,
    "papers_missing_in_office": _papers_missing_in_office,
    "lists_to_check": _lists_to_check,
    "registered_today": _registered_today,
    "roles_ending": _roles_ending,
    "code_cards_low": _code_cards_low,
    "lost_devices": _lost_devices,
    "reading_limits": _reading_limits,
    "denials": _denials,
    "numbers_revealed": _numbers_revealed,
    "system_faults": _system_faults,
    "first_steps": first_steps,
}


@dataclass(frozen=True)
class Figure:
    """One number that opens to the records behind it."""

    label: str
    value: int
    url: str


def figures(viewer: User) -> list[Figure]:
    """How many people and families the viewer reaches; nothing for who reaches none."""
    if not access.holds(viewer, Permission.VIEW_PERSON):
        return []
    week = Q(registered_at__gte=timezone.now() - timedelta(days=7))
    # Counted in one reading; a record that was merged into another is nobody of its own.
    people = people_visible_to(viewer).filter(merged_into=None).aggregate(all=Count("pk"), new=Count("pk", filter=week))
    families = families_visible_to(viewer).filter(merged_into=None, ended_on=None)
    find_person = reverse("registry:find_person")
    return [
        Figure(_("Warga terdaftar"), people["all"], find_person),
        Figure(pgettext("daftar", "Keluarga"), families.count(), reverse("registry:find_family")),
        Figure(_("Didaftarkan 7 hari ini"), people["new"], f"{find_person}?registered=week"),
        Figure(_("NIK dan KK yang perlu diurus"), open_paper_tasks(viewer).count(), reverse("desk:paper_tasks")),
    ]
