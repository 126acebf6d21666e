"""Run the program for real use: database, web server and worker in the foreground, until Ctrl-C or SIGTERM.

Without options it serves http://localhost:8000 to this machine only. With --host, --cert and --key it serves that name
to the network over TLS: cameras, passkeys and offline work need it on phones.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simpul.config.address import Address
from simpul.config.arguments import port
from simpul.config.occupancy import has_data, supervising
from simpul.config.refusals import CommandRefused
from simpul.config.supervisor import Stopped, Supervisor
from simpul.config.upgrading import bring_up_to_date
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import prepare
from simpul.database.server import server
from simpul.database.system_user import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--host", default="localhost", help="the name in the address, as on the certificate")
    parser.add_argument("--port", type=port, help="the port; 8000, or 443 with a certificate")
    parser.add_argument("--cert", type=Path, help="the certificate, with those above it (PEM)")
    parser.add_argument("--key", type=Path, help="its private key (PEM)")
    parser.add_argument("--behind-proxy", action="store_true", help="a reverse proxy on this machine speaks TLS for us")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Start, watch, stop."""
    chosen = options.port or (443 if options.cert else 8000)
    where = Address(options.host, chosen, options.cert, options.key, options.behind_proxy)
    return run_installation(where, kind="office", welcome=_welcome)


def run_installation(
    where: Address, *, kind: str, welcome: Callable[[dict[str, Any]], str], **extra: str
) -> tuple[int, dict[str, Any]]:
    """Bring the database up and up to date, then serve until told to stop."""
    where.check()
    if has_data(home()) and not ring().exists():
        raise CommandRefused("key_ring_missing", ring=ring().path)
    environment = environment_of(where) | extra
    with supervising(home()):
        is_new = not ring().exists()
        ring().open_or_create()
        supervisor = Supervisor(server(), where, environment)
        supervisor.listen()
        try:
            _serve(supervisor, kind, welcome)
        except Stopped:
            pass
        except DatabaseRefused:
            if is_new and not supervisor.server.is_embedded:
                ring().path.unlink()  # it opened nothing, and would be in the way of the right one
            raise
        finally:
            supervisor.stop()
    return 0, {}


def environment_of(where: Address) -> dict[str, str]:
    """What the web server and the worker have to know."""
    return {
        "SIMPUL_HOST": where.host,
        "SIMPUL_ADDRESS": where.public,
        "SIMPUL_TLS": "1" if where.is_encrypted else "0",
        "SIMPUL_BEHIND_PROXY": "1" if where.behind_proxy else "0",
        "DJANGO_SETTINGS_MODULE": "simpul.config.settings",
        # Kept from one start to the next even where images of containers switch it off: compiling takes longer than
        # everything else in a start. Where the program's folder cannot be written, nothing is kept, and nothing fails.
        "PYTHONDONTWRITEBYTECODE": "",
    }


def _serve(supervisor: Supervisor, kind: str, welcome: Callable[[dict[str, Any]], str]) -> None:
    for warning in supervisor.server.start():
        say(warning)
    supervisor.check()
    prepare(supervisor.server)
    done = bring_up_to_date(supervisor.server, kind, supervisor.environment, supervisor.check)
    supervisor.serve()
    say(f"data in {home()}")
    print(f"Simpul is ready: {supervisor.address.url}{welcome(done)}", flush=True)
    supervisor.watch()


def _welcome(done: dict[str, Any]) -> str:
    if not done:
        return ""
    return f"\nFirst administrator: {done['username']}  password: {done['password']}  (shown only now)"
