"""Reading a page without a browser: what it says, where it leads, and what may not stand in it."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data-url", "poster", "srcset"}
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"(?:^|[/=])(?!20\d\d\b)\d+(?=$|[/&#?])")  # a year of a calendar is nobody's number
PUBLIC = ("/areas/", "/code-lists/")  # codes that the ministry and the law number
# Words that make a sentence Indonesian, and no name, place or English text has.
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|tidak|belum|dengan|atau|sudah|dapat|Anda|ini|itu|dari|pada|oleh|bila|akan|agar|orang lain|Simpan|Batal)\b"
)


@dataclass
class Page:
    """One page as text, with its faults."""

    language: str = ""
    title: str = ""
    headings: int = 0
    texts: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def check(self, language: str) -> list[str]:
        """Everything that may not be so on any page."""
        faults = list(self.faults)
        if self.language != language:
            faults.append(f"lang is {self.language!r}")
        if not self.title.strip():
            faults.append("no title")
        if self.headings != 1:
            faults.append(f"{self.headings} h1")
        faults += [
            f"sequential id in {a}"
            for a in self.addresses
            if NUMBER.search(UUID.sub("", a)) and not a.startswith(PUBLIC)
        ]
        faults += [f"outside address {a}" for a in self.addresses if re.match(r"(?i)\s*(https?:)?//", a)]
        if language == "en":
            faults += [f"not English: {text!r}" for text in self.texts if is_indonesian(text)]
        return faults


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open: list[tuple[str, str]] = []

    @property
    def _language(self) -> str:
        return next((language for _, language in reversed(self._open) if language), "")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append((tag, known.get("lang", "")))
        if tag == "html":
            self.page.language = known.get("lang", "")
        self.page.headings += tag == "h1"
        self.page.shapes.add(f"{tag}.{known.get('class', '')}.{known.get('type', '')}.{known.get('role', '')}")
        self._look(tag, known)
        for name in ("aria-label", "placeholder", "title", "alt", "value" if known.get("type") == "submit" else ""):
            if known.get(name):
                self._say(known[name])

    def _look(self, tag: str, known: dict[str, str]) -> None:
        page = self.page
        if (
            "style" in known
            or tag == "style"
            or (tag == "script" and not known.get("src") and known.get("type") != "application/json")
        ):
            page.faults.append(f"inline style or script in <{tag}>")
        page.faults += [
            f"handler {name} in <{tag}>" for name in known if name.startswith("on") or name.startswith("hx-on")
        ]
        for name in ADDRESSES & known.keys():
            page.addresses.append(known[name])
            if known[name].strip().lower().startswith("javascript:"):
                page.faults.append(f"script in an address of <{tag}>")
        if tag == "a" and known.get("href") and "download" not in known:
            page.links.append(known["href"])

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, text: str) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "title" and "svg" not in [tag for tag, _ in self._open]:
            self.page.title += text
        if inside not in ("script", "style"):
            self._say(text)

    def _say(self, text: str) -> None:
        words = " ".join(text.split())
        if words and self._language in ("", self.page.language):
            self.page.texts.append(words)


def read(text: str) -> Page:
    """The page behind this HTML."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


@cache
def _indonesian_texts() -> tuple[frozenset[str], re.Pattern[str]]:
    """The words of the program that English says otherwise: whole ones, and a pattern for those with a gap."""
    from simpul.config.strings import read_catalogue

    english = {}
    for message in read_catalogue("en"):
        pairs = (
            zip(message.id, message.string, strict=False)
            if isinstance(message.id, tuple)
            else [(message.id, message.string)]
        )
        english |= {" ".join(str(said).split()): " ".join(str(other).split()) for said, other in pairs if said}
    unlike = {said for said, other in english.items() if said != other} - set(english.values())
    gap = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    whole = frozenset(said for said in unlike if not gap.search(said))
    with_gaps = [said for said in unlike if gap.search(said) and sum(map(str.isalpha, gap.sub("", said))) > 6]
    patterns = "|".join("(?:" + ".+?".join(map(re.escape, gap.split(said))) + ")" for said in with_gaps)
    return whole, re.compile(patterns or r"(?!)")


@cache  # the words of the frame stand on every page
def is_indonesian(text: str) -> bool:
    """Whether an English reader would stumble here; names and places are the same in both languages."""
    whole, with_gaps = _indonesian_texts()
    return text in whole or bool(with_gaps.fullmatch(text)) or bool(INDONESIAN.search(text))
