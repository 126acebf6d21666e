"""Open PostgreSQL's own prompt as one of the program's roles (the unprivileged one unless told otherwise)."""

import argparse
import os
import signal
import subprocess
from typing import Any

from simpul.config.occupancy import running_server
from simpul.database.binaries import binaries
from simpul.database.roles import ROLES


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    names = [role.name for role in ROLES]
    parser.add_argument("--role", default="simpul_app", choices=names, metavar="ROLE", help=", ".join(names))
    parser.add_argument("rest", nargs="*", help="passed on to psql, after --")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Let psql have the terminal; its status is ours."""
    with running_server() as database:
        info = database.connection_info(options.role)
        login = {"PGPASSWORD": str(info.pop("password"))}
        host, port, user, name = (str(info[key]) for key in ("host", "port", "user", "dbname"))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends a statement, which is psql's affair
        psql = subprocess.run(
            [str(binaries() / "psql"), "-h", host, "-p", port, "-U", user, name, *options.rest],
            env={**os.environ, **login}, check=False,
        )  # fmt: skip
    return psql.returncode, {}
