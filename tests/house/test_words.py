"""Every word on a page is marked, and both catalogues are complete and say what the code says."""

import re

from simpul.config import strings
from tests.house.code import ROOT

# Names, and words handed to a part of a page as its setting.
WORDS_OF_NO_LANGUAGE = {"Simpul", "Indonesia", "English", "NIK", "wide"}


def test_catalogues_are_complete():
    found = {message.id for message in strings.collect() if message.id}
    for language in ("id", "en"):
        catalogue = strings.read_catalogue(language)
        kept = {message.id for message in catalogue if message.id}
        assert found - kept == set(), f"{language}: run `make strings`"
        assert kept - found == set(), f"{language} keeps words that no page says: run `make strings`"
        assert strings.untranslated(catalogue) == [], language


def test_placeholders_survive_translation():
    holes = re.compile(r"%\([a-z_]+\)[sd]")
    for message in strings.read_catalogue("en"):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert set(holes.findall(texts[-1])) == set(holes.findall(ids[-1])), message.id
        for text in texts:  # "one person" may leave the number out
            assert set(holes.findall(text)) <= set(holes.findall(ids[-1])), message.id


def test_no_unmarked_words_in_templates():
    """Text between tags that has letters and stands outside any template tag."""
    unmarked = []
    for path in sorted((ROOT / "simpul").rglob("templates/**/*.html")):
        text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", path.read_text(), flags=re.S)
        text = re.sub(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", "", text, flags=re.S)
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.S)
        text = re.sub(r"<(script|style|svg|code)\b.*?</\1>", "", text, flags=re.S)
        for words in re.findall(r">([^<>]*[A-Za-z]{3,}[^<>]*)<", text):
            if words.strip(" ·:\n") not in WORDS_OF_NO_LANGUAGE:
                unmarked.append(f"{path.relative_to(ROOT)}: {words.strip()!r}")
    assert unmarked == []


def test_no_word_that_stigmatises():
    banned = re.compile(r"\b(cacat|gembel|gila|penyandang cacat|orang gila|PMKS)\b", re.I)
    for message in strings.collect():
        text = " ".join(message.id) if isinstance(message.id, tuple) else str(message.id)
        assert not banned.search(text), text
