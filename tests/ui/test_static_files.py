"""The files a browser loads: all ours, all licensed, every icon there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "simpul/ui/static/ui"
ICONS = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))


def test_no_stylesheet_asks_for_anything_outside():
    for sheet in STATIC.glob("*.css"):
        text = sheet.read_text()
        assert "@import" not in text, sheet.name
        for address in re.findall(r"url\(\s*[\"']?([^\"')]{1,60})", text):
            assert address.startswith("data:") or (STATIC / address).is_file(), (sheet.name, address)


def test_our_script_evaluates_nothing_and_keeps_nothing_in_the_browser():
    text = (STATIC / "simpul.js").read_text()
    for word in (
        "eval(",
        "Function(",
        "innerHTML =",
        "document.write",
        "localStorage",
        "sessionStorage",
        "http:",
        "https:",
    ):
        assert word not in text, word


def test_every_icon_that_pages_name_is_in_the_sprite():
    named = set()
    for path in (ROOT / "simpul").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([^"]+)"', path.read_text()))
        named |= set(re.findall(r'picture="([^"]+)"', path.read_text()))
    for path in (ROOT / "simpul").rglob("*.py"):
        named |= set(re.findall(r'icon="([^"]+)"', path.read_text()))
    navigation = (ROOT / "simpul/config/navigation.py").read_text()
    named |= set(re.findall(r'Entry\(_\("[^"]+"\), "[^"]+", "([^"]+)"', navigation))
    assert len(named) > 20
    assert named - ICONS == set()


def test_the_sprite_is_what_the_list_says():
    assert set((ROOT / "frontend/icons.txt").read_text().split()) == ICONS


def test_everything_of_others_has_its_licence():
    for name, words in {
        "tabler.txt": "MIT License", "tabler-icons.txt": "MIT License", "inter.txt": "SIL OPEN FONT LICENSE",
        "htmx.txt": "Permission to use, copy, modify",
    }.items():  # fmt: skip
        assert words in (STATIC / "licences" / name).read_text(), name


def test_the_automatic_theme_has_every_dark_rule():
    text = (STATIC / "tabler.css").read_text()
    assert text.rindex("@media (prefers-color-scheme:dark)") > len(text) - 4000
    assert text.count("[data-bs-theme=auto]") >= 8


def test_htmx_is_the_pinned_one():
    assert '"htmx.org": "2.0.' in (ROOT / "frontend/package.json").read_text()
    assert 'version:"2.0.' in (STATIC / "htmx.js").read_text()
