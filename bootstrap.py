"""Get uv without pip: read the package index, take the wheel for this machine, check its hash, unpack the binary.

Only the standard library. The index is the one pip would use (PIP_INDEX_URL), or the public one.
"""

import hashlib
import io
import json
import os
import platform
import stat
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

VERSION = "0.13.9"


def wheel() -> dict[str, object]:
    """The index's entry for the wheel that runs here."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(  # noqa: S310 - the package index
        f"{index}/uv/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        files = json.load(answer)["files"]
        base = answer.url
    libc = "musllinux" if "musl" in platform.libc_ver()[0] or Path("/etc/alpine-release").exists() else "manylinux"
    for file in files:
        name = file["filename"]
        if name.startswith(f"uv-{VERSION}-") and libc in name and platform.machine() in name and name.endswith(".whl"):
            return {**file, "url": urllib.parse.urljoin(base, file["url"])}
    sys.exit(f"There is no uv {VERSION} for this machine ({platform.machine()}); install uv yourself and try again.")


def main(target: Path) -> None:
    """Put the uv binary at `target`."""
    entry = wheel()
    with urllib.request.urlopen(str(entry["url"]), timeout=300) as answer:  # noqa: S310
        content = answer.read()
    expected = entry["hashes"]["sha256"]  # type: ignore[index]
    if hashlib.sha256(content).hexdigest() != expected:
        sys.exit("The downloaded uv does not match its hash; nothing was installed.")
    archive = zipfile.ZipFile(io.BytesIO(content))
    member = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(archive.read(member))
    target.chmod(target.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
