"""Where an installation keeps its things: keys/, pgdata/, socket/, files/ and log/ below one folder."""

import os
from pathlib import Path


def home() -> Path:
    """$SIMPUL_HOME, else the system's place when root runs the program, else the person's own data folder."""
    if chosen := os.environ.get("SIMPUL_HOME"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/simpul/office")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "simpul" / "office"


def ring_path(at: Path | None = None) -> Path:
    """The key ring's file; the only thing in the home that no backup ever holds."""
    return (at or home()) / "keys" / "ring.json"
