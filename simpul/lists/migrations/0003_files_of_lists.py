"""Whoever sees a list sees the file it came in and the picture it was typed from, whoever stored them."""

from django.db import migrations

from simpul.database.row_security import APP

SQL = (
    f"CREATE POLICY app_view_of_list ON files_attachment FOR SELECT TO {APP} USING (EXISTS (SELECT 1 FROM"
    " lists_incominglist l WHERE l.picture_id = files_attachment.id OR l.attachment_id = files_attachment.id));"
)


class Migration(migrations.Migration):
    dependencies = [("lists", "0002_row_security"), ("files", "0002_row_security")]
    operations = [migrations.RunSQL(SQL, "DROP POLICY app_view_of_list ON files_attachment")]
