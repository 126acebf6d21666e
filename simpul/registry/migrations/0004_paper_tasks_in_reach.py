"""Tasks change hands only within the offices of whoever asks, and only to somebody who can do them."""

from django.db import migrations

FUNCTIONS = """
DROP FUNCTION registry_open_paper_tasks(uuid);
DROP FUNCTION registry_hand_over_paper_tasks(uuid, uuid);

CREATE FUNCTION registry_can_do(who uuid, task registry_papertask) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT accounts_reaches(who, 'correct_person', person.office_id, person.area_code, 'person', person.id)
    FROM registry_person person WHERE person.id = task.person_id
$$;

-- Open tasks in somebody's hands, at the offices whose staff the viewer manages; only those out of reach, if asked so.
CREATE FUNCTION registry_open_paper_tasks(holder uuid, only_out_of_reach boolean) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM registry_papertask task
    WHERE assigned_to = holder AND closed_at IS NULL
      AND office_id = ANY (ARRAY(SELECT accounts_offices_reached('manage_staff')))
      AND (NOT only_out_of_reach OR NOT registry_can_do(holder, task))
$$;

CREATE FUNCTION registry_hand_over_paper_tasks(holder uuid, successor uuid, only_out_of_reach boolean) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH handed_over AS (
        UPDATE registry_papertask task SET assigned_to = successor
        WHERE assigned_to = holder AND closed_at IS NULL
          AND office_id = ANY (ARRAY(SELECT accounts_offices_reached('manage_staff')))
          AND (NOT only_out_of_reach OR NOT registry_can_do(holder, task))
          AND registry_can_do(successor, task)
        RETURNING 1
    )
    SELECT count(*) FROM handed_over
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_paper_tasks"), ("accounts", "0005_who_reaches")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
