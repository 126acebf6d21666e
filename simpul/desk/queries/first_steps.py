"""What a new installation, or a new office, needs before anybody can work there."""

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.queries.offices import roles_at
from simpul.accounts.rules.permissions import Permission
from simpul.desk.queries.offices import may_change_organisation, offices_managed_by
from simpul.desk.rules import Line
from simpul.directory.models import Office
from simpul.directory.rules.offices import UNNAMED_OFFICE, UNNAMED_ORGANISATION


def first_steps(viewer: User, language: str) -> list[Line]:
    """Name the organisation, name the office and say where it is, let somebody else in."""
    lines: list[Line] = []
    for office in offices_managed_by(viewer).filter(is_active=True):
        if office.organisation.name == UNNAMED_ORGANISATION and may_change_organisation(viewer, office):
            note = _("Tercetak paling atas di setiap surat. Sekarang: %(name)s.") % {"name": office.organisation.name}
            url = reverse("desk:change_organisation", args=[office.pk])
            lines.append(_line(_("Beri nama organisasi"), note, _("Isi"), url))
        if office.name == UNNAMED_OFFICE or office.area_id is None:
            note = _("Tanpa itu surat dan daftar belum benar. Sekarang: %(name)s.") % {"name": office.name}
            url = reverse("desk:change_office", args=[office.pk])
            lines.append(_line(_("Isi nama dan wilayah kantor"), note, _("Isi"), url))
        if _is_alone(viewer, office):
            note = _("Baru Anda yang bekerja di %(name)s.") % {"name": office.name}
            lines.append(_line(_("Buka akun untuk rekan"), note, _("Buka akun"), reverse("accounts:open_account")))
    return lines


def _is_alone(viewer: User, office: Office) -> bool:
    """Whether nobody else works at an office whose staff the viewer looks after."""
    may_open = access.reach(viewer, Permission.MANAGE_STAFF).covers(office.pk, None)
    return may_open and not roles_at(office).exclude(user=viewer).exists()


def _line(title: str, note: str, act: str, url: str) -> Line:
    return Line(title=title, note=note, act=act, url=url, state=_("langkah pertama"), state_kind="soon")
