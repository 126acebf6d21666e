"""A version of somebody says what made it: a correction, a move with the family, a merge."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0008_papers_about_people'),
    ]

    operations = [
        migrations.AlterField(
            model_name='person',
            name='change_reason',
            field=models.CharField(blank=True, choices=[('typing', 'Salah ketik'), ('document', 'Dokumen baru'), ('report', 'Laporan warga'), ('moved', 'Pindah bersama keluarga'), ('merged', 'Digabung ke catatan lain'), ('unmerged', 'Dipisahkan lagi dari catatan lain')], default='', max_length=8),
        ),
        migrations.AlterField(
            model_name='personevent',
            name='change_reason',
            field=models.CharField(blank=True, choices=[('typing', 'Salah ketik'), ('document', 'Dokumen baru'), ('report', 'Laporan warga'), ('moved', 'Pindah bersama keluarga'), ('merged', 'Digabung ke catatan lain'), ('unmerged', 'Dipisahkan lagi dari catatan lain')], default='', max_length=8),
        ),
    ]
