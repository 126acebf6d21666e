"""Writes docs/reference from the code, so that nothing is typed twice: `make docs`. A test finds pages gone stale."""

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code; edit the code. -->\n"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "commands.md": commands(),
        "permissions.md": permissions(),
        "addresses.md": addresses(),
        "data.md": data_dictionary(),
        "api.json": api(),
    }


def commands() -> str:
    """The `simpul` command, word by word."""
    from simpul.config.cli import COMMANDS, describe

    parts = [
        "# Commands",
        NOTE,
        "Exit status: 0 done, 1 the check failed, 2 wrong input (one sentence on standard error).",
        "",
    ]
    for word, purpose in COMMANDS.items():
        parser = argparse.ArgumentParser(
            prog=f"simpul {word}", formatter_class=lambda prog: argparse.HelpFormatter(prog, width=100)
        )
        describe(parser, word)
        told, parser.description = (parser.description or "").strip(), None
        parts += [
            f"## simpul {word}",
            f"{purpose[0].upper()}{purpose[1:]}.",
            "",
            told,
            "",
            "```",
            parser.format_help().strip(),
            "```",
            "",
        ]
    return "\n".join(parts)


def permissions() -> str:
    """Who may do what: roles down, permissions across."""
    from simpul.accounts.rules.permissions import Permission
    from simpul.accounts.rules.roles import ROLES

    parts = ["# Roles and permissions", NOTE, "| role | name | may |", "|---|---|---|"]
    for role in ROLES.values():
        may = ", ".join(f"`{permission}`" for permission in Permission if permission in role.permissions) or "–"
        parts.append(f"| `{role.code}` | {role.name} | {may} |")
    return "\n".join([*parts, ""])


def addresses() -> str:
    """Every address, and whom it is for."""
    parts = ["# Addresses", NOTE, "| address | name | for |", "|---|---|---|"]
    for path, name, whom in sorted(_addresses()):
        parts.append(f"| `/{path}` | `{name}` | {whom} |")
    return "\n".join([*parts, ""])


def _addresses() -> Iterator[tuple[str, str, str]]:
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, path, spaces + ((entry.namespace,) if entry.namespace else ()))
            elif isinstance(entry, URLPattern):
                yield path, ":".join([*spaces, entry.name or ""]), _whom(entry.callback)

    yield from walk(get_resolver(), "", ())


def _whom(view: object) -> str:
    found = [view]
    for cell in getattr(view, "__closure__", None) or ():
        found += [operation.view_func for operation in getattr(cell.cell_contents, "operations", ())]
    permissions = sorted({str(p) for one in found for p in getattr(one, "permissions", ())})
    if permissions:
        return ", ".join(f"`{permission}`" for permission in permissions)
    for one in found:
        for kind in ("public_reason", "signed_in_reason"):
            if reason := getattr(one, kind, ""):
                return f"{'everybody' if kind == 'public_reason' else 'whoever has signed in'}: {reason}"
    return "sign-in (see `simpul.config.routes`)"


def data_dictionary() -> str:
    """Every table of ours: what a row is, and its columns with their class."""
    from django.apps import apps

    from simpul.database.encryption import EncryptedTextField

    parts = ["# Data dictionary", NOTE, "Class C3 columns are encrypted and bound to their subject.", ""]
    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        if not model.__module__.startswith("simpul.") or hasattr(model, "pgh_tracked_model"):
            continue
        parts += [
            f"## {model._meta.db_table}",
            (model.__doc__ or "").strip(),
            "",
            "| column | type | may be empty | class |",
            "|---|---|---|---|",
        ]
        for field in model._meta.concrete_fields:
            kind = "text, encrypted" if isinstance(field, EncryptedTextField) else field.get_internal_type()
            if field.is_relation and field.related_model:
                kind += f" → {field.related_model._meta.db_table}"
            c3 = "C3" if isinstance(field, EncryptedTextField) else ""
            parts.append(f"| `{field.column}` | {kind} | {'yes' if field.null or field.blank else ''} | {c3} |")
        parts.append("")
    return "\n".join(parts)


def api() -> str:
    """The description of the API."""
    from simpul.config.api import api as ninja

    return json.dumps(ninja.get_openapi_schema(), indent=1, sort_keys=True, default=str) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    import django

    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (FOLDER / name).write_text(content)
