"""Copies of the head: complete, never contradicting, and no hindrance to the sealing."""

import logging
from pathlib import Path

import pytest

from simpul.audit.services import HeadCopyDiffers, head, seal_due, seals
from simpul.audit.services.heads import copy_heads, copy_paths
from tests.audit.scratch import AuditDatabase, unguarded
from tests.audit.verifying import verify


def seal(audit: AuditDatabase, times: int) -> None:
    with audit.connect("simpul_sealer") as sealer:
        for _ in range(times):
            audit.write(1)
            assert seal_due(sealer) == 1


def copy(audit: AuditDatabase, path: Path) -> int:
    with audit.connect("simpul_sealer") as sealer:
        return copy_heads(sealer, path)


def test_a_copy_catches_up_and_holds_each_head_once(django_audit: AuditDatabase, tmp_path: Path) -> None:
    path = tmp_path / "head.log"
    assert copy(django_audit, path) == 0
    seal(django_audit, 3)
    assert copy(django_audit, path) == 3
    assert copy(django_audit, path) == 0
    seal(django_audit, 1)
    assert copy(django_audit, path) == 1
    lines = path.read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "4"]
    latest = head()
    assert latest is not None
    assert lines[-1] == latest.line()
    assert path.stat().st_mode & 0o777 == 0o600


def test_half_a_line_from_a_crash_is_passed_over(audit: AuditDatabase, tmp_path: Path) -> None:
    path = tmp_path / "head.log"
    seal(audit, 3)
    copy(audit, path)
    path.write_bytes(path.read_bytes()[:-30])
    assert copy(audit, path) == 1
    assert verify(audit, "--head-copy", str(path), "--patience", "0") == set()


def test_a_copy_that_knows_another_history_is_left_as_it_is(audit: AuditDatabase, tmp_path: Path) -> None:
    path = tmp_path / "head.log"
    seal(audit, 3)
    copy(audit, path)
    before = path.read_bytes()
    with audit.superuser() as superuser, unguarded(superuser):
        superuser.execute("DELETE FROM audit_seal WHERE number = 3")
    with pytest.raises(HeadCopyDiffers):
        copy(audit, path)
    with audit.connect("simpul_sealer") as sealer:
        assert seal_due(sealer) == 1  # the same event again, and yet another seal: the moment differs
    with pytest.raises(HeadCopyDiffers):
        copy(audit, path)
    assert path.read_bytes() == before


def test_noise_is_not_taken_for_an_empty_copy(audit: AuditDatabase, tmp_path: Path) -> None:
    path = tmp_path / "head.log"
    path.write_bytes(b"x" * 1000)
    with pytest.raises(HeadCopyDiffers):
        copy(audit, path)


def test_a_copy_that_cannot_be_written_does_not_stop_the_sealing_and_is_told_once(
    audit: AuditDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(seals, "copy_paths", lambda: [tmp_path / "nowhere" / "head.log", tmp_path / "head.log"])
    with audit.connect("simpul_sealer") as sealer, caplog.at_level(logging.CRITICAL):
        for _ in range(3):
            audit.write(2)
            assert seals.seal_all_due(sealer) == 2
    assert len(caplog.records) == 1
    assert len((tmp_path / "head.log").read_text().splitlines()) == 3


def test_one_copy_lies_at_home_and_one_where_the_operator_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path))
    monkeypatch.delenv("SIMPUL_AUDIT_HEAD_COPY", raising=False)
    assert copy_paths() == [tmp_path / "audit-head.log"]
    monkeypatch.setenv("SIMPUL_AUDIT_HEAD_COPY", "/mnt/elsewhere/head.log")
    assert copy_paths() == [tmp_path / "audit-head.log", Path("/mnt/elsewhere/head.log")]
