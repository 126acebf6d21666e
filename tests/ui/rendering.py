"""Draws the interface's own templates without a database: the same tags and settings, and a shell given by hand."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from simpul.ui.fields import DayField
from simpul.ui.stale import VersionedForm, VersionField, compare

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOW = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
NAVIGATION = [
    {"label": label, "url": f"/{icon}/", "icon": icon, "count": count, "current": "page" if icon == "home" else ""}
    for label, icon, count in (
        ("Beranda", "home", 0), ("Loket", "armchair", 7), ("Warga", "users", 0), ("Program", "clipboard-list", 1204),
        ("Bantuan", "package", 2), ("Kasus", "heart-handshake", 4),
    )
]  # fmt: skip
SHELL = {
    "navigation": NAVIGATION, "office_name": "Dinas Sosial Kab. Bandung", "viewer_name": "Rina Suryani",
    "viewer_role": "Manajer", "demo": True, "second_factor_off": True, "unread_notices": 3,
}  # fmt: skip


class PersonForm(VersionedForm):
    """One field of every kind that pages have."""

    name = forms.CharField(label="Nama seperti di kartu", help_text="Tanpa gelar. Satu kata juga boleh.")
    born_on = DayField(label="Tanggal lahir")
    sex = forms.ChoiceField(
        label="Jenis kelamin", choices=[("L", "Laki-laki"), ("P", "Perempuan")], widget=forms.RadioSelect
    )
    village = forms.ChoiceField(label="Desa", choices=[("", "Pilih desa"), ("1", "Sukamaju"), ("2", "Cikadu")])
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    papers = forms.MultipleChoiceField(
        label="Syarat", choices=[("a", "KTP"), ("b", "KK")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agrees = forms.BooleanField(label="Warga setuju datanya dicatat")
    photo = forms.FileField(label="Foto kartu", required=False)
    version = VersionField(required=False)


FILLED = {"name": "Aminah <b>binti</b> Sobari", "born_on": "12-3-1968", "sex": "P", "village": "1", "agrees": "on"}


def engine() -> DjangoTemplates:
    """The templates as the settings describe them, without the context processors that ask the database."""
    return DjangoTemplates(
        {
            "NAME": "ui", "DIRS": [], "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request", "django.template.context_processors.i18n",
                ],
                "builtins": ["django.templatetags.i18n", "django.templatetags.static", "simpul.ui.templatetags.ui"],
            },
        }
    )  # fmt: skip


def request(path: str = "/warga/?q=a", **cookies: str) -> HttpRequest:
    """A request for a page, with cookies."""
    made = RequestFactory().get(path)
    made.COOKIES.update(cookies)
    return made


def draw(template: str, asker: HttpRequest | None = None, **context: Any) -> str:
    """One template as HTML."""
    return engine().get_template(template).render(context, asker)


def draw_text(text: str, asker: HttpRequest | None = None, **context: Any) -> str:
    """A few lines of template as HTML."""
    return engine().from_string(text).render(context, asker)


def page_of(lines: str, parent: str = "ui/page.html") -> str:
    """A template: some lines as the content of a page in the shell."""
    blocks = "{% block title %}A{% endblock %}{% block heading %}A{% endblock %}{% block content %}"
    return f'{{% extends "{parent}" %}}{blocks}{lines}{{% endblock %}}'


def on_page(lines: str, **context: Any) -> str:
    """The same as HTML."""
    return draw_text(page_of(lines), request(), **SHELL, **context)


FORM = '{% include "ui/_form.html" with cancel_url="/batal/" %}'
PARTS = """
{% include "ui/_summary.html" %}{% include "ui/_timeline.html" %}
{% include "ui/_pager.html" with older="?a" newer="?b" %}
{% include "ui/_empty.html" with title="Belum ada" text="Cari dahulu." url="/cari/" act="Cari" %}
{% include "ui/_line.html" with title="37 keluarga" note="Desa" state="besok" state_kind="soon" url="/x/" act="Lihat" %}
"""
FACTS = [
    {"label": "Nama", "value": "Aminah", "change_url": "/ubah/"},
    {"label": "NIK", "value": "", "none": "belum punya NIK"},
    {"label": "Anak", "value": 0},
]
EVENTS = [
    {"sentence": "Didaftarkan", "at": NOW, "by": "Yuni", "note": "Di loket."},
    {"sentence": "Pindah", "on": date(2026, 1, 2)},
]
KEPT = {"name": "Aminah Sobari", "born_on": date(1968, 3, 12), "sex": "P", "village": "1", "agrees": True}
FAULT = {"title": "T", "what": "W", "then": "D", "number": "1"}


def stale_context() -> dict[str, Any]:
    """Someone else saved another name first."""
    opened = PersonForm(initial={**KEPT, "name": "Aminah", "village": "2", "version": 3})["version"].value()
    form = PersonForm(FILLED | {"village": "2", "note": "Dua anak", "version": opened}, initial=KEPT | {"note": ""})
    form.is_valid()
    return {"compared": compare(form, version=4), "saved_by": "Asep", "saved_at": NOW, "saved_url": "/1/"}


def gallery() -> dict[str, str]:
    """Every template with something in it."""
    again = {"again": [("a", '"\n<x>')], "sign_in": "/s/"}
    return {
        "form": on_page(FORM, form=PersonForm(initial={"papers": ["a"]})),
        "form with errors": on_page(FORM, form=PersonForm({})),
        "parts": on_page(PARTS, facts=FACTS, events=EVENTS),
        "stale": draw("ui/stale.html", request(), **stale_context(), **SHELL),
        "plain": draw("ui/plain.html", request(), demo=True),
        "print": draw("ui/print.html", request(), paper="f4", demo=True),
        "error": draw("ui/error.html", request(), **{"shell": "ui/page.html"}, **FAULT, **SHELL),
        "error, plain": draw("ui/error.html", None, **FAULT),
        "error, to send again": draw("ui/error.html", request(), **FAULT, **again),
        "error, fragment": draw("ui/_error.html", None, status=500, **FAULT),
    }


class Outline(HTMLParser):
    """What a test wants to know of a page: its elements in order, and whether every one was closed where it should."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing, or not the latest one opened")

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]
