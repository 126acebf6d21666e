"""An edition of the areas is loaded by the program itself, on a day: there is nobody to name beside a moment."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("directory", "0002_one_index_on_area_codes")]

    operations = [
        migrations.AddField(
            "areaedition", "loaded_on", models.DateField(default=django.utils.timezone.localdate), preserve_default=False
        ),
        migrations.RemoveField("areaedition", "loaded_at"),
    ]
