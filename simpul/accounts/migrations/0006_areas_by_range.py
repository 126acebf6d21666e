"""What lies in an area is found by the index of the codes, and not by looking at every area of Indonesia.

The policies of a village's operator ask this at every statement.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION accounts_areas_reached(wanted text) RETURNS TABLE (office_id uuid, area_code varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.office_id, below.code FROM accounts_assignments_with(wanted) a
    -- Itself and what lies in it: after the dot comes the slash.
    JOIN directory_area below ON below.code >= a.area_code COLLATE "C" AND below.code < (a.area_code || '/') COLLATE "C"
    WHERE a.area_code IS NOT NULL
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_who_reaches")]
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
