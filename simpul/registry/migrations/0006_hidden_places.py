"""Whose place must not be told. Asked of the owner: whoever protects a place may be out of the viewer's sight."""

from django.db import migrations, models
from django.db.models import Q

FUNCTIONS = """
-- A protected address hides the person and the records merged with theirs …
CREATE FUNCTION registry_protected_people() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM registry_person WHERE address_is_protected
    UNION SELECT merged_into_id FROM registry_person WHERE address_is_protected AND merged_into_id IS NOT NULL
    UNION SELECT twin.id FROM registry_person person JOIN registry_person twin ON twin.merged_into_id = person.id
        WHERE person.address_is_protected
$$;

-- … the families on whose card they stand today …
CREATE FUNCTION registry_hidden_families() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT place.family_id FROM registry_membership place
    WHERE place.until_on IS NULL AND place.person_id = ANY (ARRAY(SELECT registry_protected_people()))
$$;

-- … and everybody else on these cards.
CREATE FUNCTION registry_hidden_people() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT registry_protected_people()
    UNION SELECT place.person_id FROM registry_membership place
        WHERE place.until_on IS NULL AND place.family_id = ANY (ARRAY(SELECT registry_hidden_families()))
$$;
"""
DROP = "".join(
    f"DROP FUNCTION registry_{name}();" for name in ("hidden_people", "hidden_families", "protected_people")
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_words_know_their_place")]
    operations = [
        migrations.AddIndex(
            "person",
            models.Index(fields=["id"], condition=Q(address_is_protected=True), name="person_protected"),
        ),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
