"""Open PostgreSQL's own prompt as one of the program's roles (the unprivileged one unless told otherwise)."""

import argparse
import os
from typing import Any

from simpul.database.binaries import binaries
from simpul.database.server import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--role", default="simpul_app", help="simpul_app, simpul_owner, simpul_auditor")
    parser.add_argument("rest", nargs="*", help="passed on to psql, after --")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Replace this process by psql."""
    database = server()
    database.start()
    info = database.connection_info(options.role)
    path = binaries() / "psql"
    environment = {**os.environ, "PGPASSWORD": str(info.get("password", ""))}
    host, port = str(info["host"]), str(info["port"])
    os.execve(path, [str(path), "-h", host, "-p", port, "-U", str(info["user"]), str(info["dbname"]), *options.rest], environment)  # noqa: S606
