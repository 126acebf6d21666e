"""Writing down an act: in its transaction, by whoever is signed in, and with nothing that the caller could forge."""

from contextlib import suppress
from types import SimpleNamespace
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from simpul.audit.services import Event, EventRefused, record, record_many
from simpul.database.context import acting_as
from tests.audit.scratch import AuditDatabase

COLUMNS = "act, actor, subject_kind, subject, office, request, detail"


def rows(audit: AuditDatabase) -> list[tuple]:
    with audit.superuser() as superuser:
        return superuser.execute(f"SELECT {COLUMNS} FROM audit_event ORDER BY id").fetchall()


def test_an_event_says_who_did_what_to_whom_where(django_audit: AuditDatabase) -> None:
    actor, subject, office, request = uuid4(), uuid4(), uuid4(), uuid4()
    with transaction.atomic():
        record(
            "registry.person_registered", by=actor, subject=subject, subject_kind="person", office=office,
            request=request, fields=["name"],
        )  # fmt: skip
    assert rows(django_audit) == [
        ("registry.person_registered", actor, "person", subject, office, request, {"fields": ["name"]})
    ]


def test_an_event_names_rows_by_their_key_and_kind(django_audit: AuditDatabase) -> None:
    from simpul.accounts.models import User

    user = User(pk=uuid4())
    with transaction.atomic():
        record("accounts.account_changed", by=user, subject=user)
    assert rows(django_audit) == [("accounts.account_changed", user.pk, "user", user.pk, None, None, {})]


def test_what_is_undone_was_never_recorded_and_a_refusal_outside_it_is(django_audit: AuditDatabase) -> None:
    with transaction.atomic():
        savepoint = transaction.savepoint()
        record("registry.person_registered", by=None)
        transaction.savepoint_rollback(savepoint)
        record("accounts.access_denied", by=None, view="registry:register_person")
    assert [row[0] for row in rows(django_audit)] == ["accounts.access_denied"]


def test_an_act_that_cannot_be_recorded_does_not_happen(django_audit: AuditDatabase) -> None:
    with suppress(EventRefused), transaction.atomic():
        record("registry.person_registered", by=None)
        record("registry.person_corrected", by=None, before="Siti Aminah")
        pytest.fail("a name was recorded")
    assert rows(django_audit) == []


def test_an_event_outside_a_transaction_is_refused(django_audit: AuditDatabase) -> None:
    with pytest.raises(RuntimeError):
        record("registry.person_registered", by=None)
    with pytest.raises(RuntimeError):
        record_many([Event("registry.person_registered", None)])


def test_many_events_keep_their_order(django_audit: AuditDatabase) -> None:
    subjects = [uuid4() for _ in range(12_000)]
    with transaction.atomic():
        written = record_many(
            Event("registry.person_imported", None, subject, "person", detail={"row": row})
            for row, subject in enumerate(subjects)
        )
    assert written == 12_000
    with django_audit.superuser() as superuser:
        found = superuser.execute("SELECT subject, detail->'row' FROM audit_event ORDER BY id").fetchall()
    assert found == [(subject, row) for row, subject in enumerate(subjects)]


def test_one_unfit_event_among_many_refuses_all(django_audit: AuditDatabase) -> None:
    with pytest.raises(EventRefused), transaction.atomic():
        record_many(
            [Event("registry.person_imported", None), Event("registry.person_imported", None, detail={"a": 0.5})]
        )
    assert rows(django_audit) == []


def test_the_viewer_is_the_actor(django_audit: AuditDatabase) -> None:
    viewer = uuid4()
    with acting_as(viewer):
        record("registry.person_viewed", by=None)
        record("registry.person_viewed", by=viewer)
    assert [row[1] for row in rows(django_audit)] == [viewer, viewer]


def test_another_actor_than_the_viewer_is_refused(django_audit: AuditDatabase) -> None:
    with pytest.raises(Exception, match="whoever is signed in"), acting_as(uuid4()):
        record("registry.person_viewed", by=uuid4())
    assert rows(django_audit) == []


