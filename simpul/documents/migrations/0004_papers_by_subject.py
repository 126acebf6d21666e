"""A paper is as far away as whom it is about, whoever printed it: a right that is gone takes its papers along.

Here stands only where the viewer must be at work. Each module above adds a policy for its own subjects.
"""

from django.db import migrations

from simpul.database.row_security import APP

PRINTS_HERE = "office_id IN (SELECT office_id FROM accounts_assignments_with('print_extract'))"
SQL = (
    "DROP POLICY app_view ON documents_paper;"
    f"CREATE POLICY app_view ON documents_paper AS RESTRICTIVE FOR SELECT TO {APP} USING ({PRINTS_HERE});"
    f"ALTER POLICY app_add ON documents_paper WITH CHECK (issued_by = accounts_viewer() AND {PRINTS_HERE});"
    # The file goes with its paper, for who works in one area too.
    f"CREATE POLICY app_view_of_papers ON files_attachment FOR SELECT TO {APP} USING"
    " (EXISTS (SELECT 1 FROM documents_paper paper WHERE paper.file_id = files_attachment.id));"
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_deny_wins"), ("files", "0002_row_security"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
