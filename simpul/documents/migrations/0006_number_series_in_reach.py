"""Whoever prints at an office takes the next number of its papers; nobody else sees how far they have come."""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy

PRINTS_HERE = "office_id IN (SELECT office_id FROM accounts_assignments_with('print_extract'))"
SQL = owner_policy("documents_numberseries") + (
    f"CREATE POLICY app_view ON documents_numberseries FOR SELECT TO {APP} USING ({PRINTS_HERE});"
    f"CREATE POLICY app_add ON documents_numberseries FOR INSERT TO {APP} WITH CHECK ({PRINTS_HERE});"
    f"CREATE POLICY app_change ON documents_numberseries FOR UPDATE TO {APP} USING ({PRINTS_HERE}) WITH CHECK ({PRINTS_HERE});"
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_paper_numbers"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
