"""Codes are compared with COLLATE "C", where the primary key serves LIKE by itself; Django's second index is dropped."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RunSQL("DROP INDEX IF EXISTS directory_area_code_1f17ba94_like", migrations.RunSQL.noop),
    ]
