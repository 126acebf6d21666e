"""Who sees and changes which lists and rows: whoever applies lists there, and who sent one sees their own."""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy, reached

LIST, ROW, SOURCE = "lists_incominglist", "lists_listrow", "lists_listsource"
OWN = f"(received_by = (SELECT accounts_viewer()) AND {reached('receive_list')})"
SEEN = f"({reached('apply_list')} OR {OWN})"
OF_LIST = f"EXISTS (SELECT 1 FROM {LIST} parent WHERE parent.id = {ROW}.incoming_list_id)"
# What a source calls its columns is no secret of one area: everybody who sends lists to the office shares it.
AT_OFFICE = (
    "(office_id = ANY (ARRAY(SELECT accounts_offices_reached('receive_list')))"
    " OR office_id IN (SELECT office_id FROM accounts_areas_reached('receive_list')))"
)

SQL = (
    owner_policy(LIST)
    + f"""
CREATE POLICY app_view ON {LIST} FOR SELECT TO {APP} USING ({SEEN});
CREATE POLICY app_add ON {LIST} FOR INSERT TO {APP} WITH CHECK ({OWN});
CREATE POLICY app_change ON {LIST} FOR UPDATE TO {APP} USING ({SEEN}) WITH CHECK ({SEEN});
"""
    + owner_policy(ROW)
    + f"""
CREATE POLICY app_view ON {ROW} FOR SELECT TO {APP} USING ({OF_LIST});
CREATE POLICY app_add ON {ROW} FOR INSERT TO {APP} WITH CHECK ({OF_LIST});
CREATE POLICY app_change ON {ROW} FOR UPDATE TO {APP} USING ({OF_LIST}) WITH CHECK ({OF_LIST});
CREATE POLICY app_remove ON {ROW} FOR DELETE TO {APP} USING ({OF_LIST} AND applied_at IS NULL);
"""
    + owner_policy(SOURCE)
    + f"""
CREATE POLICY app_view ON {SOURCE} FOR SELECT TO {APP} USING ({AT_OFFICE});
CREATE POLICY app_add ON {SOURCE} FOR INSERT TO {APP} WITH CHECK ({AT_OFFICE});
CREATE POLICY app_change ON {SOURCE} FOR UPDATE TO {APP} USING ({AT_OFFICE}) WITH CHECK ({AT_OFFICE});
"""
)


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial"), ("accounts", "0009_grants_by_object")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
