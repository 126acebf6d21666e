"""The interface alone: its own addresses and middleware, no database, static files by their plain names."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Those of the program that ask no database, in its order.
OURS = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "simpul.ui.middleware.ErrorPageMiddleware",
    "tests.ui.addresses.broken",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tests.ui.addresses.viewer",
]


@pytest.fixture(scope="module")
def plain_static() -> Iterator[None]:
    """Collecting them is the start command's work and has its own test."""
    with override_settings(STORAGES=PLAIN_STATIC, ROOT_URLCONF="tests.ui.addresses"):
        yield


@pytest.fixture
def browser(plain_static: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser that checks forms as a real one is checked, and sees error pages instead of exceptions."""
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", False)
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["OPTIONS"] = dict(templates[0]["OPTIONS"])
    templates[0]["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "tests.ui.addresses.shell",
    ]
    with override_settings(
        ROOT_URLCONF="tests.ui.addresses",
        MIDDLEWARE=OURS,
        TEMPLATES=templates,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    ):
        yield Client(enforce_csrf_checks=True, raise_request_exception=False)
