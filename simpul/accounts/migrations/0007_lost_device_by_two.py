"""Who made a one-time password, and whether a lost device waits for a second person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_areas_by_range")]
    operations = [
        migrations.AddField("user", "one_time_by", models.UUIDField(null=True)),
        migrations.AddField("user", "is_device_lost", models.BooleanField(default=False)),
    ]
