"""The functions that row policies ask: who is looking, and how far their reach goes.

They run as the owner (SECURITY DEFINER), because the viewer may not read the tables behind them at will; each returns
only what concerns the viewer of this transaction.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION accounts_viewer() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.uid', true), '')::uuid
$$;

CREATE FUNCTION accounts_assignments_with(wanted text) RETURNS SETOF accounts_assignment
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.* FROM accounts_assignment a
    JOIN accounts_user u ON u.id = a.user_id AND u.is_active
    JOIN directory_office o ON o.id = a.office_id
    JOIN accounts_rolepermission p ON p.role = a.role AND p.permission = wanted
    WHERE a.user_id = accounts_viewer()
      AND a.from_on <= (now() AT TIME ZONE o.time_zone)::date
      AND (a.until_on IS NULL OR (now() AT TIME ZONE o.time_zone)::date <= a.until_on)
$$;

CREATE FUNCTION accounts_offices_reached(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT office_id FROM accounts_assignments_with(wanted) WHERE area_code IS NULL
$$;

CREATE FUNCTION accounts_areas_reached(wanted text) RETURNS TABLE (office_id uuid, area_code varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.office_id, below.code FROM accounts_assignments_with(wanted) a
    JOIN directory_area below ON below.code = a.area_code OR starts_with(below.code, a.area_code || '.')
    WHERE a.area_code IS NOT NULL
$$;

CREATE FUNCTION accounts_objects_granted(wanted_kind text, wanted_effect text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT g.object FROM accounts_grant g
    WHERE g.user_id = accounts_viewer() AND g.kind = wanted_kind AND g.effect = wanted_effect
      AND (g.until IS NULL OR g.until > now())
$$;
"""

# The audit lies below accounts and cannot name a permission; its reading policy is made here.
AUDIT = """
CREATE POLICY app_view ON audit_event FOR SELECT TO simpul_app USING (
    office = ANY (ARRAY(SELECT accounts_offices_reached('view_audit')))
);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("audit", "0001_initial"), ("directory", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + AUDIT, migrations.RunSQL.noop)]
