"""Acts that programs ask for, each done once. Everybody sees their own only; what was answered is never changed."""

from django.db import migrations, models

from simpul.database.row_security import APP, owner_policy

OWN = "actor = nullif(current_setting('app.uid', true), '')::uuid"
ACCESS = owner_policy("audit_operation") + (
    f"CREATE POLICY app_view ON audit_operation FOR SELECT TO {APP} USING ({OWN});"
    f"CREATE POLICY app_add ON audit_operation FOR INSERT TO {APP} WITH CHECK ({OWN});"
    f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_operation FROM {APP};"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.UUIDField()),
                ("key", models.UUIDField()),
                ("act", models.TextField()),
                ("body_index", models.BinaryField()),
                ("status", models.PositiveSmallIntegerField()),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "audit_operation",
                "constraints": [models.UniqueConstraint(fields=("actor", "key"), name="audit_operation_once")],
            },
        ),
        migrations.RunSQL(ACCESS, migrations.RunSQL.noop),
    ]
