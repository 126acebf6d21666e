"""Icons, fields, dates, money: the small pieces that every page is written with."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from simpul.kit.birth_dates import BirthDate
from simpul.kit.dates import date_in_words, day_in_words
from simpul.kit.money import rupiah as rupiah_in_figures
from simpul.kit.national_numbers import mask
from simpul.ui import fields

register = template.Library()

THEME_COOKIE, THEMES = f"{settings.COOKIE_PREFIX}theme", ("light", "dark", "auto")
SHORTCUTS_COOKIE = f"{settings.COOKIE_PREFIX}shortcuts"
TAG_KINDS = ("late", "soon", "good", "calm")
_BRIEFLY = 60  # seconds that count as "just now"


@register.simple_tag
@cache  # thirty on a page, and always the same
def icon(name: str) -> SafeString:
    """{% icon "home" %}: a picture beside words, hidden from readers that speak."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )


@register.tag
def fixed(parser: Parser, token: Token) -> "_Fixed":
    """{% fixed %}…{% endfixed %}: the same for all who read this language, whatever the page, and so drawn only once."""
    nodes = parser.parse(("endfixed",))
    parser.delete_first_token()
    return _Fixed(nodes)


class _Fixed(template.Node):
    """Lines that are kept as they were first drawn: without a single variable, so that nobody's data is in them."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """As drawn for the first reader of the language."""
        language = _language()
        if language not in self.drawn:
            self.drawn[language] = self.nodelist.render(context.new())
        return self.drawn[language]


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """The reader's choice for this browser: light, dark or auto."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE) if request else None
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def shortcuts(context: template.Context) -> str:
    """Whether single keys act on the page: on or off."""
    request = context.get("request")
    return "off" if request and request.COOKIES.get(SHORTCUTS_COOKIE) == "off" else "on"


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, hint: str = "", label: str = "", width: str = "", optional: bool = True) -> dict[str, Any]:
    """{% field form.name %}: label, hint, error and input. `width` is "short" or "middle" for answers that are.

    `optional=False` where leaving it empty is an answer.
    """
    return fields.parts(bound, hint=hint, label=label, width=width, optional=optional)


@register.inclusion_tag("ui/_error_summary.html")
def form_errors(*forms: Any) -> dict[str, Any]:
    """{% form_errors form %}: everything that is wrong, each with a link to its field; takes several forms."""
    return {"errors": [error for form in forms if form is not None for error in fields.errors_of(form)]}


@register.filter
def day(value: date | BirthDate | None) -> str:
    """17 Agustus 2026; a birth date only as far as it is known."""
    if isinstance(value, BirthDate):
        return value.in_words(_language())
    return date_in_words(_local_date(value), _language()) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Selasa, 24 November 2026."""
    return day_in_words(_local_date(value), _language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """17 Agustus 2026 pukul 10.42."""
    if not value:
        return ""
    local = timezone.localtime(value)
    clock = f"{local:%H:%M}" if _language() == "en" else f"{local:%H.%M}"
    return gettext("%(date)s pukul %(time)s") % {"date": date_in_words(local.date(), _language()), "time": clock}


@register.simple_tag
def moment_now() -> str:
    """When this page was made: paper keeps showing what was true then."""
    return moment(timezone.now())


@register.filter
def rupiah(value: int | None) -> str:
    """Rp1.500.000."""
    return "" if value is None else rupiah_in_figures(int(value), _language())


@register.filter
def number(value: int | None) -> str:
    """1.204 in Indonesian, 1,204 in English."""
    if value is None:
        return ""
    figures = f"{int(value):,}"
    return figures if _language() == "en" else figures.replace(",", ".")


@register.filter
def masked(value: str | None) -> SafeString | str:
    """The last four figures of a NIK, KK or account number; readers that speak hear it in words."""
    if not value:
        return ""
    spoken = gettext("berakhiran %(digits)s") % {"digits": value[-4:]}
    return format_html('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', mask(value), spoken)


@register.simple_tag
def tag(words: Any, kind: str = "calm") -> SafeString:
    """{% tag _("lewat 5 jam") "late" %}: a state in words; late, soon, good or calm. The colour only helps."""
    if kind not in TAG_KINDS:
        raise template.TemplateSyntaxError(f"A tag is one of {', '.join(TAG_KINDS)}, not {kind!r}.")
    return format_html('<span class="tag {}">{}</span>', kind, words)


@register.simple_tag
def since(value: datetime | date | None, now: datetime | None = None) -> SafeString | str:
    """{% since event.at %}: how long ago, or how long still, in one unit: 3 hari lalu, 2 jam lagi."""
    if not value:
        return ""
    now = now or timezone.now()
    if isinstance(value, datetime):
        seconds = (now - value).total_seconds()
    else:
        seconds = (timezone.localdate(now) - value).days * 86400
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _ago(seconds, isinstance(value, datetime)))


def _ago(seconds: float, has_clock: bool) -> str:
    if abs(seconds) < (_BRIEFLY if has_clock else 86400):
        return gettext("baru saja") if has_clock else gettext("hari ini")
    amount, unit = _in_one_unit(abs(seconds))
    words = {
        "minute": ngettext("%(n)s menit", "%(n)s menit", amount),
        "hour": ngettext("%(n)s jam", "%(n)s jam", amount),
        "day": ngettext("%(n)s hari", "%(n)s hari", amount),
        "month": ngettext("%(n)s bulan", "%(n)s bulan", amount),
        "year": ngettext("%(n)s tahun", "%(n)s tahun", amount),
    }[unit] % {"n": amount}
    return (gettext("%(time)s lalu") if seconds > 0 else gettext("%(time)s lagi")) % {"time": words}


def _in_one_unit(seconds: float) -> tuple[int, str]:
    """The largest unit of which there is at least one; months of 30 days and years of 365, as people speak."""
    for length, unit in ((365 * 86400, "year"), (30 * 86400, "month"), (86400, "day"), (3600, "hour")):
        if seconds >= length:
            return int(seconds // length), unit
    return max(1, int(seconds // 60)), "minute"


def _local_date(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
