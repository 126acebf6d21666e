"""The two tables of the audit, and the walls around them.

The walls are the database's, so they hold for raw SQL and for programs that were never thought of:
  - nobody, the owner included, updates, deletes or truncates (ALWAYS triggers: they fire in replica sessions as well);
  - the program's role may insert events only, and may not name `id`, `xid` or `at`; it never writes a seal;
  - who is looking (`app.uid`) is who acts: another actor is refused, an absent one is filled in.

`xid` is the transaction's id plus what `audit_counter` adds. A logical dump restored into another server meets a counter
that starts anew, and its events would fall behind those already sealed. So the table knows the server it was written on:
on another one it takes no event until `audit_continue()` has set the addition above everything that is there.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models

IMMUTABLE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is recorded stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_event_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_immutable;
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_seal_immutable;
"""

COUNTER = """
CREATE TABLE audit_counter (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    server bigint NOT NULL,
    added bigint NOT NULL CHECK (added >= 0)
);
INSERT INTO audit_counter (server, added) SELECT system_identifier, 0 FROM pg_control_system();
REVOKE ALL ON audit_counter FROM PUBLIC, simpul_app, simpul_sealer, simpul_auditor;
GRANT SELECT ON audit_counter TO simpul_app, simpul_sealer, simpul_auditor, simpul_backup;

CREATE FUNCTION audit_continue() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE;
    UPDATE audit_counter SET
        server = (SELECT system_identifier FROM pg_control_system()),
        added = greatest(added, (SELECT max(xid) FROM audit_event), (SELECT max(last_xid) FROM audit_seal))
    WHERE server <> (SELECT system_identifier FROM pg_control_system());
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION audit_continue() FROM PUBLIC;

CREATE FUNCTION audit_refuse_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT server FROM audit_counter) IS DISTINCT FROM (SELECT system_identifier FROM pg_control_system()) THEN
        RAISE EXCEPTION 'this database was restored from another server: run audit_continue() as its owner first'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_event_at_home BEFORE INSERT ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_elsewhere();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_at_home;
"""

STAMP = """
ALTER TABLE audit_event ALTER COLUMN id SET GENERATED ALWAYS;
ALTER TABLE audit_event ALTER COLUMN xid SET DEFAULT pg_current_xact_id()::text::bigint;
ALTER TABLE audit_event ALTER COLUMN at SET DEFAULT clock_timestamp();
ALTER TABLE audit_event ALTER COLUMN subject_kind SET DEFAULT '';
ALTER TABLE audit_event ALTER COLUMN detail SET DEFAULT '{}';
ALTER TABLE audit_event ADD CONSTRAINT audit_event_detail_is_small
    CHECK (jsonb_typeof(detail) = 'object' AND octet_length(detail::text) < 4096);
ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_lengths CHECK (
    octet_length(previous) = 32 AND octet_length(root) = 32 AND octet_length(hash) = 32 AND octet_length(signature) = 64);
ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_order
    CHECK (first_xid < last_xid OR (first_xid = last_xid AND first_id <= last_id));

CREATE FUNCTION audit_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    viewer uuid := nullif(current_setting('app.uid', true), '')::uuid;
BEGIN
    -- The whole transaction's id, in a savepoint too: what counts is when all of it became visible.
    NEW.xid := pg_current_xact_id()::text::bigint + (SELECT added FROM audit_counter);
    NEW.at := clock_timestamp();
    IF viewer IS NOT NULL AND NEW.actor IS DISTINCT FROM viewer THEN
        IF NEW.actor IS NOT NULL THEN
            RAISE EXCEPTION 'the actor of an event is whoever is signed in' USING ERRCODE = 'insufficient_privilege';
        END IF;
        NEW.actor := viewer;
    END IF;
    NEW.request := coalesce(NEW.request, nullif(current_setting('app.request', true), '')::uuid);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_stamp BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_stamp_event();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_stamp;
"""

# What simpul_app reads of the events is decided where users and offices are known: accounts adds that policy.
ACCESS = """
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_records ON audit_event FOR INSERT TO simpul_app WITH CHECK (true);
CREATE POLICY audit_event_owner ON audit_event FOR ALL TO simpul_owner USING (true) WITH CHECK (true);
CREATE POLICY audit_event_witnesses ON audit_event FOR SELECT
    TO simpul_sealer, simpul_auditor, simpul_backup USING (true);

REVOKE ALL ON audit_event, audit_seal FROM PUBLIC, simpul_app, simpul_sealer, simpul_auditor;
REVOKE ALL ON SEQUENCE audit_event_id_seq FROM PUBLIC, simpul_app, simpul_sealer, simpul_auditor;
GRANT INSERT (actor, act, subject_kind, subject, office, request, detail) ON audit_event TO simpul_app;
GRANT SELECT ON audit_event TO simpul_app, simpul_sealer, simpul_auditor, simpul_backup;
GRANT SELECT ON audit_seal TO simpul_app, simpul_sealer, simpul_auditor, simpul_backup;
GRANT INSERT ON audit_seal TO simpul_sealer;
"""

# The program may not read what it wrote, yet must know whether it is being sealed.
WAITING = """
CREATE FUNCTION audit_seconds_unsealed() RETURNS double precision LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::double precision FROM audit_event
    WHERE (xid, id) > (
        SELECT last_xid, last_id FROM (
            SELECT number, last_xid, last_id FROM audit_seal UNION ALL SELECT 0, 0, 0
        ) seal ORDER BY number DESC LIMIT 1
    )
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("xid", models.BigIntegerField(editable=False)),
                ("at", models.DateTimeField(editable=False)),
                ("actor", models.UUIDField(null=True)),
                ("act", models.TextField()),
                ("subject_kind", models.TextField(default="")),
                ("subject", models.UUIDField(null=True)),
                ("office", models.UUIDField(null=True)),
                ("request", models.UUIDField(null=True)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "audit_event",
                "indexes": [
                    models.Index(fields=["xid", "id"], name="audit_event_order"),
                    models.Index(condition=models.Q(("subject__isnull", False)), fields=["subject", "-id"], name="audit_event_subject"),
                    models.Index(condition=models.Q(("actor__isnull", False)), fields=["actor", "-id"], name="audit_event_actor"),
                    models.Index(condition=models.Q(("office__isnull", False)), fields=["office", "-id"], name="audit_event_office"),
                    BrinIndex(fields=["at"], name="audit_event_at"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("act__regex", "^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$")), name="audit_event_act_is_a_code"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("previous", models.BinaryField()),
                ("first_xid", models.BigIntegerField()),
                ("first_id", models.BigIntegerField()),
                ("last_xid", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("root", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
                ("key_id", models.TextField()),
                ("hash", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "audit_seal",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("count__gte", 1), ("number__gte", 1)), name="audit_seal_counts"),
                ],
            },
        ),
        migrations.RunSQL(IMMUTABLE, "DROP FUNCTION audit_refuse_change() CASCADE"),
        migrations.RunSQL(
            COUNTER,
            "DROP FUNCTION audit_refuse_elsewhere() CASCADE; DROP FUNCTION audit_continue(); DROP TABLE audit_counter",
        ),
        migrations.RunSQL(STAMP, "DROP FUNCTION audit_stamp_event() CASCADE"),
        migrations.RunSQL(ACCESS, migrations.RunSQL.noop),
        migrations.RunSQL(WAITING, "DROP FUNCTION audit_seconds_unsealed()"),
    ]
