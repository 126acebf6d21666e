"""Runs the upgrade in a process of its own, when there is anything to do."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from simpul.config.fingerprint import fingerprint
from simpul.config.refusals import CommandRefused
from simpul.database.connections import DatabaseServer
from simpul.database.home import home
from simpul.database.installation import is_up_to_date


def bring_up_to_date(
    server: DatabaseServer, kind: str, environment: Mapping[str, str], check: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Migrate and load what is shipped, unless that was done; answers the first administrator when one was made.

    `check` is asked meanwhile and may raise to have it stopped: every step of the upgrade can be done again.
    """
    now = fingerprint()
    if is_up_to_date(server, kind, now) and _note().exists() and _note().read_text() == now:
        return {}
    answer = _run(kind, environment, check)
    # The static files and words of this home are not in the database, which may be new or somebody else's.
    _note().write_text(now)
    return answer


def _note() -> Any:
    return home() / "up-to-date-with"


def _run(kind: str, environment: Mapping[str, str], check: Callable[[], None]) -> dict[str, Any]:
    with subprocess.Popen(
        [sys.executable, "-m", "simpul.config.upgrade", kind], env={**os.environ, **environment}, stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            while process.poll() is None:
                check()
                time.sleep(0.05)
        except BaseException:
            process.terminate()
            raise
        assert process.stdout  # noqa: S101 - it is a pipe
        text = process.stdout.read()
    if process.returncode != 0:
        raise CommandRefused("upgrade_failed")
    answer: dict[str, Any] = json.loads(text)
    return answer
