"""A real installation for tests: `simpul` in processes of its own, a home of its own, and people who visit it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import requests

from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.server import EmbeddedServer

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO_PASSWORD = "kopi-susu-panas"
READY_SECONDS = 240
FOREIGN = ("SIMPUL_", "DJANGO_", "PYTEST_", "PG", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_place() -> Path:
    """An empty folder that root's database user can reach; in memory where there is room, to spare the disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30
    place = Path(tempfile.mkdtemp(prefix="simpul-test-", dir=memory if roomy else "/tmp"))
    place.chmod(0o711)
    return place


class Installation:
    """One home, the commands run for it, and the program running from it, if it runs."""

    def __init__(self, home: Path, word: str = "start", *options: str, **environment: str) -> None:
        self.home, self.word, self.options, self.extra = home, word, options, environment
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = home.with_name(f"{home.name}.log")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        return ours | {"SIMPUL_HOME": str(self.home)} | self.extra

    def server(self) -> EmbeddedServer:
        """The embedded server, to look into it from outside."""
        return EmbeddedServer(self.home, Keyring.open(ring_path(self.home)))

    def copy(self, word: str | None = None, *options: str, **environment: str) -> "Installation":
        """The same installation in another place; it must not be running."""
        home = new_place() / "home"
        subprocess.run(["cp", "-a", self.home, home], check=True)
        return Installation(home, word or self.word, *options, **environment)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command, with what it said."""
        return subprocess.run(
            [sys.executable, "-m", "simpul.config.cli", *words], cwd=ROOT, env=self.environment | environment,
            capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def answer(self, *words: str, **environment: str) -> dict:
        """What a command answers with --json; it must have gone well."""
        done = self.run(*words, "--json", **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def begin(self) -> None:
        """Start the program without waiting for it."""
        with self.log.open("ab") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "simpul.config.cli", self.word, "--port", str(self.port), *self.options],
                cwd=ROOT, env=self.environment, stdout=file, stderr=file,
            )  # fmt: skip

    def start(self) -> float:
        """Start the program and wait until it says that it is ready; the seconds it took."""
        began, starts = time.monotonic(), self.said().count("Simpul is ready")
        self.begin()
        self.wait(lambda: self.said().count("Simpul is ready") > starts)
        return time.monotonic() - began

    def wait(self, condition: Callable[[], object], seconds: float = READY_SECONDS) -> None:
        """Until something is so; the program may not end meanwhile."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process is None or self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def status(self, path: str) -> int:
        """The status a visitor gets; 0 when nobody answers."""
        try:
            return requests.get(self.url + path, timeout=20, allow_redirects=False).status_code
        except requests.RequestException:
            return 0

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end, as Ctrl-C or a service manager does; its exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(number)
        status = self.process.wait(90)
        self.process = None
        return status

    def said(self) -> str:
        """All it wrote."""
        return self.log.read_text() if self.log.exists() else ""

    def pids(self) -> dict[int, str]:
        """Every process that belongs to this home, by its environment or its data folder, with its command line."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
                marks = process.joinpath("environ").read_bytes() + words.encode()
                if words and (
                    f"SIMPUL_HOME={self.home}\0".encode() in marks or f"{self.home}/pgdata".encode() in marks
                ):
                    found[int(process.name)] = words
        return found

    def pid_of(self, part: str) -> int:
        """The oldest process with these words in its command line."""
        return min(pid for pid, words in self.pids().items() if part in words)

    def kill(self, shuffle: Callable[[list[int]], None] = lambda pids: None) -> None:
        """Kill -9 all of it at once, the database with its children too, as a power cut would; wait until it is gone."""
        pids = [*self.pids(), *_children(self.pids())]
        shuffle(pids)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process:
            self.process.wait()
            self.process = None
        while any(Path(f"/proc/{pid}/exe").exists() for pid in pids):
            time.sleep(0.01)

    def kill_part(self, part: str, choose: Callable[[list[int]], int]) -> None:
        """Kill -9 one process of those with this word in their command line, or one of their children."""
        named = {pid: words for pid, words in self.pids().items() if part in words}
        with suppress(ProcessLookupError):
            os.kill(choose(sorted({*named, *_children(named)})), signal.SIGKILL)

    def remove(self) -> None:
        """Leave nothing behind."""
        self.kill()
        shutil.rmtree(self.home.parent, ignore_errors=True)


def _children(parents: dict[int, str]) -> list[int]:
    """PostgreSQL's children, whose titles name no folder."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) in parents:
                found.append(int(stat.parent.name))
    return found


class Visitor(requests.Session):
    """Somebody with a browser: keeps cookies, fills in forms."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def request(self, method: str, url: str, **more):  # type: ignore[no-untyped-def, override]
        """Addresses are written without the host."""
        return super().request(method, url if url.startswith("http") else self.url + url, **{"timeout": 30} | more)

    def submit(self, path: str, **fields: str) -> requests.Response:
        """Open a form, fill it in, send it."""
        page = self.get(path)
        return self.post(
            page.url, data={"csrfmiddlewaretoken": token_in(page.text), **fields}, headers={"Referer": page.url}
        )

    def sign_in(self, username: str, password: str) -> requests.Response:
        """Through the form, as people do."""
        return self.submit("/sign-in/", login=username, password=password)

    def register_person(self, key: uuid.UUID, name: str) -> requests.Response:
        """Through the API, in the session of the pages."""
        if not getattr(self, "token", ""):
            self.token = token_in(self.get("/notices/").text)
        headers = {"Idempotency-Key": str(key), "X-CSRFToken": self.token, "Referer": self.url}
        body = {"name": name, "number_state": "none_yet"}
        return self.post("/api/registry/people/", json=body, headers=headers)


def token_in(page: str) -> str:
    """The token that a form or the page's own script sends along."""
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found, page[:2000]
    return found[1]
