"""What was done to somebody whose file is denied to an auditor is for another auditor to read."""

from django.db import migrations

from simpul.database.row_security import granted

DENIED = " OR ".join(granted(kind, "deny", column="subject") for kind in ("person", "family"))
SQL = f"""
ALTER POLICY app_view ON audit_event USING (
    office = ANY (ARRAY(SELECT accounts_offices_reached('view_audit'))) AND ({DENIED}) IS NOT TRUE
);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_code_cards_throttle"), ("audit", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
