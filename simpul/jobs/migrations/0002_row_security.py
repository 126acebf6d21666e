"""Work is seen by whoever asked for it, and, to keep the system running, by who looks after it at the office.

Two questions of the worker have no viewer yet: for whom is this job, and which jobs has the queue lost?
"""

from django.db import migrations

from simpul.database.row_security import APP, owner_policy, reached

OWN = "asked_by = accounts_viewer()"
SQL = owner_policy("jobs_job") + (
    f"CREATE POLICY app_view ON jobs_job FOR SELECT TO {APP} USING ({OWN} OR {reached('view_system', area=None)});"
    f"CREATE POLICY app_add ON jobs_job FOR INSERT TO {APP} WITH CHECK ({OWN});"
    f"CREATE POLICY app_change ON jobs_job FOR UPDATE TO {APP} USING ({OWN}) WITH CHECK ({OWN});"
    """
CREATE FUNCTION jobs_asked_by(job uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT asked_by FROM jobs_job WHERE id = job
$$;

CREATE FUNCTION jobs_left_behind() RETURNS TABLE (job uuid, asked_by uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT j.id, j.asked_by FROM jobs_job j
    WHERE j.state IN ('queued', 'running') AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs q WHERE q.id = j.queue_id AND q.status IN ('todo', 'doing'))
$$;

CREATE FUNCTION jobs_results_over() RETURNS TABLE (job uuid, asked_by uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT j.id, j.asked_by FROM jobs_job j WHERE j.result_id IS NOT NULL AND j.result_until < now()
$$;
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("accounts", "0002_reach"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
