"""Every pair of colours that meets on a page can be read, in both themes (WCAG 2.2: 4.5 for text, 3 for controls)."""

import re
from pathlib import Path

import pytest

LOOK = (Path(__file__).resolve().parents[2] / "simpul/ui/static/ui/look.css").read_text()

# What stands on what, as the stylesheets use it.
TEXT = [
    (text, ground)
    for ground in ("paper", "surface", "hover-bg", "calm-bg", "on-bg")
    for text in ("ink", "quiet", "deep", "late")
] + [
    ("late", "late-bg"), ("soon", "soon-bg"), ("good", "good-bg"), ("ink", "mark-bg"),
    ("act-text", "act"), ("act-text", "act-hover"),
    ("bar-text", "bar"), ("bar-strong", "bar"), ("bar-mark", "bar"), ("bar", "bar-mark"),
    ("bar-hint", "bar-field"), ("bar-strong", "bar-field"), ("bar-text", "bar-field"),
]  # fmt: skip
CONTROLS = [
    (edge, ground) for edge in ("edge", "deep", "late") for ground in ("paper", "surface")
] + [("bar-mark", "bar"), ("deep", "on-bg"), ("act", "paper"), ("act", "surface"), ("act-text", "act")]  # fmt: skip


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", block))


def _block(opening: str) -> str:
    start = LOOK.index(opening) + len(opening)
    return LOOK[start : LOOK.index("}", start)]


LIGHT = _tokens(_block(":root {"))
DARK = LIGHT | _tokens(_block('\n[data-bs-theme="dark"] {'))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_published_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in TEXT}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_can_be_seen(theme):
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in CONTROLS}
    assert {pair: value for pair, value in weak.items() if value < 3} == {}


def test_the_systems_dark_is_our_dark():
    assert _tokens(_block('\n  [data-bs-theme="auto"] {')) == _tokens(_block('\n[data-bs-theme="dark"] {'))


def test_every_token_in_use_exists():
    sheets = "".join(
        path.read_text() for path in Path(__file__).resolve().parents[2].glob("simpul/ui/static/ui/[lsp]*.css")
    )
    used = set(re.findall(r"var\(--(?!tblr-)([a-z-]+)", sheets))
    assert used - set(re.findall(r"--([a-z-]+):", _block(":root {"))) == set()
