"""Let the independent auditor recompute the audit chain: status 0 when nothing was changed, 1 when something was."""

import argparse
import json
import subprocess
import sys
from typing import Any

from simpul.config.commands.running import running_server
from simpul.database.keys import ring
from simpul.database.roles import AUDITOR
from simpul.database.server import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:HASH", help="a head from paper")
    parser.add_argument("--language", choices=["id", "en"], default="id")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Run `simpul_verify` as a program of its own, as the role that may only read."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    from simpul.audit.services import copy_paths, public_keys

    with running_server(server()) as database:
        info = database.connection_info(AUDITOR)
        words = [sys.executable, "-m", "simpul_verify", "--public-keys", json.dumps(public_keys(ring())), "--language", options.language]
        for path in copy_paths():
            words += ["--head-copy", str(path)]
        for head in options.head:
            words += ["--head", head]
        done = subprocess.run(
            [*words, "--json"] if options.json else words,
            env={**os.environ, "SIMPUL_VERIFY_DSN": " ".join(f"{name}='{value}'" for name, value in info.items())},
            stdout=subprocess.PIPE if options.json else None, check=False,
        )  # fmt: skip
    if done.returncode == 2:
        raise SystemExit(2)
    return done.returncode, json.loads(done.stdout) if options.json else {}
