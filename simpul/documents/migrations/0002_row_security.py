"""Who sees issued papers; and the one question that anybody may ask: is the paper with this code genuine?"""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy, reached

PRINTS_HERE = reached("print_extract", area=None)
OWN = "issued_by = accounts_viewer()"
SQL = owner_policy("documents_paper") + (
    f"CREATE POLICY app_view ON documents_paper FOR SELECT TO {APP} USING ({OWN} OR {PRINTS_HERE});"
    f"CREATE POLICY app_add ON documents_paper FOR INSERT TO {APP} WITH CHECK ({OWN});"
    f"CREATE POLICY app_change ON documents_paper FOR UPDATE TO {APP} USING ({PRINTS_HERE}) WITH CHECK ({PRINTS_HERE});"
    """
CREATE FUNCTION documents_genuine_paper(code bytea)
RETURNS TABLE (kind varchar, office varchar, issued_at timestamptz, time_zone varchar, is_withdrawn boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.kind, o.name, p.issued_at, o.time_zone, p.withdrawn_at IS NOT NULL
    FROM documents_paper p JOIN directory_office o ON o.id = p.office_id WHERE p.code_sha256 = documents_genuine_paper.code
$$;
"""
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_initial"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
