"""The guards of the audit, each with the way to switch it off and the tests that must then fail."""

from collections.abc import Callable

from tests import plugin


def _without_triggers(database: str) -> None:
    with plugin.superuser(database) as connection:
        for table in ("audit_event", "audit_seal"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            connection.execute(f"GRANT ALL ON {table} TO simpul_app")


def _without_horizon(database: str) -> None:
    """The sealer takes what it sees, without asking which transactions are still open."""
    from simpul.audit.services import seals

    seals.DUE = seals.DUE.replace(seals.HORIZON, "true")


def _without_details_check(database: str) -> None:
    from simpul.audit.rules import details

    details.unfit_detail = lambda detail: None


def _without_roots(database: str) -> None:
    """The auditor believes every root."""
    from simpul_verify import chain

    class Believing(chain.Tree):
        def root(self) -> bytes:
            return _Anything()

    chain.Tree = Believing


class _Anything(bytes):
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = bytes.__hash__


def _without_signatures(database: str) -> None:
    from simpul_verify import chain

    chain.is_signed = lambda key, digest, signature: True


def _without_head_copies(database: str) -> None:
    from simpul_verify.heads import HeadCopy

    HeadCopy.compare = lambda self, seal: None
    HeadCopy.finish = lambda self, now: None


def _without_links(database: str) -> None:
    """The auditor looks at each seal for itself."""
    from simpul_verify.walk import Walk

    Walk._check_statement = lambda self, seal: None


SWITCHES: dict[str, Callable[[str], None]] = {
    "audit_triggers": _without_triggers,
    "audit_horizon": _without_horizon,
    "audit_details": _without_details_check,
    "audit_roots": _without_roots,
    "audit_signatures": _without_signatures,
    "audit_head_copies": _without_head_copies,
    "audit_links": _without_links,
}

_HERE = "tests/audit/"
GUARDS: dict[str, list[str]] = {
    "audit_triggers": [
        f"{_HERE}test_immutability.py::test_nobody_changes_what_is_recorded",
        f"{_HERE}test_immutability.py::test_a_superuser_is_refused_in_a_replica_session_too",
        f"{_HERE}test_record.py::test_another_actor_than_the_viewer_is_refused",
        f"{_HERE}test_record.py::test_the_owner_cannot_forge_them_either",
    ],
    "audit_horizon": [
        f"{_HERE}test_seal_due.py::test_a_transaction_that_stays_open_is_waited_for",
        f"{_HERE}test_seal_due.py::test_no_event_is_passed_over_while_many_write",
    ],
    "audit_details": [
        f"{_HERE}test_record.py::test_an_act_that_cannot_be_recorded_does_not_happen",
        f"{_HERE}test_details.py::test_personal_values_and_free_text_are_refused_and_not_repeated",
    ],
    "audit_roots": [f"{_HERE}test_verify_events.py::test_an_edited_event_is_found"],
    "audit_signatures": [f"{_HERE}test_verify_seals.py::test_sealed_again_with_another_key_is_found"],
    "audit_head_copies": [
        f"{_HERE}test_verify_heads.py::test_a_changed_head_copy_is_found",
        f"{_HERE}test_verify_seals.py::test_sealed_again_with_the_stolen_key_is_found_by_a_copy_and_by_paper_alone",
    ],
    "audit_links": [f"{_HERE}test_verify_seals.py::test_a_batch_taken_out_with_its_seal_is_found_without_any_copy"],
}
