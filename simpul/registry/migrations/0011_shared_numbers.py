"""A task to compare the cards of two people with one national number."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0010_conflicts_go_along"),
    ]

    operations = [
        migrations.AlterField(
            model_name="papertask",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("obtained", "Sudah punya"),
                    ("checked", "Sudah dicocokkan dengan kartunya"),
                    ("not_needed", "Tidak perlu lagi"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="papertask",
            name="paper",
            field=models.CharField(
                choices=[
                    ("national_number", "NIK / KTP-el"),
                    ("family_card", "Kartu keluarga"),
                    ("number_shared", "NIK yang sama dengan orang lain"),
                ],
                max_length=16,
            ),
        ),
    ]
