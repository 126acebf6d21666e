"""Who sees, adds and changes which rows of the registry: the second wall behind `accounts.queries.access`."""

from django.db import migrations

from simpul.database.row_security import granted, protect, protect_by_parent, protect_history, reached

PEOPLE = {"kind": "person", "view": "view_person", "add": "register_person", "change": "correct_person"}
FAMILIES = {"kind": "family", "view": "view_person", "add": "register_person", "change": "correct_person"}
PERSON, FAMILY = "registry_person", "registry_family"

SQL = "".join(
    [
        protect(PERSON, **PEOPLE),
        protect(FAMILY, **FAMILIES),
        protect_by_parent("registry_alias", ("person_id", PERSON)),
        protect_by_parent("registry_nameword", ("person_id", PERSON), deletable=True),
        protect_by_parent("registry_contact", ("person_id", PERSON)),
        protect_by_parent("registry_familynumber", ("family_id", FAMILY)),
        protect_by_parent("registry_membership", ("family_id", FAMILY), ("person_id", PERSON)),
        protect_by_parent("registry_relation", ("person_id", PERSON), ("other_id", PERSON)),
        protect_by_parent("registry_papertask", ("person_id", PERSON)),
        *(
            protect_history(f"registry_{name}event", f"registry_{name}")
            for name in ("person", "family", "alias", "contact", "familynumber", "membership", "relation")
        ),
    ]
)


def _visible(table: str, kind: str) -> str:
    """SQL: the ids of a table, of those asked for, that the viewer may see, for a function that runs as the owner."""
    return (
        f"SELECT id FROM {table} WHERE id = ANY (wanted)"
        f" AND ({reached('view_person')} OR {granted(kind, 'allow')}) AND NOT {granted(kind, 'deny')}"
    )


# Whoever may see a family or a person may read what was done to it. Who looked at it is for the auditor alone.
ACTS = f"""
CREATE FUNCTION registry_acts_on(wanted uuid[], acts text[], how_many integer)
RETURNS TABLE (at timestamptz, actor uuid, act text, subject uuid, detail jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.at, e.actor, e.act, e.subject, e.detail FROM audit_event e
    WHERE e.subject IN ({_visible(PERSON, "person")} UNION ALL {_visible(FAMILY, "family")})
      AND e.act = ANY (acts) AND e.act LIKE 'registry.%' AND e.act NOT LIKE '%\\_revealed' AND e.act NOT LIKE '%\\_viewed'
    ORDER BY e.id DESC LIMIT how_many
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL + ACTS, migrations.RunSQL.noop)]
