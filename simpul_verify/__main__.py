"""`python -m simpul_verify`: exit status 0 when all is as it was sealed, 1 when not, 2 when it could not look."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from simpul_verify.guards import check_guards
from simpul_verify.heads import HeadCopy, PrintedHeads
from simpul_verify.keys import KeysUnreadable, read_public_keys
from simpul_verify.report import LANGUAGES, Report
from simpul_verify.walk import Walk

PATIENCE = 60.0

REFUSALS = {
    "keys": ("Kunci publik tidak dapat dibaca: {0}", "The public keys cannot be read: {0}"),
    "database": ("Basis data tidak dapat dibaca: {0}", "The database cannot be read: {0}"),
    "head": ("Kepala rantai ditulis NOMOR:HASH, bukan {0}", "A head is written NUMBER:HASH, not {0}"),
    "dsn": ("Sebutkan --dsn atau SIMPUL_VERIFY_DSN.", "Give --dsn or SIMPUL_VERIFY_DSN."),
}


def verify(
    dsn: str,
    keys: dict[str, Ed25519PublicKey],
    copies: Sequence[str] = (),
    printed: Sequence[str] = (),
    patience: float = PATIENCE,
) -> Report:
    """Check everything in one snapshot. Raises psycopg's OperationalError where there is nothing to connect to."""
    report = Report()
    begun = time.monotonic()
    # Copies before the snapshot: see HeadCopy.
    head_copies = [HeadCopy(path, patience, report) for path in copies]
    paper = PrintedHeads(list(printed), report)
    if not copies and not printed:
        report.warn("no_copy")
    with psycopg.connect(dsn, application_name="simpul verify") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        try:
            Walk(connection, keys, head_copies, paper, patience, report).run()
            check_guards(connection, report)
        except (psycopg.errors.InsufficientPrivilege, psycopg.OperationalError):
            raise
        except psycopg.Error as error:
            report.find("unreadable", error=str(error.diag.message_primary or type(error).__name__))
        connection.rollback()
    report.seconds = time.monotonic() - begun
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; prints the report and gives the exit status."""
    given = _parser().parse_args(arguments)
    language = LANGUAGES[given.language]
    try:
        if not given.dsn:
            return _refuse("dsn", language)
        report = verify(given.dsn, read_public_keys(given.public_keys), given.head_copy, given.head, given.patience)
    except KeysUnreadable as error:
        return _refuse("keys", language, error)
    except psycopg.Error as error:
        return _refuse("database", language, error)
    except ValueError as error:
        return _refuse("head", language, error)
    print(report.as_json(given.language) if given.json else report.as_text(given.language))
    return 0 if report.is_green else 1


def _refuse(code: str, language: int, error: object = "") -> int:
    print(" ".join(REFUSALS[code][language].format(error).split()), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simpul-verify", description="The independent auditor of the audit chain.")
    parser.add_argument("--dsn", default=os.environ.get("SIMPUL_VERIFY_DSN"), help="of a role that reads both tables")
    parser.add_argument("--public-keys", required=True, help="JSON, key id to hexadecimal: a file, or the text itself")
    parser.add_argument("--head-copy", action="append", default=[], metavar="FILE", help="may be given more than once")
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:HASH", help="from paper")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that sealing and copying may lag")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="id")
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    return parser


if __name__ == "__main__":
    sys.exit(main())
