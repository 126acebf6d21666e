"""Every address declares whom it is for, and its phrase runs from the address to the template and the test."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.code import ROOT

OURS = "simpul."


def patterns(resolver=None, prefix="", namespaces=()):
    """Every address of the program: its path, its full name, its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = namespaces + ((entry.namespace,) if entry.namespace else ())
            yield from patterns(entry, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), ":".join([*namespaces, entry.name or ""]), entry.callback


def test_every_address_is_declared(rf):
    from django.urls import ResolverMatch

    from simpul.ui.routes import declared

    undeclared = []
    for path, name, view in patterns():
        operations = _operations(view)
        for method in operations or ["GET"]:
            request = rf.generic(method, "/")
            request.resolver_match = ResolverMatch(
                view, (), {}, url_name=name.rpartition(":")[2], namespaces=name.split(":")[:-1]
            )
            if declared(view, request) is None:
                undeclared.append(f"{method} {path} ({name})")
    assert undeclared == []


def test_an_undeclared_address_opens_to_nobody(rf, cast):
    """The negative control: a view without a declaration is a fault, not an open door."""
    from django.core.exceptions import ImproperlyConfigured
    from django.urls import ResolverMatch

    from simpul.accounts.middleware import AccessMiddleware

    def forgotten(request):
        raise AssertionError("reached")

    request = rf.get("/forgotten/")
    request.user, request.session = cast.rina, {}
    request.resolver_match = ResolverMatch(forgotten, (), {}, url_name="forgotten")
    with pytest.raises(ImproperlyConfigured):
        AccessMiddleware(lambda r: None).process_view(request, forgotten, (), {})


def test_phrase_runs_through():
    """`/registry/people/<pk>/correct/` → registry:correct_person → views.correct_person → its template and test."""
    broken = []
    for path, name, view in patterns():
        if not view.__module__.startswith("simpul.") or ":" not in name or name.startswith("api"):
            continue
        module, phrase = name.split(":")
        if view.__name__ != phrase:
            broken.append(f"{name} is served by {view.__name__}")
        if any(word in path for word in ("-", "_")) and re.search(r"[A-Z]", path):
            broken.append(f"{path} is not in small letters")
        tests = "".join(p.name + p.read_text() for p in (ROOT / "tests").rglob("test_*.py"))
        if phrase not in tests and f"{module}:{phrase}" not in tests:
            broken.append(f"no test names {name}")
    assert broken == []


FRAGMENTS = {"find_villages", "home"}  # a part of other pages; and the page that needs no telling


def test_the_how_to_tells_of_every_page():
    told = "".join(page.read_text() for page in (ROOT / "docs" / "how-to").glob("*.md"))
    phrases = {
        name.rpartition(":")[2]
        for _, name, view in patterns()
        if view.__module__.startswith("simpul.") and ":" in name and not name.startswith(("api:", "ui:"))
    }
    untold = {phrase for phrase in phrases - FRAGMENTS if f'id="{phrase}"' not in told and f"`{phrase}`" not in told}
    assert untold == set()


def test_permissions_are_verbs_of_acts():
    from simpul.accounts.rules.permissions import Permission

    used = {
        p for _, _, view in patterns() for operation in (_views(view)) for p in getattr(operation, "permissions", ())
    }
    assert {str(p) for p in Permission} - {str(p) for p in used} == set(), "a permission that no address asks for"


def _views(view):
    found = [view]
    for cell in getattr(view, "__closure__", None) or ():
        found += [operation.view_func for operation in getattr(cell.cell_contents, "operations", ())]
    return found


def _operations(view):
    methods = []
    for cell in getattr(view, "__closure__", None) or ():
        for operation in getattr(cell.cell_contents, "operations", ()):
            methods += operation.methods
    return methods
