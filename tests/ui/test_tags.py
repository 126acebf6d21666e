"""Dates, money and numbers as people write them, in both languages."""

from datetime import date, datetime, timedelta

import pytest
from django.template import TemplateSyntaxError
from django.utils import translation

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.ui.templatetags import ui
from tests.ui.rendering import NOW, draw_text, engine

pytestmark = pytest.mark.usefixtures("plain_static")
NATIONAL_DAY = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "{{ d|day }}", "17 Agustus 2026"),
        ("en", "{{ d|day }}", "17 August 2026"),
        ("id", "{{ d|weekday }}", "Senin, 17 Agustus 2026"),
        ("id", "{{ none|day }}{{ none|weekday }}{{ none|rupiah }}{{ none|number }}{{ none|masked }}", ""),
        ("id", "{{ n|rupiah }} {{ n|number }}", "Rp1.500.000 1.500.000"),
        ("en", "{{ n|rupiah }} {{ n|number }}", "Rp1,500,000 1,500,000"),
        ("id", "{{ zero|rupiah }} {{ zero|number }}", "Rp0 0"),
        ("id", "{{ now|moment }}", "24 November 2026 pukul 10.42"),
        ("id", "{{ year|day }}", "1968"),
        ("id", '{% tag "besok" "soon" %}', '<span class="tag soon">besok</span>'),
        ("id", "{% tag bad %}", '<span class="tag calm">&lt;b&gt;</span>'),
    ],
)
def test_values_in_words(language, text, expected):
    year = BirthDate(date(1968, 1, 1), Precision.YEAR)
    with translation.override(language):
        assert draw_text(text, d=NATIONAL_DAY, n=1500000, zero=0, none=None, now=NOW, year=year, bad="<b>") == expected


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "baru saja"), (timedelta(minutes=1), "1 menit lalu"),
        (timedelta(hours=5), "5 jam lalu"),
        (timedelta(days=3), "3 hari lalu"), (timedelta(days=61), "2 bulan lalu"), (timedelta(days=800), "2 tahun lalu"),
        (timedelta(hours=-2), "2 jam lagi"), (timedelta(days=-1), "1 hari lagi"),
    ],
)  # fmt: skip
def test_how_long_ago(ago, words):
    assert ui.since(NOW - ago, NOW) == f'<time datetime="{(NOW - ago).isoformat()}">{words}</time>'


def test_a_day_is_counted_in_days():
    assert ">hari ini<" in ui.since(date(2026, 11, 24), NOW)
    assert ">1 hari lalu<" in ui.since(date(2026, 11, 23), NOW)


def test_a_moment_is_local():
    """03.42 in London is already 10.42 in Jakarta; 20.00 is the day after."""
    assert draw_text("{{ m|day }}", m=datetime(2026, 8, 16, 20, 0, tzinfo=NOW.tzinfo)) == "17 Agustus 2026"


def test_a_number_shows_its_last_four_figures_only():
    html = draw_text("{{ n|masked }}", n="3204051203681234")
    assert "••••••••••••1234" in html
    assert "berakhiran 1234" in html
    assert "32040512" not in html


def test_a_tag_has_one_of_four_kinds():
    with pytest.raises(TemplateSyntaxError):
        ui.tag("x", "red")


def test_what_is_fixed_is_drawn_once_a_language_and_without_what_is_the_pages():
    template = engine().from_string(
        '{% for n in "ab" %}{% fixed %}{% translate "Simpan" %}{{ name }}{{ n }} {% endfixed %}{% endfor %}'
    )
    for name in ("Aminah", "Budi"):
        for language, word in (("id", "Simpan"), ("en", "Save")):
            with translation.override(language):
                assert template.render({"name": name}) == f"{word} {word} "
