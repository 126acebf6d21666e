"""A registration may be taken back while nothing rests on it: the row stays for history, and nobody finds it any more.

The policies hide what was withdrawn, so no query can forget to. Whoever hides a row from themselves may not write it,
by the rules of row security; so the act is the owner's, in a function that checks the viewer's reach and, once more,
that nothing rests on these people.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from simpul.database.row_security import granted, reached

PERSON, FAMILY, WORD = "registry_person", "registry_family", "registry_nameword"
WITHOUT_PLACE = {
    PERSON: "address_is_protected OR id IN (SELECT registry_hidden_people())",
    FAMILY: "id IN (SELECT registry_hidden_families())",
}


def _seen(table: str, kind: str) -> str:
    seen = reached("view_person", without_place=WITHOUT_PLACE[table])
    return f"({seen} OR {granted(kind, 'allow')}) AND NOT {granted(kind, 'deny')}"


POLICIES = "".join(
    f"ALTER POLICY app_view ON {table} USING (withdrawn_at IS NULL AND {_seen(table, kind)});"
    for table, kind in ((PERSON, "person"), (FAMILY, "family"))
)
REACHED = f"{reached('correct_person', without_place=WITHOUT_PLACE[PERSON])} AND NOT {granted('person', 'deny')}"

FUNCTIONS = f"""
-- Of these people: who was withdrawn, and when; for those who would see them otherwise.
CREATE FUNCTION registry_withdrawn(wanted uuid[]) RETURNS TABLE (person uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, withdrawn_at FROM {PERSON}
    WHERE id = ANY (wanted) AND withdrawn_at IS NOT NULL AND {_seen(PERSON, "person")}
$$;

-- What keeps these people from being withdrawn, each with one code. Whatever came in the transaction that registered
-- them came with them; everything else was done since, and rests on them.
CREATE FUNCTION registry_refusals_to_withdraw(wanted uuid[]) RETURNS TABLE (person uuid, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
        SELECT one.id, one.version, one.merged_into_id, one.died_on, one.withdrawn_at, begun.pgh_created_at AS began
        FROM {PERSON} one
        LEFT JOIN registry_personevent begun ON begun.pgh_obj_id = one.id AND begun.pgh_label = 'insert'
        WHERE one.id = ANY (wanted) AND one.id IN (SELECT id FROM {PERSON} WHERE id = ANY (wanted) AND {REACHED})
    )
    SELECT id, 'outside_reach' FROM unnest(wanted) id WHERE id NOT IN (SELECT asked.id FROM asked)
    UNION ALL
    SELECT id, CASE
        WHEN withdrawn_at IS NOT NULL THEN 'withdrawn_already'
        WHEN merged_into_id IS NOT NULL OR EXISTS (SELECT FROM {PERSON} twin WHERE twin.merged_into_id = asked.id)
            THEN 'person_is_merged'
        WHEN died_on IS NOT NULL THEN 'has_died'
        WHEN version <> 1 THEN 'changed_since'
        WHEN EXISTS (SELECT FROM registry_relation WHERE person_id = asked.id OR other_id = asked.id) THEN 'has_relations'
        WHEN EXISTS (SELECT FROM documents_paper WHERE subject_kind = 'person' AND subject = asked.id) THEN 'paper_printed'
        WHEN EXISTS (SELECT FROM registry_papertask WHERE person_id = asked.id AND closed_at IS NOT NULL)
            THEN 'paper_task_done'
        WHEN EXISTS (
            SELECT FROM registry_contact own JOIN registry_contactevent said ON said.pgh_obj_id = own.id
            WHERE own.person_id = asked.id AND said.pgh_created_at <> began
        ) OR EXISTS (
            SELECT FROM registry_alias own JOIN registry_aliasevent said ON said.pgh_obj_id = own.id
            WHERE own.person_id = asked.id AND said.pgh_created_at <> began
        ) THEN 'added_since'
        WHEN EXISTS (
            SELECT FROM registry_membership own JOIN registry_membershipevent said ON said.pgh_obj_id = own.id
            WHERE own.person_id = asked.id AND said.pgh_created_at <> began
        ) THEN 'family_changed_since'
    END FROM asked
$$;

-- What keeps these people, taken together, from being withdrawn from their families: a head leaves with everybody, and
-- a card goes only when it came with them and was not changed since.
CREATE FUNCTION registry_families_to_withdraw(wanted uuid[]) RETURNS TABLE (family uuid, person uuid, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH leaving AS MATERIALIZED (
        SELECT unnest(wanted) AS id
    ), place AS MATERIALIZED (
        SELECT family_id, person_id, relation FROM registry_membership
        WHERE person_id = ANY (wanted) AND until_on IS NULL
    ), home AS MATERIALIZED (
        SELECT DISTINCT family_id AS id FROM place
    ), other AS MATERIALIZED (
        SELECT family_id, bool_or(until_on IS NULL) AS is_there FROM registry_membership
        WHERE family_id IN (SELECT id FROM home) AND person_id NOT IN (SELECT id FROM leaving) GROUP BY family_id
    ), began AS MATERIALIZED (
        SELECT mine.family_id, begun.pgh_created_at AS at FROM place mine
        JOIN registry_personevent begun ON begun.pgh_obj_id = mine.person_id AND begun.pgh_label = 'insert'
    ), changed AS MATERIALIZED (
        SELECT family_id AS id FROM other
        UNION SELECT id FROM registry_family WHERE id IN (SELECT id FROM home) AND split_from_id IS NOT NULL
        UNION SELECT split_from_id FROM registry_family WHERE split_from_id IN (SELECT id FROM home)
        UNION SELECT merged_into_id FROM registry_family WHERE merged_into_id IN (SELECT id FROM home)
        UNION SELECT said.pgh_obj_id FROM registry_familyevent said WHERE said.pgh_obj_id IN (SELECT id FROM home)
            AND (said.pgh_obj_id, said.pgh_created_at) NOT IN (SELECT family_id, at FROM began)
    ), card AS MATERIALIZED (
        SELECT home.id, coalesce(other.is_there, false) AS stays, home.id IN (SELECT id FROM changed) AS has_changed
        FROM home LEFT JOIN other ON other.family_id = home.id
    )
    SELECT card.id, place.person_id, CASE
        WHEN card.stays AND place.relation = '1' THEN 'heads_a_family'
        WHEN NOT card.stays AND card.has_changed THEN 'family_changed_since'
        WHEN card.stays THEN 'leaves'
        ELSE 'goes'
    END FROM place JOIN card ON card.id = place.family_id
$$;

-- The act itself: places are struck out as never held, cards that nobody is left on go along, open work ends.
CREATE FUNCTION registry_withdraw(wanted uuid[], why text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    viewer uuid := accounts_viewer();
    gone uuid[];
    left_by uuid[];
BEGIN
    IF EXISTS (SELECT FROM registry_refusals_to_withdraw(wanted) WHERE code IS NOT NULL) OR EXISTS (
        SELECT FROM registry_families_to_withdraw(wanted) WHERE code NOT IN ('leaves', 'goes')
    ) THEN
        RAISE EXCEPTION 'somebody among these people may not be withdrawn' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT array_agg(DISTINCT family) FILTER (WHERE code = 'goes'), array_agg(DISTINCT family) FILTER (WHERE code = 'leaves')
    INTO gone, left_by FROM registry_families_to_withdraw(wanted);
    UPDATE registry_membership SET until_on = from_on, end_reason = 'corrected'
    WHERE person_id = ANY (wanted) AND until_on IS NULL;
    UPDATE {FAMILY} SET version = version + 1, changed_at = now(), changed_by = viewer WHERE id = ANY (left_by);
    UPDATE {FAMILY} SET version = version + 1, changed_at = now(), changed_by = viewer,
        withdrawn_at = now(), withdrawn_by = viewer, withdrawn_reason = why WHERE id = ANY (gone);
    UPDATE registry_papertask SET closed_at = now(), closed_by = viewer, outcome = 'not_needed'
    WHERE person_id = ANY (wanted) AND closed_at IS NULL;
    DELETE FROM registry_nameword WHERE person_id = ANY (wanted);
    UPDATE {PERSON} SET version = version + 1, changed_at = now(), changed_by = viewer, change_reason = 'mistake',
        change_note = NULL, withdrawn_at = now(), withdrawn_by = viewer, withdrawn_reason = why WHERE id = ANY (wanted);
END $$;
"""
BACK = "".join(
    f"DROP FUNCTION registry_{name};"
    for name in (
        "withdraw(uuid[], text)", "families_to_withdraw(uuid[])", "refusals_to_withdraw(uuid[])", "withdrawn(uuid[])",
    )
) + "".join(
    f"ALTER POLICY app_view ON {table} USING ({_seen(table, kind)});" for table, kind in ((PERSON, "person"), (FAMILY, "family"))
)  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("registry", "0011_shared_numbers"), ("documents", "0004_papers_by_subject")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='family',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='family',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='person',
            name='update_update',
        ),
        migrations.AddField(
            model_name='family',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='family',
            name='withdrawn_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='family',
            name='withdrawn_reason',
            field=models.CharField(blank=True, choices=[('mistake', 'Salah daftar'), ('twice', 'Sudah tercatat sebelumnya'), ('list', 'Daftarnya dibatalkan')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='familyevent',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='familyevent',
            name='withdrawn_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='familyevent',
            name='withdrawn_reason',
            field=models.CharField(blank=True, choices=[('mistake', 'Salah daftar'), ('twice', 'Sudah tercatat sebelumnya'), ('list', 'Daftarnya dibatalkan')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='person',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='withdrawn_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='withdrawn_reason',
            field=models.CharField(blank=True, choices=[('mistake', 'Salah daftar'), ('twice', 'Sudah tercatat sebelumnya'), ('list', 'Daftarnya dibatalkan')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='personevent',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='personevent',
            name='withdrawn_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='personevent',
            name='withdrawn_reason',
            field=models.CharField(blank=True, choices=[('mistake', 'Salah daftar'), ('twice', 'Sudah tercatat sebelumnya'), ('list', 'Daftarnya dibatalkan')], db_default='', default='', max_length=8),
        ),
        migrations.AlterField(
            model_name='person',
            name='change_reason',
            field=models.CharField(blank=True, choices=[('typing', 'Salah ketik'), ('document', 'Dokumen baru'), ('report', 'Laporan warga'), ('moved', 'Pindah bersama keluarga'), ('merged', 'Digabung ke catatan lain'), ('unmerged', 'Dipisahkan lagi dari catatan lain'), ('list', 'Dilengkapi dari daftar'), ('mistake', 'Pendaftaran dibatalkan')], default='', max_length=8),
        ),
        migrations.AlterField(
            model_name='personevent',
            name='change_reason',
            field=models.CharField(blank=True, choices=[('typing', 'Salah ketik'), ('document', 'Dokumen baru'), ('report', 'Laporan warga'), ('moved', 'Pindah bersama keluarga'), ('merged', 'Digabung ke catatan lain'), ('unmerged', 'Dipisahkan lagi dari catatan lain'), ('list', 'Dilengkapi dari daftar'), ('mistake', 'Pendaftaran dibatalkan')], default='', max_length=8),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='family',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_familyevent" ("address", "area_code", "began_on", "changed_at", "changed_by", "ended_on", "id", "merged_into_id", "office_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by", "rt", "rw", "split_from_id", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason") SELECT new_values."address", new_values."area_code", new_values."began_on", new_values."changed_at", new_values."changed_by", new_values."ended_on", new_values."id", new_values."merged_into_id", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."registered_at", new_values."registered_by", new_values."rt", new_values."rw", new_values."split_from_id", new_values."version", new_values."withdrawn_at", new_values."withdrawn_by", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b9adc4719f76e72838cb4c755ab72e6517d6ba01', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_67a9e', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_family', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='family',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_familyevent" ("address", "area_code", "began_on", "changed_at", "changed_by", "ended_on", "id", "merged_into_id", "office_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by", "rt", "rw", "split_from_id", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason") SELECT new_values."address", new_values."area_code", new_values."began_on", new_values."changed_at", new_values."changed_by", new_values."ended_on", new_values."id", new_values."merged_into_id", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."registered_at", new_values."registered_by", new_values."rt", new_values."rw", new_values."split_from_id", new_values."version", new_values."withdrawn_at", new_values."withdrawn_by", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9807a59bd69ab14cade822ffcdbdafff05de0bdb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_73475', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='registry_family', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_personevent" ("address", "address_is_protected", "area_code", "birth_date", "birth_place", "birth_precision", "change_note", "change_reason", "changed_at", "changed_by", "died_on", "died_precision", "id", "merged_into_id", "name", "national_number", "national_number_index", "number_state", "office_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by", "registration_digest", "rt", "rw", "sex", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason") SELECT new_values."address", new_values."address_is_protected", new_values."area_code", new_values."birth_date", new_values."birth_place", new_values."birth_precision", new_values."change_note", new_values."change_reason", new_values."changed_at", new_values."changed_by", new_values."died_on", new_values."died_precision", new_values."id", new_values."merged_into_id", new_values."name", new_values."national_number", new_values."national_number_index", new_values."number_state", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."registered_at", new_values."registered_by", new_values."registration_digest", new_values."rt", new_values."rw", new_values."sex", new_values."version", new_values."withdrawn_at", new_values."withdrawn_by", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b49de95eafdeb222f75d1f073b00b1746232ce96', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2388e', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_personevent" ("address", "address_is_protected", "area_code", "birth_date", "birth_place", "birth_precision", "change_note", "change_reason", "changed_at", "changed_by", "died_on", "died_precision", "id", "merged_into_id", "name", "national_number", "national_number_index", "number_state", "office_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by", "registration_digest", "rt", "rw", "sex", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason") SELECT new_values."address", new_values."address_is_protected", new_values."area_code", new_values."birth_date", new_values."birth_place", new_values."birth_precision", new_values."change_note", new_values."change_reason", new_values."changed_at", new_values."changed_by", new_values."died_on", new_values."died_precision", new_values."id", new_values."merged_into_id", new_values."name", new_values."national_number", new_values."national_number_index", new_values."number_state", new_values."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."registered_at", new_values."registered_by", new_values."registration_digest", new_values."rt", new_values."rw", new_values."sex", new_values."version", new_values."withdrawn_at", new_values."withdrawn_by", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='91c4b620689b9db72ee165ecc719a5671c7da225', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_56ba8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='registry_person', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='family',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='family_withdrawn_whole'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='person_withdrawn_whole'),
        ),
        migrations.RunSQL(POLICIES + FUNCTIONS, BACK),
    ]
