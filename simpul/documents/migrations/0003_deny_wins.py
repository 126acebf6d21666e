"""A paper about somebody whose file is denied to the viewer is not there, whoever printed it."""

from django.db import migrations

from simpul.database.row_security import granted, reached

MINE_OR_HERE = f"(issued_by = accounts_viewer() OR {reached('print_extract', area=None)})"
DENIED = " OR ".join(granted(kind, "deny", column="subject") for kind in ("person", "family"))
SQL = f"ALTER POLICY app_view ON documents_paper USING ({MINE_OR_HERE} AND ({DENIED}) IS NOT TRUE);"


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_row_security")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
