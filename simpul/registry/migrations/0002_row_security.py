"""Who sees, adds and changes which rows of the registry: the second wall behind `accounts.queries.access`."""

from django.db import migrations

from simpul.database.row_security import protect, protect_by_parent, protect_history

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


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("accounts", "0002_reach")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
