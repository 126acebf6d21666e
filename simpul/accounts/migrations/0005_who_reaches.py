"""Whether somebody else than the viewer reaches a thing: asked when tasks change hands."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION accounts_reaches(who uuid, wanted text, at_office uuid, at_area varchar, kind_of text, thing uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM accounts_assignment a
        JOIN accounts_user u ON u.id = a.user_id AND u.is_active
        JOIN directory_office o ON o.id = a.office_id
        JOIN accounts_rolepermission p ON p.role = a.role AND p.permission = wanted
        WHERE a.user_id = who AND a.office_id = at_office
          AND (a.area_code IS NULL OR starts_with(at_area || '.', a.area_code || '.'))
          AND a.from_on <= (now() AT TIME ZONE o.time_zone)::date
          AND (a.until_on IS NULL OR (now() AT TIME ZONE o.time_zone)::date <= a.until_on)
    ) AND NOT EXISTS (
        SELECT 1 FROM accounts_grant g
        WHERE g.user_id = who AND g.kind = kind_of AND g.object = thing AND g.effect = 'deny'
          AND (g.until IS NULL OR g.until > now())
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_deny_wins_in_audit")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION accounts_reaches(uuid, text, uuid, varchar, text, uuid)")]
