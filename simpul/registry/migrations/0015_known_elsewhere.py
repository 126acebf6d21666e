"""Whether a national number is recorded at an office whose people the viewer does not see, and who there may be asked.

The functions run as the owner, for nobody else sees both offices. They answer to a keyed hash only, name nobody whose
place is hidden and nobody from whom anybody is kept, and work out who these are before they look: absent and protected
take the same steps.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION registry_known_elsewhere(numbers bytea[]) RETURNS TABLE (person uuid, office uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    hidden CONSTANT uuid[] := ARRAY(SELECT registry_hidden_people());
    kept CONSTANT uuid[] := ARRAY(
        SELECT object FROM accounts_grant
        WHERE kind = 'person' AND effect = 'deny' AND (until IS NULL OR until > now())
    );
    registering CONSTANT uuid[] := ARRAY(SELECT office_id FROM accounts_assignments_with('register_person'));
    seen CONSTANT uuid[] := ARRAY(SELECT office_id FROM accounts_assignments_with('view_person'));
BEGIN
    RETURN QUERY
    SELECT known.id, known.office_id FROM registry_person known
    WHERE known.national_number_index = ANY (numbers) AND known.merged_into_id IS NULL
      AND known.withdrawn_at IS NULL
      AND known.office_id <> ALL (seen) AND cardinality(registering) > 0
      AND known.id <> ALL (hidden) AND known.id <> ALL (kept)
    ORDER BY known.registered_at LIMIT 1;
END $$;

CREATE FUNCTION registry_who_answers(numbers bytea[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT colleague.id FROM registry_known_elsewhere(numbers) known CROSS JOIN accounts_user colleague
    WHERE colleague.is_active
      -- Who stands at that office's counter, for all of it: a village account is not asked.
      AND accounts_reaches(colleague.id, 'register_person', known.office, NULL, 'person', known.person)
      AND accounts_reaches(colleague.id, 'view_person', known.office, NULL, 'person', known.person)
$$;
"""
DROP = "DROP FUNCTION registry_who_answers(bytea[]); DROP FUNCTION registry_known_elsewhere(bytea[]);"


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_facts"), ("accounts", "0009_grants_by_object")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
