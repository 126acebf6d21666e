"""Somebody in front of the installation without a browser: keeps cookies, follows nothing, sends forms."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlencode, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page; a paper has none."""
        return self.body.decode(errors="replace")

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page, not a paper, data or a part of a page."""
        return self.headers.get("content-type", "").startswith("text/html") and b"<html" in self.body[:400]


@dataclass
class Visitor:
    """One browser session without a browser. `answers` is asked to look at everything that comes back."""

    url: str
    username: str = ""
    language: str = "id"
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Ask for an address."""
        return self._ask(method, path, None, dict(headers or {}))

    def post(self, path: str, content: Mapping[str, object], *, method: str = "POST") -> Answer:
        """Send a form, with the token that the browser would send."""
        token = {"csrfmiddlewaretoken": self.cookies.get("simpul-csrf", "")}
        return self._ask(method, path, urlencode({**token, **content}, doseq=True), {"Content-Type": FORM})

    def send(self, path: str, content: Mapping[str, object], **files: tuple[str, bytes]) -> Answer:
        """Send a form with files: by the name of their field, what each is called and holds."""
        token = {"csrfmiddlewaretoken": self.cookies.get("simpul-csrf", "")}
        body = encode_multipart(BOUNDARY, {**token, **content, **{k: _file(*file) for k, file in files.items()}})
        return self._ask("POST", path, body, {"Content-Type": MULTIPART_CONTENT})

    def sign_in(self, username: str, password: str) -> "Visitor":
        """Through the form, as people do."""
        self.username = username
        self.get("/sign-in/")
        answer = self.post("/sign-in/", {"login": username, "password": password})
        assert answer.status == 302, f"{username} could not sign in: {answer.status}"
        return self

    def speaking(self, language: str) -> "Visitor":
        """The same session in another language."""
        return Visitor(self.url, self.username, language, dict(self.cookies))

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()
            self._line = None

    def form_at(self, path: str, action: str = "") -> dict[str, str]:
        """What the form of a page would send untouched: that of an address, else the longest one."""
        forms = fields_of(self.get(path).text)
        named = [fields for where, fields in forms if action and where.endswith(action)]
        return max(named or [fields for _, fields in forms], key=len)

    def _ask(self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]) -> Answer:
        cookies = {**self.cookies, "simpul-language": self.language}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers.setdefault("Origin", self.url)
        for attempt in (1, 2):  # a server may close a line that was idle
            try:
                return self._exchange(method, path, body, headers)
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def _exchange(self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        self._line.request(method, path, body, headers)
        response = self._line.getresponse()
        content = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, content)


class _Forms(HTMLParser):
    """The fields of every form of a page, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._select = ""
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Remember forms and fields as they come by."""
        known = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append((known.get("action", ""), {}))
        elif self.forms:
            self._field(tag, known)

    def _field(self, tag: str, known: dict[str, str]) -> None:
        fields, name = self.forms[-1][1], known.get("name", "")
        if tag == "input" and name and (known.get("type") not in ("radio", "checkbox") or "checked" in known):
            fields[name] = known.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in known or self._select not in fields):
            fields[self._select] = known.get("value", "")
        elif tag == "textarea":
            self._text = name
            fields[name] = ""

    def handle_data(self, text: str) -> None:
        """The inside of a text area."""
        if self._text and self.forms:
            self.forms[-1][1][self._text] += text

    def handle_endtag(self, tag: str) -> None:
        """A select or text area ends."""
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._text = ""


def fields_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """Every form of a page: where it goes, and what it would send untouched."""
    reader = _Forms()
    reader.feed(text)
    return reader.forms


def _file(name: str, content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file
