"""A server that runs while a command needs it, and is left as it was found."""

from collections.abc import Iterator
from contextlib import contextmanager

from simpul.config.supervisor import StartRefused
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.server import EmbeddedServer, ExternalServer


@contextmanager
def running_server(database: EmbeddedServer | ExternalServer) -> Iterator[EmbeddedServer | ExternalServer]:
    """Start the server where it does not run, and stop it again; one that runs is used."""
    if not ring().exists():
        raise StartRefused("no_installation", f"There is no installation in {home()}; SIMPUL_HOME says where it is.")
    was_running = database.is_running()
    database.start()
    try:
        yield database
    finally:
        if not was_running:
            database.stop()
