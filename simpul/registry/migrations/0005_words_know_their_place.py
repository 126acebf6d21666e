"""The words of a name carry the office and area of their person, so that their own policy need not ask for the person.

Asked for a common word, the old policy read the whole table of people. The database itself keeps the copies right: who
adds a word cannot say where it belongs, and when a person moves, the words go along.
"""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

from simpul.database.row_security import granted, reached

VISIBLE = (
    f"({reached('view_person')} OR {granted('person', 'allow', column='person_id')})"
    f" AND NOT {granted('person', 'deny', column='person_id')}"
)

FILL = """
UPDATE registry_nameword word SET office_id = person.office_id, area_code = person.area_code
FROM registry_person person WHERE person.id = word.person_id;
ALTER TABLE registry_nameword ALTER COLUMN office_id SET NOT NULL;
"""

KEEP = """
CREATE FUNCTION registry_place_word() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Shared with others who add words, but not with who moves the person: one of the two waits for the other.
    SELECT office_id, area_code INTO NEW.office_id, NEW.area_code
    FROM registry_person WHERE id = NEW.person_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER nameword_place BEFORE INSERT OR UPDATE ON registry_nameword
    FOR EACH ROW EXECUTE FUNCTION registry_place_word();

CREATE FUNCTION registry_move_words() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE registry_nameword SET office_id = NEW.office_id, area_code = NEW.area_code WHERE person_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER person_moves_words AFTER UPDATE OF office_id, area_code ON registry_person FOR EACH ROW
    WHEN ((OLD.office_id, OLD.area_code) IS DISTINCT FROM (NEW.office_id, NEW.area_code))
    EXECUTE FUNCTION registry_move_words();
REVOKE ALL ON FUNCTION registry_place_word(), registry_move_words() FROM PUBLIC;
"""

POLICIES = f"""
ALTER POLICY app_view ON registry_nameword USING ({VISIBLE});
ALTER POLICY app_add ON registry_nameword WITH CHECK ({VISIBLE});
ALTER POLICY app_change ON registry_nameword USING ({VISIBLE}) WITH CHECK ({VISIBLE});
ALTER POLICY app_remove ON registry_nameword USING ({VISIBLE});
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_paper_tasks_in_reach")]
    operations = [
        migrations.AddField("nameword", "office_id", models.UUIDField(editable=False, null=True)),
        migrations.AddField(
            "nameword", "area_code", models.CharField(db_collation="C", editable=False, max_length=13, null=True)
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(FILL, migrations.RunSQL.noop)],
            [migrations.AlterField("nameword", "office_id", models.UUIDField(editable=False))],
        ),
        migrations.AddIndex("nameword", models.Index(fields=["person", "word"], name="name_word_of_person")),
        migrations.AlterField(
            "nameword",
            "person",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="name_words",
                to="registry.person",
            ),
        ),
        migrations.RunSQL(KEEP + POLICIES, migrations.RunSQL.noop),
        migrations.AddIndex(
            "person",
            models.Index(
                django.db.models.functions.comparison.Collate(django.db.models.functions.text.Upper("name"), "C"),
                models.F("id"),
                name="person_in_order",
            ),
        ),
    ]
