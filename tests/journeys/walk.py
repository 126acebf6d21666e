"""Walking through the whole program as everybody, without a browser: every address, then every link on every page."""

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from simpul.demo.rules.staff import STAFF
from tests.journeys.addresses import Address
from tests.journeys.conftest import Installation
from tests.journeys.office import FAR, NEAR, Things
from tests.journeys.reading import Page, read
from tests.journeys.visitor import Answer, Visitor

LANGUAGES = ("id", "en")
# Whose pages together have every word. What each role may open does not hang on the language: all walk in the first one.
BILINGUAL = {"services_manager", "front_office", "auditor", "data_protection_officer", "system_administrator", ""}
HEADERS = {
    "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=()", "cache-control": "no-store",
    "content-security-policy": "default-src 'none'",
}  # fmt: skip
# Addresses whose answers hold nothing personal and may be kept by a browser, if it asks again each time.
KEPT = {"desk:preview_letterhead"}
FOLLOWED = 2  # of the links of one kind on all pages of one visitor


@dataclass
class Step:
    """One answer to one visitor, and what was wrong with it."""

    username: str
    language: str
    name: str
    path: str
    status: int
    faults: list[str] = field(default_factory=list)
    page: Page | None = None

    def __str__(self) -> str:
        return f"{self.username or 'nobody'} ({self.language}) {self.path}: {self.status} {'; '.join(self.faults)}"


@dataclass
class Walk:
    """Everything that was answered."""

    steps: list[Step]
    cookies: Mapping[tuple[str, str], dict[str, str]]  # of the session of a visitor

    def faulty(self) -> list[str]:
        """The answers with faults, in words."""
        return [str(step) for step in self.steps if step.faults]


def walk(installation: Installation, addresses: Iterable[Address], things: Mapping[str, Things]) -> Walk:
    """As every role and as nobody; as some of them in both languages."""
    addresses = list(addresses)
    staff = [(one.username, one.role, FAR if one.is_elsewhere else NEAR) for one in STAFF] + [("", "", NEAR)]
    with ThreadPoolExecutor(4) as pool:
        walked = list(pool.map(lambda who: _Walker(installation, *who, things).walk(addresses), staff))
    steps = [step for walker in walked for step in walker.steps]
    return Walk(steps, {(w.username, "any"): w.visitor.cookies for w in walked})


class _Walker:
    """One visitor on the way through the program."""

    def __init__(
        self, installation: Installation, username: str, role: str, where: str, things: Mapping[str, Things]
    ) -> None:
        self.username, self.role, self.steps = username, role, []
        self.near, self.far = things[where], things[FAR if where == NEAR else NEAR]
        self.visitor = Visitor(installation.url)
        if username:
            self.visitor.sign_in(username, installation.password)

    def walk(self, addresses: list[Address]) -> "_Walker":
        """Every address with an object near and one far away, then the links found on the way, in both languages.

        Refusals look the same whatever was asked for: in the second language one of each kind is enough.
        """
        for language in LANGUAGES if self.role in BILINGUAL else LANGUAGES[:1]:
            visitor = self.visitor.speaking(language)
            refused: set[int] = set()
            for address in addresses:
                expected = address.expected(self.role, is_visible=True)
                if language == LANGUAGES[0] or 200 in expected or not expected <= refused:
                    self._ask(visitor, address, language)
                    refused |= expected
            self._follow(visitor, language)
            visitor.close()
        self.visitor.close()
        return self

    def _ask(self, visitor: Visitor, address: Address, language: str) -> None:
        near = self.near.fill(address.path)
        expected, of_far = (address.expected(self.role, is_visible=is_visible) for is_visible in (True, False))
        if near:
            self._step(visitor, address.name, near, expected, language)
        far = self.far.fill(address.path) if address.has_object else None
        # The same error page in either language; and whoever is refused whatever the object is was refused just now.
        is_told = near and expected == of_far != {200}
        if far and not address.rule.is_public and not is_told and language == "id":
            self._step(visitor, address.name, far, of_far, language)

    def _step(self, visitor: Visitor, name: str, path: str, expected: set[int], language: str) -> Step:
        answer = visitor.get(path)
        step = Step(self.username, language, name, path, answer.status, faults_of(answer, name))
        if answer.status not in expected:
            step.faults.append(f"expected {sorted(expected)}")
        if answer.is_page:
            step.page = read(answer.text)
            step.faults += step.page.check(language)
        self.steps.append(step)
        return step

    def _follow(self, visitor: Visitor, language: str) -> None:
        """Links lead to pages that this visitor may open; two of each kind are followed."""
        followed: dict[str, int] = {}
        todo = [
            (step.path, step.page)
            for step in self.steps
            if step.page and step.language == language and step.status == 200
        ]
        asked = {step.path for step in self.steps if step.language == language}
        while todo:
            where, page = todo.pop()
            for link in page.links:
                path = urljoin(where, link).partition("#")[0]
                kind = _kind(path)
                if path in asked or not path.startswith("/") or followed.get(kind, 0) >= FOLLOWED:
                    continue
                asked.add(path)
                followed[kind] = followed.get(kind, 0) + 1
                step = self._step(visitor, f"link:{kind}", path, {200, 302}, language)
                if step.status not in (200, 302):
                    step.faults.append(f"linked from {where}")
                if step.page and step.status == 200:
                    todo.append((path, step.page))


def _kind(path: str) -> str:
    """The page that an address leads to, and which questions stand behind it; not which object it is about."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name + re.sub(r"=[^&]*", "=", f"?{parts.query}" if parts.query else "")


def faults_of(answer: Answer, name: str = "") -> list[str]:
    """What may not be so of any answer, whatever its status."""
    faults = [
        f"{header} is {answer.headers.get(header)!r}"
        for header, part in HEADERS.items()
        if part not in answer.headers.get(header, "")
    ]
    if name.removeprefix("link:") in KEPT:
        faults = [fault for fault in faults if not fault.startswith("cache-control")]
    if "unsafe" in answer.headers.get("content-security-policy", ""):
        faults.append("the content policy lets unsafe things in")
    if not answer.headers.get("x-request-id"):
        faults.append("no number")
    if answer.status >= 500:
        faults.append("a fault of the program")
    return faults
