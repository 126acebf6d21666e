"""An attachment is seen by whoever stored it and by its office's readers; the module that owns it asks more."""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy, reached

WORKS_HERE = reached("view_person", area=None)
SQL = owner_policy("files_attachment") + (
    f"CREATE POLICY app_view ON files_attachment FOR SELECT TO {APP} USING (stored_by = accounts_viewer() OR {WORKS_HERE}"
    " OR EXISTS (SELECT 1 FROM directory_letterhead l WHERE l.logo_file = files_attachment.id));"
    f"CREATE POLICY app_add ON files_attachment FOR INSERT TO {APP} WITH CHECK (stored_by = accounts_viewer());"
)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
