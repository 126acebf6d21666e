"""The words of the program: collected from code and templates, kept in `locale/`, compiled when they changed.

The words in the code are Indonesian, the first language; the English catalogue translates them. Babel does the work,
so that no GNU gettext has to be installed.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALES = ROOT / "locale"
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
# Only what a reader needs: no date, so that collecting twice changes nothing.
HEADER = r"""# The words of Simpul; `simpul strings` collects them.
msgid ""
msgstr ""
"Project-Id-Version: Simpul\n"
"Language: {language}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def collect() -> Catalog:
    """Every marked string of the program, with the places where it stands."""
    found = Catalog(project="Simpul", header_comment="# Words of Simpul.")
    for path, line, message, context in _marked():
        found.add(message, None, [(str(path.relative_to(ROOT)), line)], context=context)
    return found


def _marked() -> Iterator[tuple[Path, int, Any, str | None]]:
    from django.utils.translation.template import templatize

    for path in sorted((ROOT / "simpul").rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            # Read as Python from here on, where the indentation of a page would mean something.
            words = templatize(path.read_text(), origin=str(path))
            source = "\n".join(line.lstrip() for line in words.split("\n")).encode()
        else:
            continue
        for line, message, _, context in extract("python", io.BytesIO(source), KEYWORDS):
            yield path, line, message, context


def update_catalogues() -> dict[str, int]:
    """Bring both `.po` files up to what the program says; answers how many strings each language still lacks."""
    missing = {}
    for language in ("id", "en"):
        found = collect()  # anew: the catalogue takes these very objects, and writes into them
        path = _po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read_catalogue(language)
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        if language == "id":
            for message in catalogue:
                if message.id:
                    plural = isinstance(message.id, tuple)
                    message.string = (message.id[0],) * catalogue.num_plurals if plural else message.id
        with path.open("wb") as file:
            file.write(HEADER.format(language=language, plural=catalogue.plural_forms).encode())
            write_po(file, catalogue, width=120, sort_output=True, omit_header=True, include_lineno=False)
        missing[language] = len(untranslated(catalogue))
    return missing


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands in git; an empty one when there is none yet."""
    path = _po(language)
    if not path.exists():
        return Catalog(locale=language, project="Simpul")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalogue: Catalog) -> list[str]:
    """The strings of a catalogue that have no translation."""
    texts = ((m.id, m.string if isinstance(m.string, tuple) else (m.string,)) for m in catalogue if m.id)
    return [str(message) for message, strings in texts if not all(strings)]


def compile_catalogues() -> None:
    """Write the binary catalogues that Django reads, where the `.po` file is newer."""
    for language in ("id", "en"):
        source = _po(language)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            with target.open("wb") as file:
                write_mo(file, read_catalogue(language))


def _po(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"
