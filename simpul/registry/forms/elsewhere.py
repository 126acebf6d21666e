"""What is asked before another office is asked, and the sentences that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from simpul.registry import services
from simpul.registry.forms.sealed import sealed_text
from simpul.registry.rules.elsewhere import REASONS

if TYPE_CHECKING:
    from simpul.accounts.models import User

IN_WORDS = {
    "registering": _("Orangnya akan didaftarkan di kantor kami"),
    "moved": _("Orangnya pindah ke wilayah kami"),
    "helping": _("Orangnya meminta bantuan atau layanan di kantor kami"),
}
SENTENCES = {
    "asking_reason_unknown": _("Pilih mengapa Anda bertanya."),
    "nobody_to_ask": _("Tidak ada kantor yang dapat ditanya tentang nomor ini."),
    "asked_already": _("Anda sudah menanyakannya hari ini. Tunggu jawaban kantor itu."),
}
NOTICES = {
    "asked_by_other_office.registering": _(
        "%(name)s (%(office)s) akan mendaftarkan warga ini. Hubungi, lalu sepakati kantor mana yang mencatat."
    ),
    "asked_by_other_office.moved": _(
        "%(name)s (%(office)s) melaporkan warga ini pindah ke wilayahnya. Hubungi, lalu sepakati kantor mana yang mencatat."
    ),
    "asked_by_other_office.helping": _(
        "%(name)s (%(office)s) melayani warga ini. Hubungi, lalu sepakati siapa yang membantu."
    ),
}


class AskOtherOfficeForm(forms.Form):
    """Why, in one of a few words: no facts of anybody travel to another office."""

    reason = forms.ChoiceField(
        label=_("Mengapa Anda bertanya?"),
        choices=[(code, IN_WORDS[code]) for code in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": SENTENCES["asking_reason_unknown"]},
    )


def ask_url(number: str, viewer: User) -> str:
    """Where to ask, of a number that nobody within reach has: empty when no other office has it, or it is not told.

    The number stands sealed in the address.
    """
    if not services.hint_elsewhere(number=number, by=viewer):
        return ""
    return f"{reverse('registry:ask_other_office')}?{urlencode({'search': sealed_text(number, viewer)})}"
