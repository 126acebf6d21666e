"""What a page costs: CPU of the program and its database, against a bare Django site with the same rows; and how many
pages a second come out of the real web server when several people ask at once."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measuring import Options, Scratch, percentile, run, scratch, spread

TIMES, ROUNDS = 15, 5
THREADS, REQUESTS = 8, 200
LIST = "/registry/people/?registered=week"


def measure(options: Options) -> dict[str, Any]:
    """`size` families, looked at by somebody of the front office."""
    with scratch(options) as place:
        from django.test import Client, override_settings

        family = _families(options.size, options.seed)
        import bare_site

        _past_row_security(place)
        pages = {
            "home": ("/", "/"),
            "list": (LIST, "/people/"),
            "family": (f"/registry/families/{family}/", f"/families/{family}/"),
        }
        ours, cookies = _signed_in(Client())
        with override_settings(ROOT_URLCONF="bare_site", MIDDLEWARE=bare_site.MIDDLEWARE):
            bare, _ = _signed_in(Client())
            _get(bare, "/people/")  # its middleware is loaded while these settings hold
        parts = {}
        for name, (address, plain) in pages.items():
            with_bare = override_settings(ROOT_URLCONF="bare_site", MIDDLEWARE=bare_site.MIDDLEWARE)
            times = min(TIMES, options.size)
            parts[name] = _compared(lambda a=address: _get(ours, a), lambda p=plain: _get(bare, p), with_bare, times)
        parts["served"] = _served(cookies, options)
    worst = max(pages, key=lambda name: parts[name]["ratio"])
    return {key: parts[worst][key] for key in ("runs", "baseline", "ratio")} | {
        "unit": f"CPU seconds of the dearest page ({worst})", "parts": parts,
    }  # fmt: skip


def _families(count: int, seed: int) -> Any:
    """Registered through the acts; the largest of them is the one looked at."""
    from django.db.models import Count

    from simpul.accounts.models import User
    from simpul.database.context import acting_as
    from simpul.demo.rules.people import families
    from simpul.demo.services import register_families
    from simpul.directory.models import Office
    from simpul.registry.models import Family

    by = User.objects.get(username="yuni")
    office = Office.objects.get(code="dinsos-bandung")
    register_families(office=office, families=families(count, seed=seed), registrars=[by])
    with acting_as(by.pk):
        return Family.objects.annotate(n=Count("memberships")).order_by("-n", "pk").values_list("pk", flat=True)[0]


def _past_row_security(place: Scratch) -> None:
    """A second connection for the bare site, which knows no viewer and has Django's own options."""
    from django.db import connections

    from simpul.database.server import server

    administrator = server().administrator()
    own = {
        "USER": administrator["user"],
        "PASSWORD": administrator["password"],
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {},
    }
    connections.databases["bare"] = {**connections.databases["default"], **own}


def _signed_in(client: Any) -> tuple[Any, str]:
    from simpul.accounts.models import User

    client.force_login(User.objects.get(username="yuni"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def _get(client: Any, address: str) -> None:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, (address, response.status_code)


def _compared(ours: Callable[[], None], bare: Callable[[], None], with_bare: Any, times: int) -> dict[str, Any]:
    """In turn; each figure is the mean of several pages, because the system counts the database's CPU in hundredths."""
    series: dict[str, list[float]] = {"ours": [], "bare": []}
    ours()
    with with_bare:
        bare()
    for _ in range(ROUNDS):
        series["ours"].append(_cpu_of(ours, times))
        with with_bare:
            series["bare"].append(_cpu_of(bare, times))
    told = {"runs": spread(series["ours"]), "baseline": {"what": "a bare Django page", **spread(series["bare"])}}
    return told | {"ratio": round(told["runs"]["median"] / told["baseline"]["median"], 2)}


def _cpu_of(page: Callable[[], None], times: int) -> float:
    before = time.process_time() + _cpu_of_database()
    for _ in range(times):
        page()
    return (time.process_time() + _cpu_of_database() - before) / times


def _cpu_of_database() -> float:
    """Of the server's processes for our connections."""
    from django.db import connections

    pids = [one.connection.info.backend_pid for one in connections.all(initialized_only=True) if one.connection]
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def _served(cookies: str, options: Options) -> dict[str, Any]:
    """The list of people, asked for by several at once."""
    taken: list[float] = []

    def ask(port: int, times: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(times):
            begun = time.perf_counter()
            connection.request("GET", LIST, headers={"Cookie": cookies})
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (answer.status, body[:300])
            taken.append(time.perf_counter() - begun)
        connection.close()

    with _gunicorn() as port:
        ask(port, 4)  # every process has seen the page once
        taken.clear()
        each = max(1, min(REQUESTS, options.size * 4) // THREADS)
        askers = [threading.Thread(target=ask, args=(port, each)) for _ in range(THREADS)]
        begun = time.perf_counter()
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        whole = time.perf_counter() - begun
    assert len(taken) == each * THREADS, "some requests failed"
    p = {f"p{part}": round(percentile(taken, part), 4) for part in (50, 95, 99)}
    return {"threads": THREADS, "requests": len(taken), "per_second": round(len(taken) / whole, 1), **p}


@contextmanager
def _gunicorn() -> Iterator[int]:
    """The web server as the program starts it, over the scratch database."""
    from simpul.config.address import Address
    from simpul.config.commands.start import environment_of
    from simpul.config.supervisor import web_command

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        where = Address(port=probe.getsockname()[1])
    command = [part.replace("simpul.config.wsgi", "serving") for part in web_command(where)]
    own = environment_of(where) | {"PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(command, env={**os.environ, **own}, stdout=sys.stderr) as process:
        try:
            _await(where.port)
            yield where.port
        finally:
            process.terminate()


def _await(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web server did not come up")


if __name__ == "__main__":
    run(measure, figure="CPU of a page", target="≤ 2 × a bare Django page", size=40)
