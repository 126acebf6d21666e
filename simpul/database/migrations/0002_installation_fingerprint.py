"""A start asks this row whether anything has to be brought up to date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("database", "0001_initial")]

    operations = [
        migrations.AddField("installation", "fingerprint", models.CharField(max_length=64, default="", db_default="")),
    ]
