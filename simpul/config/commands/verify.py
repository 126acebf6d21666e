"""Let the independent auditor recompute the audit chain: status 0 when nothing was changed, 1 when something was."""

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from simpul.config.occupancy import running_server
from simpul.config.refusals import CommandRefused
from simpul.database.keys import ring
from simpul.database.roles import AUDITOR


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:HASH", help="a head from paper")
    parser.add_argument("--language", choices=["id", "en"], default="id")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Run `simpul_verify` as a program of its own, as the role that may only read."""
    with running_server() as database:
        info = database.connection_info(AUDITOR)
        dsn = " ".join(f"{name}='{value}'" for name, value in info.items())
        done = subprocess.run(
            [sys.executable, "-m", "simpul_verify", *_words(options)], env={**os.environ, "SIMPUL_VERIFY_DSN": dsn},
            stdout=subprocess.PIPE if options.json else None, check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise CommandRefused("auditor_refused")
    return done.returncode, json.loads(done.stdout) if options.json else {}


def _words(options: argparse.Namespace) -> list[str]:
    import django

    django.setup()
    from simpul.audit.services import copy_paths, public_keys

    words = ["--public-keys", json.dumps(public_keys(ring())), "--language", options.language]
    for path in copy_paths():
        words += ["--head-copy", str(path)]
    for head in options.head:
        words += ["--head", head]
    return [*words, "--json"] if options.json else words
