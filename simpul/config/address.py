"""Where the pages are served: name, port, certificate. Everything is checked before anything is started."""

import errno
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

from simpul.config.refusals import CommandRefused

PATIENCE = 3.0  # seconds; the web server of a supervisor that was killed lets go of its port about now


@dataclass(frozen=True)
class Address:
    """Where the pages are served, and with which certificate."""

    host: str = "localhost"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    option: str = "--port"  # how whoever started it chooses another port

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers come by https, to us or to the proxy in front of us."""
        return self.certificate is not None or self.behind_proxy

    @property
    def public(self) -> str:
        """Host, and port where it is not the usual one, as browsers see them."""
        is_usual = self.behind_proxy or self.port == (443 if self.certificate else 80)
        return self.host if is_usual else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """What to type into a browser."""
        return f"{'https' if self.is_encrypted else 'http'}://{self.public}"

    @property
    def interface(self) -> str:
        """All of them with a certificate; otherwise this machine only."""
        return "0.0.0.0" if self.certificate else "127.0.0.1"  # noqa: S104 - only with TLS

    def check(self) -> None:
        """Refuse what cannot be served."""
        self._check_certificate()
        if self.host != "localhost" and not self.is_encrypted:
            raise CommandRefused("tls_needed", host=self.host)
        self._check_port()

    def _check_certificate(self) -> None:
        if self.certificate and self.behind_proxy:
            raise CommandRefused("tls_twice")
        if bool(self.certificate) != bool(self.key):
            raise CommandRefused("certificate_incomplete")
        if not self.certificate or not self.key:
            return
        for path in (self.certificate, self.key):
            if not _is_readable(path):
                raise CommandRefused("certificate_missing", path=path)
        try:
            # An empty password: a key under a passphrase is refused instead of asked for.
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.certificate, self.key, password="")
        except (ssl.SSLError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise CommandRefused(
                "certificate_unusable", certificate=self.certificate, key=self.key, reason=reason
            ) from None

    def _check_port(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while (failure := self._try_port()) is not None:
            if failure == errno.EACCES:
                raise CommandRefused("port_reserved", port=self.port)
            if time.monotonic() > deadline:
                raise CommandRefused("port_taken", port=self.port, option=self.option)
            time.sleep(0.2)

    def _try_port(self) -> int | None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.interface, self.port))
                probe.listen(1)
            except OSError as error:
                return error.errno
        return None


def _is_readable(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False
