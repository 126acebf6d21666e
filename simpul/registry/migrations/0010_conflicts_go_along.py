"""A conflict of interest closes the family too, and follows the person: whoever joins it, the family they move to, the
record that stands for both after a merge. In the database, so that no way of entering a family forgets it.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION registry_conflicts_go_along(people uuid[], families uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- Whoever joins one of these families at this moment holds it: they come first, or find the grant.
    SELECT FROM registry_family WHERE id IN (
        SELECT family_id FROM registry_membership WHERE person_id = ANY (people) AND until_on IS NULL
    ) ORDER BY id FOR UPDATE;
    INSERT INTO accounts_grant (id, user_id, kind, object, effect, relation, reason, granted_at, granted_by)
    SELECT gen_random_uuid(), declared.user_id, along.kind, along.object, 'deny', 'with_conflict', declared.id::text,
           now(), declared.granted_by
    FROM accounts_grant declared
    LEFT JOIN registry_membership own ON own.person_id = declared.object AND own.until_on IS NULL
    CROSS JOIN LATERAL (
        SELECT 'family' AS kind, own.family_id AS object WHERE own.family_id IS NOT NULL
        UNION
        SELECT 'person', beside.person_id FROM registry_membership beside
        WHERE beside.family_id = own.family_id AND beside.until_on IS NULL AND beside.person_id <> declared.object
        UNION
        SELECT 'person', record.id FROM (
            WITH RECURSIVE same AS (
                SELECT id FROM registry_person WHERE merged_into_id = declared.object
                UNION SELECT before.id FROM registry_person before JOIN same ON before.merged_into_id = same.id
            ) SELECT id FROM same
        ) record
    ) along
    WHERE declared.kind = 'person' AND declared.effect = 'deny' AND declared.relation LIKE 'conflict\\_%'
      AND (declared.object = ANY (people) OR own.family_id = ANY (families))
      AND NOT EXISTS (
        SELECT 1 FROM accounts_grant held
        WHERE held.object = along.object AND held.kind = along.kind AND held.user_id = declared.user_id
          AND held.relation = 'with_conflict' AND held.reason = declared.id::text
      )
$$;

CREATE FUNCTION registry_conflicts_enter() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM registry_conflicts_go_along('{}', ARRAY(SELECT DISTINCT family_id FROM entered));
    RETURN NULL;
END $$;
CREATE TRIGGER membership_conflicts_enter AFTER INSERT ON registry_membership
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION registry_conflicts_enter();
CREATE TRIGGER membership_conflicts_change AFTER UPDATE ON registry_membership
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION registry_conflicts_enter();

CREATE FUNCTION registry_conflicts_merge() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO accounts_grant (id, user_id, kind, object, effect, relation, reason, granted_at, granted_by)
    SELECT gen_random_uuid(), user_id, kind, NEW.merged_into_id, effect, relation, '', now(), granted_by
    FROM accounts_grant declared
    WHERE kind = 'person' AND object = NEW.id AND effect = 'deny' AND relation LIKE 'conflict\\_%'
      AND NOT EXISTS (
        SELECT 1 FROM accounts_grant held
        WHERE held.object = NEW.merged_into_id AND held.kind = 'person' AND held.user_id = declared.user_id
          AND held.effect = 'deny' AND held.relation LIKE 'conflict\\_%'
      );
    PERFORM registry_conflicts_go_along(ARRAY[NEW.merged_into_id], '{}');
    RETURN NULL;
END $$;
CREATE TRIGGER person_conflicts_merge AFTER UPDATE OF merged_into_id ON registry_person FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION registry_conflicts_merge();
"""
UNDO = """
DROP FUNCTION registry_conflicts_merge() CASCADE;
DROP FUNCTION registry_conflicts_enter() CASCADE;
DROP FUNCTION registry_conflicts_go_along(uuid[], uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_reasons_of_versions"), ("accounts", "0009_grants_by_object")]
    operations = [migrations.RunSQL(SQL, UNDO)]
