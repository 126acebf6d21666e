"""What happened to a family, in the reader's language."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.registry.queries import Entry
from simpul.ui.sentences import sentence
from simpul.ui.templatetags.ui import day

SENTENCES = {
    "registry.family_founded": gettext_lazy("Kartu keluarga dibuat. Kepala keluarga: %(people)s."),
    "registry.family_founded.from_list": gettext_lazy(
        "Kartu keluarga dicatat dari daftar dengan %(count)s anggota. Kepala keluarga: %(people)s."
    ),
    "registry.family_founded.by_split": gettext_lazy(
        "Keluarga ini terbentuk karena pisah KK. Kepala keluarga: %(people)s."
    ),
    "registry.family_joined": gettext_lazy("%(people)s masuk sebagai %(relation)s."),
    "registry.family_left": gettext_lazy("%(people)s keluar dari keluarga."),
    "registry.family_left.died": gettext_lazy("%(people)s dikeluarkan dari kartu karena meninggal."),
    "registry.head_changed": gettext_lazy("%(people)s menjadi kepala keluarga."),
    "registry.family_split": gettext_lazy("%(people)s pisah KK."),
    "registry.families_merged": gettext_lazy("Keluarga ini bergabung ke KK lain: %(people)s."),
    "registry.family_took_in": gettext_lazy("%(people)s masuk karena gabung KK."),
    "registry.family_moved": gettext_lazy("Keluarga pindah alamat."),
    "registry.family_moved.to": gettext_lazy("Keluarga pindah ke %(place)s."),
    "registry.family_number_changed": gettext_lazy("Nomor KK dicatat atau diganti."),
    "registry.membership_corrected": gettext_lazy("Catatan keanggotaan %(people)s diperbaiki."),
    "registry.family_ended": gettext_lazy("Kartu keluarga ditutup."),
    "registry.family_facts_recorded": gettext_lazy("Keadaan keluarga dicatat."),
    "registry.person_facts_recorded": gettext_lazy("Keadaan %(people)s dicatat."),
    "registry.person_corrected": gettext_lazy("Data %(people)s diperbaiki."),
    "registry.person_died": gettext_lazy("%(people)s meninggal."),
    "registry.people_merged": gettext_lazy("Catatan ganda atas nama %(people)s digabung."),
    "registry.people_unmerged": gettext_lazy("Catatan atas nama %(people)s dipisahkan lagi."),
}


def told(entry: Entry) -> dict[str, Any]:
    """One line of the timeline, as `ui/_timeline.html` draws it."""
    recorded_on = timezone.localdate(entry.at) if entry.at else entry.on
    later = recorded_on != entry.on
    return {
        "sentence": sentence(entry),
        "on": entry.on,
        "by": ", ".join(filter(None, [entry.by, _("dicatat %(day)s") % {"day": day(recorded_on)} if later else ""])),
        "url": entry.url or (reverse("registry:view_family", args=[entry.family]) if entry.family else ""),
    }
