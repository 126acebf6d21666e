"""Run the program for real use: database, web server and worker in the foreground, until Ctrl-C or SIGTERM.

Without options it serves http://localhost:8000 to this machine only. With --host, --cert and --key it serves that name
to the network over TLS: cameras, passkeys and offline work need it on phones.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from simpul.config.supervisor import Address, StartRefused, Supervisor
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.roles import prepare
from simpul.database.server import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--host", default="localhost", help="the name in the address, as on the certificate")
    parser.add_argument("--port", type=int, help="the port; 8000, or 443 with a certificate")
    parser.add_argument("--cert", type=Path, help="the certificate (PEM)")
    parser.add_argument("--key", type=Path, help="its private key (PEM)")
    parser.add_argument("--behind-proxy", action="store_true", help="a reverse proxy on this machine speaks TLS for us")


def address(options: argparse.Namespace) -> Address:
    """Where to serve, or a refusal: another host than this machine only over TLS."""
    if bool(options.cert) != bool(options.key):
        raise StartRefused("certificate_incomplete", "--cert and --key belong together; one of them is missing.")
    for path in (options.cert, options.key):
        if path and not path.is_file():
            raise StartRefused("no_certificate", f"There is no file {path}.")
    if options.host != "localhost" and not options.cert and not options.behind_proxy:
        raise StartRefused("tls_needed", f"To serve {options.host}, give --cert and --key, or --behind-proxy.")
    port = options.port or (443 if options.cert else 8000)
    return Address(options.host, port, options.cert, options.key, options.behind_proxy)


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Start, watch, stop."""
    return run_installation(address(options), kind="office", extra={})


def run_installation(where: Address, *, kind: str, extra: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Bring the database up and up to date, then serve until told to stop."""
    where.check_free()
    if (home() / "pgdata").exists() and not ring().exists():
        raise StartRefused(
            "key_ring_missing",
            f"The data are here but their keys are not: put {home() / 'keys' / 'ring.json'} back (simpul keys restore).",
        )
    ring().open_or_create()
    database = server()
    database.start()
    environment = {
        "SIMPUL_HOST": where.host,
        "SIMPUL_ADDRESS": where.host if where.port in (80, 443) or where.behind_proxy else f"{where.host}:{where.port}",
        "SIMPUL_TLS": "1" if where.certificate or where.behind_proxy else "0",
        "SIMPUL_BEHIND_PROXY": "1" if where.behind_proxy else "0",
        "DJANGO_SETTINGS_MODULE": "simpul.config.settings",
        **extra,
    }
    try:
        prepare(database)
        done = bring_up_to_date(kind, environment)
    except BaseException:
        database.stop()
        raise
    print(f"simpul: data in {home()}", file=sys.stderr)
    return Supervisor(database, where, environment).run(on_ready=_welcome(where, done)), done


def bring_up_to_date(kind: str, environment: dict[str, str]) -> dict[str, Any]:
    """Run the upgrade in a process of its own, as the owner of the tables."""
    done = subprocess.run(
        [sys.executable, "-m", "simpul.config.upgrade", kind], env={**os.environ, **environment}, stdout=subprocess.PIPE, check=False
    )
    if done.returncode != 0:
        raise StartRefused("upgrade_failed", "The database could not be brought up to date; the message stands above.")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise StartRefused("wrong_installation", answer["refused"])
    return answer


def _welcome(where: Address, done: dict[str, Any]) -> str:
    lines = [f"Simpul is ready: {where.url}"]
    if administrator := done.get("administrator"):
        lines.append(
            f"First administrator: {administrator['username']}  password: {administrator['password']}  (shown only now)"
        )
    if logins := done.get("logins"):
        password = logins.pop("password")
        lines.append(f"Demo. Everybody's password: {password}")
        lines += [f"  {username:<10} {role.replace('_', ' ')}" for username, role in logins.items()]
    return "\n".join(lines)
