"""Counting and handing over the open tasks of somebody who leaves, for managers who may not see the people behind them.

Both run as the owner and give away a number only; they answer whoever may manage staff, and nobody else.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION registry_open_paper_tasks(holder uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM registry_papertask
    WHERE assigned_to = holder AND closed_at IS NULL
      AND EXISTS (SELECT 1 FROM accounts_assignments_with('manage_staff'))
$$;

CREATE FUNCTION registry_hand_over_paper_tasks(holder uuid, successor uuid) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH handed_over AS (
        UPDATE registry_papertask SET assigned_to = successor
        WHERE assigned_to = holder AND closed_at IS NULL
          AND EXISTS (SELECT 1 FROM accounts_assignments_with('manage_staff'))
        RETURNING 1
    )
    SELECT count(*) FROM handed_over
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_row_security"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
