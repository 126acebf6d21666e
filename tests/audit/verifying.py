"""Running the independent auditor on a scratch database."""

import json
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO

from simpul.audit.services import public_keys
from simpul.database.keys import ring
from simpul_verify.__main__ import main
from tests.audit.scratch import AuditDatabase


def answer(audit: AuditDatabase, *arguments: str, keys: Mapping[str, str] | None = None) -> dict:
    """Its JSON; the exit status has to agree with it."""
    keys = public_keys(ring()) if keys is None else keys
    output = StringIO()
    with redirect_stdout(output):
        status = main(["--dsn", audit.dsn(), "--public-keys", json.dumps(keys), "--json", *arguments])
    found = json.loads(output.getvalue())
    assert status == (0 if found["ok"] else 1)
    assert found["ok"] == (found["found"] == 0)
    return found


def verify(audit: AuditDatabase, *arguments: str, keys: Mapping[str, str] | None = None) -> set[str]:
    """The codes of everything it found."""
    return {finding["code"] for finding in answer(audit, *arguments, keys=keys)["findings"]}
