"""Whoever is bound to an area reaches nobody whose place is hidden: being found there would tell where they live."""

from django.db import migrations

from simpul.database.row_security import granted, reached

PERSON, FAMILY, WORD = "registry_person", "registry_family", "registry_nameword"
# A row that is being written is not in the function's answer yet: its own column speaks for it.
WITHOUT_PLACE = {
    PERSON: "address_is_protected OR id IN (SELECT registry_hidden_people())",
    FAMILY: "id IN (SELECT registry_hidden_families())",
    WORD: "person_id IN (SELECT registry_hidden_people())",
}


def _visible(table: str, kind: str, column: str = "id") -> str:
    seen = reached("view_person", without_place=WITHOUT_PLACE[table])
    allowed, denied = (granted(kind, effect, column=column) for effect in ("allow", "deny"))
    return f"({seen} OR {allowed}) AND NOT {denied}"


def _policies(table: str, kind: str) -> str:
    changeable = f"{reached('correct_person', without_place=WITHOUT_PLACE[table])} AND NOT {granted(kind, 'deny')}"
    added = reached("register_person", without_place=WITHOUT_PLACE[table])
    return (
        f"ALTER POLICY app_view ON {table} USING ({_visible(table, kind)});"
        f"ALTER POLICY app_add ON {table} WITH CHECK ({added});"
        f"ALTER POLICY app_change ON {table} USING ({changeable}) WITH CHECK ({changeable});"
    )


NAMED = _visible(WORD, "person", column="person_id")
WORDS = (
    f"ALTER POLICY app_view ON {WORD} USING ({NAMED}); ALTER POLICY app_add ON {WORD} WITH CHECK ({NAMED});"
    f"ALTER POLICY app_change ON {WORD} USING ({NAMED}) WITH CHECK ({NAMED});"
    f"ALTER POLICY app_remove ON {WORD} USING ({NAMED});"
)
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION registry_acts_on(wanted uuid[], acts text[], how_many integer)
RETURNS TABLE (at timestamptz, actor uuid, act text, subject uuid, detail jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.at, e.actor, e.act, e.subject, e.detail FROM audit_event e
    WHERE e.subject IN (
        SELECT id FROM {PERSON} WHERE id = ANY (wanted) AND {_visible(PERSON, "person")}
        UNION ALL SELECT id FROM {FAMILY} WHERE id = ANY (wanted) AND {_visible(FAMILY, "family")}
    )
      AND e.act = ANY (acts) AND e.act LIKE 'registry.%' AND e.act NOT LIKE '%\\_revealed' AND e.act NOT LIKE '%\\_viewed'
    ORDER BY e.id DESC LIMIT how_many
$$;

-- Whether somebody else can do a task: with a hidden place only who works for the whole office.
CREATE OR REPLACE FUNCTION registry_can_do(who uuid, task registry_papertask) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT accounts_reaches(
        who, 'correct_person', person.office_id,
        CASE WHEN person.id NOT IN (SELECT registry_hidden_people()) THEN person.area_code END, 'person', person.id
    )
    FROM registry_person person WHERE person.id = task.person_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_hidden_places")]
    operations = [
        migrations.RunSQL(
            _policies(PERSON, "person") + _policies(FAMILY, "family") + WORDS + FUNCTIONS, migrations.RunSQL.noop
        )
    ]
