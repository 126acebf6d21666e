"""Everybody sees their own notices; anybody signed in may send one, as the acts do."""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy

SQL = owner_policy("notices_notice") + (
    f"CREATE POLICY app_view ON notices_notice FOR SELECT TO {APP} USING (user_id = accounts_viewer());"
    f"CREATE POLICY app_change ON notices_notice FOR UPDATE TO {APP}"
    " USING (user_id = accounts_viewer()) WITH CHECK (user_id = accounts_viewer());"
    f"CREATE POLICY app_add ON notices_notice FOR INSERT TO {APP} WITH CHECK (accounts_viewer() IS NOT NULL);"
)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
