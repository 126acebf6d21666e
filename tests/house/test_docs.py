"""Documents stay true: generated pages are fresh, links lead somewhere, commands that they name exist."""

import re

import pytest

from tests.house.code import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_reference_is_fresh():
    from simpul.config.reference import FOLDER, pages

    for name, content in pages().items():
        assert (FOLDER / name).read_text() == content, f"docs/reference/{name} is stale: run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_commands_exist(page):
    from simpul.config.cli import COMMANDS

    text = page.read_text()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    for word in re.findall(r"(?:`|bin/|^\s*)simpul ([a-z]+)", text, flags=re.M):
        assert word in COMMANDS, f"{page.name} names simpul {word}"
    for word in re.findall(r"`make ([a-z]+)", text):
        assert word in targets, f"{page.name} names make {word}"


def test_repository_speaks_of_the_product_alone():
    """No word of how or where it was written, and no path of a machine."""
    import subprocess

    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    banned = re.compile(r"/work/|/root/|\bsitting\b|\bhelper-\d|\bissue #?\d|\bprompt engineering\b", re.I)
    found = []
    for name in files:
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".html", ".toml", ".sh", ".css", ".yml", ".typ"}
            and name != "tests/house/test_docs.py"
        ):
            found += [f"{name}: {match.group()}" for match in banned.finditer(path.read_text())]
    assert found == []
