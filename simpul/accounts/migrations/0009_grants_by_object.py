"""Who is kept from a person or family is asked whenever somebody enters one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_installation_wide_events")]
    operations = [migrations.AddIndex("grant", models.Index(fields=["object"], name="grant_object"))]
