"""Run a demo office with believable people; nothing in it is real, and it never mixes with a real installation."""

import argparse
import os
from pathlib import Path
from typing import Any

from simpul.config.address import Address
from simpul.config.arguments import count, port
from simpul.config.commands.start import run_installation
from simpul.database.home import home

FAMILIES = "12000"  # some forty-five thousand people: a district's office, and a start within a minute and a half


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    # Texts, so that a wrong PORT is refused like a wrong --port.
    parser.add_argument("--port", type=port, default=os.environ.get("PORT") or "8000")
    parser.add_argument("--families", type=count, default=os.environ.get("FAMILIES") or FAMILIES)


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Start the demo office in the foreground."""
    os.environ.setdefault("SIMPUL_HOME", str(demo_home()))
    where = Address(port=options.port, option="PORT= or --port")
    more = {"SIMPUL_DEMO": "1", "SIMPUL_FAMILIES": str(options.families)}
    return run_installation(where, kind="demo", welcome=_welcome, **more)


def demo_home() -> Path:
    """Beside the home of a real installation, never in it."""
    return home().with_name("demo")


def _welcome(_: dict[str, Any]) -> str:
    """Who can sign in, in both languages: nobody has chosen one yet."""
    from simpul.accounts.rules.roles import ROLES
    from simpul.demo.rules.staff import PASSWORD, STAFF

    lines = [f"\nContoh. Kata sandi semua akun (everybody's password): {PASSWORD}"]
    for one in STAFF:
        role = f"{ROLES[one.role].name} ({one.role.replace('_', ' ')})"
        lines.append(f"  {one.username:<10} {role:<58} {one.district}")
    return "\n".join(lines)
