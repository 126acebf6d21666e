"""The command: walls that are down, sentences, exit status, wrong input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from simpul.audit.services import public_keys
from simpul.database.keys import ring
from simpul_verify.guards import check_guards
from simpul_verify.heads import PrintedHeads
from simpul_verify.keys import read_public_keys
from simpul_verify.report import SENTENCES, Report
from simpul_verify.walk import Walk
from tests.audit.tampering import Kept, tamper

WALLS = {
    "the trigger dropped": ("DROP TRIGGER audit_event_immutable ON audit_event", "trigger_off"),
    "the trigger off": ("ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_immutable", "trigger_off"),
    "the trigger lax": ("ALTER TABLE audit_event ENABLE TRIGGER audit_event_stamp", "trigger_off"),
    "a right on a table": ("GRANT DELETE ON audit_event TO simpul_app", "right_too_many"),
    "a right on a column": ("GRANT UPDATE (detail) ON audit_event TO simpul_app", "right_too_many"),
    "seals by the program": ("GRANT INSERT ON audit_seal TO simpul_app", "right_too_many"),
    "row security off": ("ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY", "row_security_off"),
    "row security not forced": ("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY", "row_security_off"),
    "a column gone": ("ALTER TABLE audit_event DROP COLUMN office CASCADE", "unreadable"),
    "a column of another type": ("ALTER TABLE audit_event ALTER COLUMN actor TYPE text", "unreadable"),
    "the table gone": ("DROP TABLE audit_seal", "unreadable"),
    "nulls where none may be": (
        "ALTER TABLE audit_event ALTER COLUMN id DROP IDENTITY, ALTER COLUMN xid DROP NOT NULL,"
        " ALTER COLUMN at DROP NOT NULL; UPDATE audit_event SET xid = NULL, at = NULL WHERE id = 33",
        "events_missing",
    ),
}


@pytest.mark.parametrize("way", WALLS)
def test_a_wall_torn_down_is_found(kept: Kept, way: str) -> None:
    statement, expected = WALLS[way]
    # Kept in one transaction that is undone: only a look from inside it can see the wall down.
    report = Report()
    with kept.audit.superuser() as superuser:
        superuser.autocommit = False
        if "UPDATE audit" in statement:
            superuser.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_immutable")
        superuser.execute(statement)
        try:
            Walk(
                superuser, read_public_keys(json.dumps(public_keys(ring()))), [], PrintedHeads([], report), 60, report
            ).run()
            check_guards(superuser, report)
        except psycopg.ProgrammingError:
            report.find("unreadable", error="")
        superuser.rollback()
    assert expected in {finding.code for finding in report.findings}
    assert kept.verify() == set()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}
    return subprocess.run(
        [sys.executable, "-m", "simpul_verify", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_the_command_says_it_in_sentences_and_by_its_status(kept: Kept, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(public_keys(ring())))
    given = ["--dsn", kept.audit.dsn(), "--public-keys", str(keys), "--head-copy", str(kept.copy)]
    green = run(*given)
    assert (green.returncode, green.stderr) == (0, "")
    assert green.stdout.startswith("HIJAU: tidak ada yang berubah. 100 peristiwa dalam 6 segel")
    tamper(kept, "DELETE FROM audit_event WHERE id = 50")
    red = run(*given, "--language", "en")
    assert red.returncode == 1
    assert red.stdout.startswith("Seal 4: 1 of 24 events are missing (ids 49–72, sealed 20")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--dsn", "host=/nowhere dbname=x", "--public-keys", "{}"],
        ["--dsn", "DSN", "--public-keys", "/nowhere/keys.json"],
        ["--dsn", "DSN", "--public-keys", '{"1": "00"}'],
        ["--dsn", "DSN", "--public-keys", "{}", "--head", "six"],
        ["--dsn", "DSN", "--public-keys", "{}", "--head", "6:abc"],
        ["--public-keys", "{}"],
        ["--dsn", "not a dsn", "--public-keys", "{}"],
    ],
)
def test_wrong_input_ends_with_status_2_and_one_sentence(kept: Kept, arguments: list[str]) -> None:
    done = run(*[kept.audit.dsn() if argument == "DSN" else argument for argument in arguments])
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_role_that_may_not_look_is_wrong_input_and_not_a_finding(kept: Kept) -> None:
    with kept.audit.superuser() as superuser:
        superuser.execute("REVOKE SELECT ON audit_seal FROM simpul_auditor")
    done = run("--dsn", kept.audit.dsn(), "--public-keys", "{}")
    with kept.audit.superuser() as superuser:
        superuser.execute("GRANT SELECT ON audit_seal TO simpul_auditor")
    assert (done.returncode, done.stdout) == (2, "")


def test_every_sentence_is_there_in_both_languages() -> None:
    for code, (indonesian, english) in SENTENCES.items():
        names = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (indonesian, english)]
        assert names[0] == names[1], code
