"""The key ring: back it up, put it back, rotate it. Whoever loses it loses every encrypted fact."""

import argparse
import getpass
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simpul.config.occupancy import running_server
from simpul.config.refusals import CommandRefused
from simpul.database.home import home, ring_path
from simpul.database.keys import Keyring, ring


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("backup", help="write the ring to one file, locked with a passphrase").add_argument(
        "file", type=Path
    )
    acts.add_parser("restore", help="put a ring back where there is none").add_argument("file", type=Path)
    rotate = acts.add_parser("rotate", help="make a new key and move a column to it while the program runs")
    rotate.add_argument(
        "column", help="a column as in docs/reference/data, e.g. registry.person.national_number; or 'all'"
    )


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """One of the acts."""
    return {"backup": _backup, "restore": _restore, "rotate": _rotate}[options.act](options)


def _backup(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    if not ring().exists():
        raise CommandRefused("no_installation", home=home())
    ring().back_up(options.file, _passphrase(twice=True))
    if not options.json:
        print(f"Keys written to {options.file}. Keep it apart from the data, and the passphrase apart from both.")
    return 0, {"file": str(options.file)}


def _restore(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    Keyring.restore(options.file, _passphrase(twice=False), ring_path())
    if not options.json:
        print(f"Keys put back at {ring_path()}.")
    return 0, {"ring": str(ring_path())}


def _rotate(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    import django

    os.environ["SIMPUL_DATABASE_ROLE"] = "simpul_owner"  # history too is moved to the new key
    with running_server():
        django.setup()
        from simpul.database.rotation import rotate_columns

        moved = rotate_columns(options.column)
    if not options.json:
        for column, outcome in moved.items():
            print(f"{column}: {outcome.rows + outcome.history} values moved to a new key, {outcome.left} left.")
    return int(any(outcome.left for outcome in moved.values())), {name: asdict(each) for name, each in moved.items()}


def _passphrase(*, twice: bool) -> str:
    """From SIMPUL_PASSPHRASE for a timer, else asked for."""
    if given := os.environ.get("SIMPUL_PASSPHRASE"):
        return given
    if not sys.stdin.isatty():
        raise CommandRefused("no_passphrase")
    typed = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != typed:
        raise CommandRefused("passphrases_differ")
    return typed
