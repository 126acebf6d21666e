import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import simpul.kit.ids
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # Made when the server was prepared; here for a server that was not.
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name='AnnouncedYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('decree', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('sha256', models.CharField(max_length=64, null=True)),
                ('announced_at', models.DateTimeField()),
                ('announced_by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AreaEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('source', models.CharField(max_length=200)),
                ('areas', models.PositiveIntegerField()),
                ('loaded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CodeList',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('title_id', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=13, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('provinsi', 'Provinsi'), ('kabupaten', 'Kabupaten'), ('kota', 'Kota'), ('kecamatan', 'Kecamatan'), ('distrik', 'Distrik'), ('kelurahan', 'Kelurahan'), ('desa', 'Desa'), ('desa_adat', 'Desa adat')], max_length=10)),
                ('level', models.PositiveSmallIntegerField()),
                ('postcode', models.CharField(max_length=5, null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('shipped_name', models.CharField(max_length=100, null=True)),
                ('name_key', models.TextField(db_collation='C')),
                ('path_key', models.TextField(db_collation='C')),
                ('parent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.area')),
            ],
        ),
        migrations.CreateModel(
            name='AreaChange',
            fields=[
                ('id', models.UUIDField(default=simpul.kit.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('split', 'Pemekaran'), ('merge', 'Penggabungan'), ('rename', 'Perubahan nama'), ('recode', 'Perubahan kode')], max_length=6)),
                ('former_code', models.CharField(db_collation='C', db_index=True, max_length=13)),
                ('former_name', models.CharField(default='', max_length=100)),
                ('on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('note', models.TextField(blank=True, default='')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('successors', models.ManyToManyField(related_name='changes', to='directory.area')),
            ],
        ),
        migrations.CreateModel(
            name='AreaCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('bps', 'Kode BPS'), ('former', 'Kode lama')], max_length=10)),
                ('code', models.CharField(db_collation='C', max_length=13)),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('note', models.TextField(blank=True, default='')),
                ('origin', models.CharField(choices=[('shipped', 'Bawaan'), ('local', 'Setempat')], max_length=7)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='directory.area')),
            ],
        ),
        migrations.CreateModel(
            name='CodeListEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveIntegerField()),
                ('is_shipped', models.BooleanField()),
                ('valid_from', models.DateField(null=True)),
                ('sha256', models.CharField(max_length=64, null=True)),
                ('loaded_at', models.DateTimeField()),
                ('loaded_by', models.UUIDField(null=True)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='directory.codelist')),
            ],
        ),
        migrations.CreateModel(
            name='CodeListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_collation='C', max_length=80)),
                ('origin', models.CharField(choices=[('shipped', 'Bawaan'), ('local', 'Setempat')], max_length=7)),
                ('since_edition', models.PositiveIntegerField()),
                ('until_edition', models.PositiveIntegerField(null=True)),
                ('name_id', models.TextField()),
                ('name_en', models.TextField(blank=True, default='')),
                ('source', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
                ('extra', models.JSONField(blank=True, default=dict)),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('sort', models.PositiveIntegerField(default=0)),
                ('is_hidden', models.BooleanField(default=False)),
                ('digest', models.CharField(max_length=64, null=True)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.UUIDField(null=True)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='directory.codelist')),
            ],
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=simpul.kit.ids.new_id, primary_key=True, serialize=False)),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('dinas', 'Dinas'), ('uptd', 'UPTD'), ('slrt', 'SLRT'), ('puskesos', 'Puskesos'), ('ngo', 'Lembaga masyarakat'), ('village', 'Pemerintah desa/kelurahan'), ('other', 'Lain-lain')], max_length=8)),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'Waktu Indonesia Barat (WIB)'), ('Asia/Makassar', 'Waktu Indonesia Tengah (WITA)'), ('Asia/Jayapura', 'Waktu Indonesia Timur (WIT)')], max_length=20)),
                ('address', models.TextField(blank=True, default='')),
                ('phone', models.CharField(blank=True, default='', max_length=30)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('head_name', models.CharField(blank=True, default='', max_length=150)),
                ('head_title', models.CharField(blank=True, default='', max_length=150)),
                ('head_number', models.CharField(blank=True, default='', max_length=30)),
                ('is_active', models.BooleanField(default=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='directory.area')),
            ],
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveIntegerField()),
                ('valid_from', models.DateField()),
                ('lines', models.TextField()),
                ('logo_file', models.UUIDField(null=True)),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='f4', max_length=2)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letterheads', to='directory.office')),
            ],
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.UUIDField(default=simpul.kit.ids.new_id, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('name', models.CharField(max_length=150)),
                ('kind', models.CharField(choices=[('national', 'Libur nasional'), ('joint_leave', 'Cuti bersama'), ('local', 'Libur setempat')], max_length=11)),
                ('source', models.CharField(max_length=300)),
                ('origin', models.CharField(choices=[('shipped', 'Bawaan'), ('local', 'Setempat')], max_length=7)),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='directory.office')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=simpul.kit.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('dinas', 'Dinas'), ('uptd', 'UPTD'), ('slrt', 'SLRT'), ('puskesos', 'Puskesos'), ('ngo', 'Lembaga masyarakat'), ('village', 'Pemerintah desa/kelurahan'), ('other', 'Lain-lain')], max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['dinas', 'uptd', 'slrt', 'puskesos', 'ngo', 'village', 'other'])), name='organisation_kind_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_name')],
            },
        ),
        migrations.AddField(
            model_name='office',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='directory.organisation'),
        ),
        migrations.CreateModel(
            name='WorkingHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField(null=True)),
                ('closes', models.TimeField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='working_hours', to='directory.office')),
            ],
        ),
        migrations.AddIndex(
            model_name='area',
            index=models.Index(fields=['parent'], name='area_parent'),
        ),
        migrations.AddIndex(
            model_name='area',
            index=django.contrib.postgres.indexes.GinIndex(fields=['name_key'], name='area_name_words', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^\\d{2}(\\.\\d{2}(\\.\\d{2}(\\.\\d{4})?)?)?$'), models.Q(models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 2), ('level', 1), ('parent', None)), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 5), ('level', 2), ('parent', django.db.models.functions.text.Left('code', 2)), ('parent__isnull', False)), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 8), ('level', 3), ('parent', django.db.models.functions.text.Left('code', 5)), ('parent__isnull', False)), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 13), ('level', 4), ('parent', django.db.models.functions.text.Left('code', 8)), ('parent__isnull', False)), _connector='OR')), name='area_code_fits_level_and_parent'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['provinsi', 'kabupaten', 'kota', 'kecamatan', 'distrik', 'kelurahan', 'desa', 'desa_adat'])), name='area_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='area_has_name'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='area_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='areachange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['split', 'merge', 'rename', 'recode'])), name='area_change_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='areachange',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='area_change_has_source'),
        ),
        migrations.AddIndex(
            model_name='areacode',
            index=models.Index(fields=['scheme', 'code'], name='area_code_lookup'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['bps', 'former'])), name='area_code_scheme_known'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['shipped', 'local'])), name='area_code_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('scheme', 'former'), _negated=True), expressions=[('scheme', '='), ('code', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='area_code_names_one_area_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('scheme', 'former'), _negated=True), expressions=[('scheme', '='), ('area', '='), (models.Func(models.F('valid_from'), models.F('valid_until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='area_has_one_code_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=models.UniqueConstraint(condition=models.Q(('scheme', 'former')), fields=('area', 'code'), name='area_former_code_once'),
        ),
        migrations.AddConstraint(
            model_name='codelistedition',
            constraint=models.UniqueConstraint(fields=('list', 'edition'), name='code_list_edition_once'),
        ),
        migrations.AddConstraint(
            model_name='codelistedition',
            constraint=models.CheckConstraint(condition=models.Q(('edition__gte', 1)), name='code_list_edition_counts'),
        ),
        migrations.AddConstraint(
            model_name='codelistedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_shipped', True), ('sha256__isnull', False)), models.Q(('is_shipped', False), ('sha256', None)), _connector='OR'), name='code_list_shipped_edition_has_digest'),
        ),
        migrations.AddConstraint(
            model_name='codelistentry',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['shipped', 'local'])), name='code_list_entry_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='codelistentry',
            constraint=models.CheckConstraint(condition=models.Q(('name_id', ''), _negated=True), name='code_list_entry_has_name'),
        ),
        migrations.AddConstraint(
            model_name='codelistentry',
            constraint=models.CheckConstraint(condition=models.Q(('until_edition', None), ('until_edition__gt', models.F('since_edition')), _connector='OR'), name='code_list_entry_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='codelistentry',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='code_list_entry_valid_in_order'),
        ),
        migrations.AddConstraint(
            model_name='codelistentry',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('list', '='), ('code', '='), ('origin', '='), (models.Func(models.F('since_edition'), models.F('until_edition'), models.Value('[)'), function='int4range', output_field=django.contrib.postgres.fields.ranges.IntegerRangeField()), '&&')], name='code_list_entry_once_an_edition'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.UniqueConstraint(fields=('office', 'edition'), name='letterhead_edition_once'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(condition=models.Q(('paper__in', ['a4', 'f4'])), name='letterhead_paper_known'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(condition=models.Q(('edition__gte', 1)), name='letterhead_edition_counts'),
        ),
        migrations.AddIndex(
            model_name='holiday',
            index=models.Index(fields=['on'], name='holiday_on'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(fields=('office', 'on', 'name'), name='holiday_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['shipped', 'local'])), name='holiday_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['national', 'joint_leave']), ('office', None)), models.Q(('kind', 'local'), ('office__isnull', False)), _connector='OR'), name='holiday_kind_fits_office'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='holiday_has_name'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='office_code_is_slug'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['dinas', 'uptd', 'slrt', 'puskesos', 'ngo', 'village', 'other'])), name='office_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('time_zone__in', ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'))), name='office_zone_known'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='office_has_name'),
        ),
        migrations.AddConstraint(
            model_name='workinghours',
            constraint=models.UniqueConstraint(fields=('office', 'weekday'), name='working_hours_once_a_weekday'),
        ),
        migrations.AddConstraint(
            model_name='workinghours',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__range', (1, 7))), name='working_hours_weekday'),
        ),
        migrations.AddConstraint(
            model_name='workinghours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes', None), ('opens', None)), models.Q(('closes__gt', models.F('opens')), ('closes__isnull', False), ('opens__isnull', False)), _connector='OR'), name='working_hours_open_then_close'),
        ),
    ]
