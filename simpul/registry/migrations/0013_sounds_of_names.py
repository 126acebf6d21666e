"""Beside each word of a name how it sounds: other spellings are found by equality, as row security lets an index serve."""

from typing import Any

from django.db import migrations, models

from simpul.kit.sounds import sound_of


def _listen(apps: Any, schema_editor: Any) -> None:
    """Each word once, however many have it. Of initials in front nothing is known any more: M is taken for Muhammad."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT word FROM registry_nameword WHERE sound IS NULL")
        words = [word for (word,) in cursor.fetchall()]
        cursor.execute(
            "UPDATE registry_nameword kept SET sound = heard.sound"
            " FROM unnest(%s::text[], %s::text[]) heard (word, sound) WHERE kept.word = heard.word",
            [words, [sound_of(word, is_first=True)[:60] for word in words]],
        )


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_withdrawn")]
    operations = [
        migrations.AddField("nameword", "sound", models.CharField(db_collation="C", max_length=60, null=True)),
        migrations.RunPython(_listen, migrations.RunPython.noop),
        migrations.AlterField("nameword", "sound", models.CharField(db_collation="C", max_length=60)),
        migrations.AddIndex(
            "nameword",
            models.Index(fields=["sound", "person"], include=["office_id", "area_code"], name="name_word_by_sound"),
        ),
        migrations.RemoveConstraint("nameword", "name_word_once"),
        migrations.AddConstraint(
            "nameword",
            models.UniqueConstraint(fields=["word", "person"], include=["office_id", "area_code"], name="name_word_once"),
        ),
    ]
