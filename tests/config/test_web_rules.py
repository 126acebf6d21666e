"""What every answer tells a browser, which cookies it gets, and what is not served at all: with the whole middleware."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.http import RequestParser
from gunicorn.http.errors import ParseException

SIGN_IN = "/sign-in/"


def policy_of(answer):
    """The content security policy, directive by directive."""
    parts = answer["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (part.split() for part in parts) if words}


@pytest.mark.parametrize("path", [SIGN_IN, "/nothing/here/", "/api/openapi.json"])
def test_the_browser_is_told_what_it_may_do(db, path):
    answer = Client().get(path)
    policy = policy_of(answer)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "object-src" not in policy, "it falls back to default-src: none"
    assert policy["form-action"] == policy["connect-src"] == ["'self'"]
    assert not any("unsafe" in word or "*" in word for words in policy.values() for word in words)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", [SIGN_IN, "/nothing/here/", "/api/openapi.json"])
def test_no_other_site_is_let_in(db, path):
    answer = Client().get(path, headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("path", [SIGN_IN, "/nothing/here/", "/api/openapi.json"])
def test_every_text_names_its_alphabet(db, path):
    kind = Client().get(path)["Content-Type"]
    assert kind.startswith("application/json") or kind == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/manage.py", "/static/", "/static/../pyproject.toml", "/admin/"]
)
def test_neither_source_nor_folders_are_served(db, path):
    assert Client().get(path).status_code == 404


def test_no_request_is_sent_back_as_it_came(sign_in):
    for path in (SIGN_IN, "/", "/api/openapi.json"):
        answer = sign_in("yuni").generic("TRACE", path, headers={"x-planted": "kelapa-muda"})
        assert b"kelapa-muda" not in answer.content


def test_cookies_are_kept_from_scripts_and_other_sites(cast):
    from tests.accounts.helpers import enter_password

    client = Client()
    client.get(reverse("account_login"))
    enter_password(client, "yuni")
    client.post("/choices/theme/", {"theme": "dark", "next": "/"})
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "simpul-theme"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert (name, cookie["samesite"], cookie["httponly"], cookie["domain"]) == (name, "Lax", True, "")


@pytest.mark.parametrize("path", ["/", "/api/registry/people/search/"])
def test_a_forged_form_does_nothing(cast, sign_in, path):
    """Neither a page nor the API takes a request that another site could have sent for somebody."""
    client = sign_in("yuni")
    client.handler.enforce_csrf_checks = True
    origin = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    path = reverse("desk:search") if path == "/" else path
    body, kind = ('{"text": "siti"}', "application/json") if path.startswith("/api/") else ("q=siti", FORM)
    assert client.generic("POST", path, body, content_type=kind, headers=origin).status_code == 403


FORM = "application/x-www-form-urlencoded"


def test_a_line_of_the_log_stays_one_line(db, caplog):
    with caplog.at_level(logging.WARNING):
        Client().get("/nothing%0a2026-11-24 ERROR everything is deleted%0d")
    assert caplog.records
    assert not [record for record in caplog.records if {"\n", "\r"} & set(record.getMessage())]


REQUEST = b"POST / HTTP/1.1\r\nHost: simpul.test\r\n"


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"Content-Length: +5\r\n\r\nhello",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Content-Length : 5\r\n\r\nhello",
    ],
)
def test_a_request_has_one_end(lines):
    """The server's own reader, at the locked version: two answers to where a request ends are no request."""

    def read(tail):
        return next(RequestParser(Config(), iter([REQUEST + tail]), ("127.0.0.1", 1)))

    assert read(b"Content-Length: 5\r\n\r\nhello").method == "POST"
    with pytest.raises(ParseException):
        read(lines)
