"""What is of no single office (code lists, areas, sign-in with a name nobody has) every auditor reads."""

from django.db import migrations

from simpul.database.row_security import granted

DENIED = " OR ".join(granted(kind, "deny", column="subject") for kind in ("person", "family"))
SQL = f"""
ALTER POLICY app_view ON audit_event USING (
    (office = ANY (ARRAY(SELECT accounts_offices_reached('view_audit')))
     OR (office IS NULL AND EXISTS (SELECT FROM accounts_offices_reached('view_audit'))))
    AND ({DENIED}) IS NOT TRUE
);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_lost_device_by_two")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
