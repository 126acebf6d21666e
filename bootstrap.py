"""Get uv without pip: its wheel is named, with its hash, in uv.lock; fetch it, check it, unpack the binary.

Only the standard library, because a bare Debian has neither pip nor venv.
"""

import hashlib
import io
import platform
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path


def wheel() -> dict[str, str]:
    """The entry of the lock file for the wheel that runs here."""
    lock = tomllib.loads((Path(__file__).parent / "uv.lock").read_text())
    package = next(package for package in lock["package"] if package["name"] == "uv")
    libc = "musllinux" if any(Path("/lib").glob("ld-musl-*")) and not platform.libc_ver()[0] else "manylinux"
    system = {"Linux": libc, "Darwin": "macosx"}.get(platform.system(), "")
    for entry in package["wheels"]:
        name = entry["url"].rpartition("/")[2]
        if system and system in name and platform.machine() in name:
            return dict(entry)
    sys.exit(f"There is no uv for this machine ({platform.system()} {platform.machine()}); install uv and try again.")


def main(target: Path) -> None:
    """Put the uv binary at `target`."""
    entry = wheel()
    try:
        with urllib.request.urlopen(entry["url"], timeout=300) as answer:  # noqa: S310 - an address of the lock file
            content = answer.read()
    except OSError as error:
        sys.exit(f"{entry['url']} could not be fetched ({error}); go online, or install uv, and try again.")
    if "sha256:" + hashlib.sha256(content).hexdigest() != entry["hash"]:
        sys.exit("The downloaded uv does not match the hash in uv.lock; nothing was installed.")
    archive = zipfile.ZipFile(io.BytesIO(content))
    member = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".new")
    unfinished.write_bytes(archive.read(member))
    unfinished.chmod(0o755)
    unfinished.rename(target)  # whole or not at all


if __name__ == "__main__":
    main(Path(sys.argv[1]))
