"""A list that is taken along is there for whoever asked, while the right to take it along lasts."""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy

OWN = "asked_by = accounts_viewer()"
RIGHT = "office_id IN (SELECT held.office_id FROM accounts_assignments_with(documents_export.permission) held)"
SQL = owner_policy("documents_export") + (
    f"CREATE POLICY app_view ON documents_export FOR SELECT TO {APP} USING ({OWN} AND {RIGHT});"
    f"CREATE POLICY app_add ON documents_export FOR INSERT TO {APP} WITH CHECK ({OWN} AND {RIGHT});"
    f"CREATE POLICY app_change ON documents_export FOR UPDATE TO {APP} USING ({OWN} AND {RIGHT}) WITH CHECK ({OWN} AND {RIGHT});"
    # The clock takes away what is over, also from whoever lost the right and sees it no more; it answers the files.
    """
CREATE FUNCTION documents_erase_exports() RETURNS TABLE (sha256 varchar)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH over AS (
        SELECT e.id, e.file_id FROM documents_export e WHERE e.until < now()
        AND (e.file_id IS NOT NULL OR e.password IS NOT NULL OR e.asked IS NOT NULL OR e.note IS NOT NULL) FOR UPDATE
    ), erased AS (
        UPDATE documents_export e SET file_id = NULL, password = NULL, asked = NULL, note = NULL
        FROM over WHERE e.id = over.id RETURNING over.file_id
    )
    SELECT a.sha256 FROM erased LEFT JOIN files_attachment a ON a.id = erased.file_id
$$;
"""
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_exports"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
