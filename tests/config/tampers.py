"""What somebody who rules the database, and perhaps the disk and the keys too, does to the audit of an installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.scratch import unguarded
from tests.audit.tampering import seal_again
from tests.config.running import Installation


@dataclass
class Audited:
    """A sealed installation whose database runs, with a copy of its audit; `middle` and `latest` are seals."""

    installation: Installation
    middle: int = 0  # neither the first nor the latest, over several transactions
    latest: int = 0
    lines: bytes = b""
    paper: list[str] = field(default_factory=list)  # what is typed from paper

    @property
    def audit(self) -> "Audited":
        return self

    @property
    def copy(self) -> Path:
        return self.installation.home / "audit-head.log"

    def superuser(self) -> psycopg.Connection:
        server = self.installation.server()
        return psycopg.connect(**{**server.administrator(), "dbname": "simpul"}, autocommit=True)

    @contextmanager
    def unguarded(self) -> Iterator[psycopg.Connection]:
        with self.superuser() as superuser, superuser.transaction(), unguarded(superuser):
            yield superuser

    def run(self, *statements: str) -> None:
        with self.unguarded() as superuser:
            for statement in statements:
                assert superuser.execute(statement).rowcount != 0, f"nothing was tampered with: {statement}"

    def keep(self) -> None:
        """Remember how it is now."""
        self.lines = self.copy.read_bytes()
        with self.superuser() as superuser:
            superuser.execute("CREATE SCHEMA kept")
            superuser.execute("CREATE TABLE kept.event AS SELECT * FROM audit_event")
            superuser.execute("CREATE TABLE kept.seal AS SELECT * FROM audit_seal ORDER BY number")
            (self.latest,) = superuser.execute("SELECT max(number) FROM audit_seal").fetchone()
            between = f"SELECT number FROM audit_seal WHERE number > 1 AND number < {self.latest} ORDER BY count DESC"
            (self.middle,) = superuser.execute(f"{between} LIMIT 1").fetchone()

    def put_back(self) -> None:
        """As it was when it was kept."""
        self.copy.write_bytes(self.lines)
        with self.unguarded() as superuser:
            superuser.execute("DELETE FROM audit_event; DELETE FROM audit_seal")
            superuser.execute("INSERT INTO audit_event OVERRIDING SYSTEM VALUE SELECT * FROM kept.event")
            superuser.execute("INSERT INTO audit_seal SELECT * FROM kept.seal")

    def events_of(self, seal: int) -> list[int]:
        """The ids of what a seal covers."""
        within = "(e.xid, e.id) BETWEEN (s.first_xid, s.first_id) AND (s.last_xid, s.last_id)"
        select = (
            f"SELECT e.id FROM audit_event e JOIN audit_seal s ON {within} WHERE s.number = {seal} ORDER BY e.xid, e.id"
        )
        with self.superuser() as superuser:
            return [number for (number,) in superuser.execute(select).fetchall()]


def edit_an_event(kept: Audited) -> None:
    kept.run(f"UPDATE audit_event SET act = 'registry.person_viewed' WHERE id = {kept.events_of(kept.middle)[1]}")


def delete_an_event(kept: Audited) -> None:
    kept.run(f"DELETE FROM audit_event WHERE id = {kept.events_of(kept.middle)[1]}")


def slip_an_event_in(kept: Audited) -> None:
    columns = "xid, at, actor, act, subject_kind, subject, office, request, detail"
    kept.run(
        f"INSERT INTO audit_event (id, {columns}) OVERRIDING SYSTEM VALUE"
        f" SELECT id + 100000, {columns} FROM audit_event WHERE id = {kept.events_of(kept.middle)[0]}"
    )


def reorder_events(kept: Audited) -> None:
    one, *_, other = kept.events_of(kept.middle)
    columns = "at, actor, act, subject_kind, subject, office, request, detail"
    theirs = ", ".join(f"b.{column}" for column in columns.split(", "))
    kept.run(
        f"UPDATE audit_event a SET ({columns}) = ROW({theirs}) FROM audit_event b"
        f" WHERE (a.id, b.id) IN (({one}, {other}), ({other}, {one}))"
    )


def cut_the_tail(kept: Audited) -> None:
    ids = ", ".join(map(str, kept.events_of(kept.latest)))
    kept.run(f"DELETE FROM audit_event WHERE id IN ({ids})", f"DELETE FROM audit_seal WHERE number = {kept.latest}")


def cut_the_tail_and_the_copy(kept: Audited) -> None:
    """Only paper still knows."""
    kept.paper = [f"{kept.latest}:{kept.lines.split()[-1].decode()}"]
    cut_the_tail(kept)
    kept.copy.write_bytes(b"".join(kept.lines.splitlines(keepends=True)[:-1]))


def take_a_seal_out(kept: Audited) -> None:
    kept.run(f"DELETE FROM audit_seal WHERE number = {kept.middle}")


def edit_a_seal(kept: Audited) -> None:
    kept.run(f"UPDATE audit_seal SET sealed_at = sealed_at - interval '1 day' WHERE number = {kept.middle}")


def forge_seals(kept: Audited) -> None:
    """An event is gone, and roots, hashes and links are right again; the signatures are of a key of one's own."""
    delete_an_event(kept)
    seal_again(kept, kept.middle, Ed25519PrivateKey.generate(), "1")


def forge_seals_with_the_stolen_key(kept: Audited) -> None:
    """Even the signatures are right; the copy knows another past."""
    number, key = kept.installation.server().ring.signing_key()
    delete_an_event(kept)
    seal_again(kept, kept.middle, key, str(number))


def edit_the_copy(kept: Audited) -> None:
    first, *rest = kept.lines.splitlines(keepends=True)
    kept.copy.write_bytes(b"".join([first.replace(first[-4:], b"000\n"), *rest]))


def lose_the_copy(kept: Audited) -> None:
    kept.copy.unlink()
