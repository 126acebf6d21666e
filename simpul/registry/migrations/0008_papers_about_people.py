"""Who sees a paper about a person: whoever sees that person, and may print about them, today."""

from django.db import migrations

from simpul.database.row_security import APP, reached

# The person's own policy answers inside the sub-select: a denial there is a denial here.
PRINTABLE = reached(
    "print_extract",
    office="person.office_id",
    area="person.area_code",
    without_place="person.address_is_protected OR person.id IN (SELECT registry_hidden_people())",
)
SQL = (
    f"CREATE POLICY app_view_of_people ON documents_paper FOR SELECT TO {APP} USING (subject_kind = 'person' AND EXISTS"
    f" (SELECT 1 FROM registry_person person WHERE person.id = documents_paper.subject AND {PRINTABLE}));"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_hidden_places_have_no_area"), ("documents", "0004_papers_by_subject")]
    operations = [migrations.RunSQL(SQL, "DROP POLICY app_view_of_people ON documents_paper")]