def test_the_request_is_filled_in_from_the_transaction(django_audit: AuditDatabase) -> None:
    request = uuid4()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.request', %s, true)", [str(request)])
        record("registry.person_viewed", by=None)
    assert rows(django_audit)[0][5] == request


@pytest.mark.parametrize(
    ("column", "value"),
    [("id", "7"), ("xid", "7"), ("at", "'2020-01-01'"), ("xid", "DEFAULT"), ("id", "DEFAULT")],
)
def test_the_program_cannot_name_what_the_table_stamps(audit: AuditDatabase, column: str, value: str) -> None:
    with audit.connect("simpul_app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            f"INSERT INTO audit_event (act, {column}) OVERRIDING SYSTEM VALUE VALUES ('registry.viewed', {value})"
        )


def test_the_owner_cannot_forge_them_either(audit: AuditDatabase) -> None:
    with audit.connect("simpul_owner") as owner:
        with pytest.raises(psycopg.errors.GeneratedAlways):
            owner.execute("INSERT INTO audit_event (id, act) VALUES (7, 'registry.person_viewed')")
        owner.execute("INSERT INTO audit_event (act, xid, at) VALUES ('registry.person_viewed', 7, '2020-01-01')")
    with audit.superuser() as superuser:
        found = superuser.execute("SELECT xid > 7, at > now() - interval '1 minute' FROM audit_event").fetchall()
    assert found == [(True, True)]


def test_a_savepoint_does_not_change_the_number_of_the_transaction(audit: AuditDatabase) -> None:
    with audit.connect("simpul_app") as app, app.transaction():
        audit.write(1, connection=app)
        with app.transaction():
            audit.write(1, connection=app)
    with audit.superuser() as superuser:
        assert superuser.execute("SELECT count(DISTINCT xid), count(*) FROM audit_event").fetchone() == (1, 2)


def test_the_program_does_not_read_what_nobody_gave_it(audit: AuditDatabase) -> None:
    audit.write(3)
    with audit.connect("simpul_app") as app:
        assert app.execute("SELECT count(*) FROM audit_event").fetchone() == (0,)
    for role in ("simpul_sealer", "simpul_auditor", "simpul_backup", "simpul_owner"):
        with audit.connect(role) as other:
            assert other.execute("SELECT count(*) FROM audit_event").fetchone() == (3,), role


@pytest.mark.parametrize(
    ("act", "detail"),
    [("Registry viewed", "{}"), ("viewed", "{}"), ("a.b", "[]"), ("a.b", '"x"'), ("a.b", '{"x": "%s"}' % ("y" * 4096))],
)
def test_the_table_itself_refuses_a_bad_act_and_a_bad_detail(audit: AuditDatabase, act: str, detail: str) -> None:
    with audit.connect("simpul_app") as app, pytest.raises(psycopg.errors.CheckViolation):
        app.execute("INSERT INTO audit_event (act, detail) VALUES (%s, %s)", (act, detail))


def test_queries_show_what_row_security_shows(django_audit: AuditDatabase) -> None:
    from simpul.audit.queries import events_about, events_visible_to, latest_head

    here, elsewhere, subject = uuid4(), uuid4(), uuid4()
    with transaction.atomic():
        for office in (here, elsewhere, None):
            record("registry.person_viewed", by=None, subject=subject, office=office)
    with django_audit.superuser() as superuser:
        superuser.execute("CREATE POLICY shown ON audit_event FOR SELECT TO simpul_app USING (true)")
    viewer, former = SimpleNamespace(is_active=True), SimpleNamespace(is_active=False)
    assert events_visible_to(viewer).count() == 3
    assert [event.office for event in events_visible_to(viewer, offices=[here])] == [None, here]
    assert events_about(subject, viewer=viewer).count() == 3
    assert events_about(UUID(int=0), viewer=viewer).count() == 0
    assert events_visible_to(former).count() == 0
    assert latest_head() is None
    with django_audit.superuser() as superuser:
        superuser.execute("DROP POLICY shown ON audit_event")
