"""From `simpul demo` on an empty home to the first page (cold), and every later start (warm), with its steps.

The baseline is what any Django site needs under the same web server: an interpreter, gunicorn, Django, one answer.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from measuring import Options, compared, run, seconds, temporary_home

WARM_STARTS = 3
BARE = (
    "import sys; from django.conf import settings; from django.http import HttpResponse; from django.urls import path;"
    "settings.configure(ROOT_URLCONF='__main__', ALLOWED_HOSTS=['*']);"
    "urlpatterns = [path('', lambda request: HttpResponse('x'))];"
    "CHOSEN = [('bind', sys.argv[1]), ('loglevel', 'warning'), ('control_socket_disable', True)];"
    "from django.core.wsgi import get_wsgi_application; from gunicorn.app.base import BaseApplication;"
    "site = type('Site', (BaseApplication,), {'load_config': lambda s: [s.cfg.set(*pair) for pair in CHOSEN],"
    " 'load': lambda s: get_wsgi_application()}); site().run()"
)


def measure(options: Options) -> dict[str, Any]:
    """One cold start with `size` families, several warm ones in turn with the baseline, and the steps of one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SIMPUL_", "DJANGO_"))}
    with temporary_home() as home:
        own = environment | {"SIMPUL_HOME": str(home)}
        command = [str(Path(sys.executable).parent / "simpul"), "demo", "--families", str(options.size), "--port"]
        cold = _until_answers(command, own, ("/health/ready", "/sign-in/"))
        warm, baseline = [], []
        for _ in range(WARM_STARTS):
            warm.append(_until_answers(command, own, ("/health/ready", "/sign-in/")))
            baseline.append(_until_answers([sys.executable, "-c", BARE], environment, ("/",)))
        steps = _steps()
    ours, bare = [one["/sign-in/"] for one in warm], [one["/"] for one in baseline]
    against = "a Django site of one address under gunicorn, to its first answer"
    return compared(ours, bare, unit="seconds to the sign-in page, warm", against=against) | {
        "parts": {"cold": cold, "warm to /health/ready": [one["/health/ready"] for one in warm], "steps of a warm start": steps}
    }  # fmt: skip


def _until_answers(
    command: Sequence[str], environment: Mapping[str, str], addresses: Sequence[str]
) -> dict[str, float]:
    """Seconds from the command to the first 200 of each address, one after the other."""
    port = _free_port()
    where = str(port) if command[-1] == "--port" else f"127.0.0.1:{port}"
    begun, answered = time.perf_counter(), {}
    with subprocess.Popen([*command, where], env=environment, stdout=subprocess.DEVNULL, stderr=sys.stderr) as process:
        try:
            for address in addresses:
                while not _answers(port, address):
                    assert process.poll() is None, "it ended before it answered"
                    assert time.perf_counter() - begun < 300, "it did not answer in five minutes"
                    time.sleep(0.02)
                answered[address] = round(time.perf_counter() - begun, 3)
        finally:
            process.send_signal(signal.SIGTERM)
    return answered


def _answers(port: int, address: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", address, headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _steps() -> dict[str, float]:
    """What `simpul demo` does in turn, each on its own; importing the command is in the whole and not here."""
    from simpul.config.address import Address
    from simpul.config.commands.start import environment_of
    from simpul.config.supervisor import Supervisor
    from simpul.config.upgrading import bring_up_to_date
    from simpul.database.roles import prepare
    from simpul.database.server import server

    where, database = Address(port=_free_port()), server()
    environment = environment_of(where) | {"SIMPUL_DEMO": "1"}
    supervisor = Supervisor(database, where, environment)
    try:
        return {
            "PostgreSQL answers": round(seconds(database.start), 3),
            "roles and database are as they should be": round(seconds(lambda: prepare(database)), 3),
            "migrations, areas and words are up to date": round(
                seconds(lambda: bring_up_to_date(database, "demo", environment)), 3
            ),
            "web server and worker answer": round(seconds(supervisor.serve), 3),
        }
    finally:
        supervisor.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    run(measure, figure="start", target="warm ≤ 5 s; cold ≤ 90 s from a clone", size=12_000)
