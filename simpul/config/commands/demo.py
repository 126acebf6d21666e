"""Run a demo office with believable people; nothing in it is real, and it never mixes with a real installation."""

import argparse
import os
from pathlib import Path
from typing import Any

from simpul.config.commands.start import run_installation
from simpul.config.supervisor import Address
from simpul.database.home import home


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    parser.add_argument("--families", type=int, default=int(os.environ.get("FAMILIES") or 120))


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Start the demo office in the foreground."""
    os.environ["SIMPUL_DEMO"] = "1"
    os.environ.setdefault("SIMPUL_HOME", str(demo_home()))
    where = Address(port=options.port)
    extra = {"SIMPUL_DEMO": "1", "SIMPUL_FAMILIES": str(options.families)}
    return run_installation(where, kind="demo", extra=extra)


def demo_home() -> Path:
    """Beside the home of a real installation, never in it."""
    return home().with_name("demo")
