"""The queue keeps a week of what is done."""

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

from simpul.jobs import tasks


def test_jobs_of_last_week_go_and_what_failed_stays(scratch_database):
    import psycopg

    from simpul.database.server import server

    app_login = server().connection_info("simpul_app") | {"dbname": scratch_database}
    with psycopg.connect(**{**server().administrator(), "dbname": scratch_database}, autocommit=True) as plain:
        for status, days in (("succeeded", 9), ("succeeded", 1), ("failed", 9), ("todo", 9)):
            plain.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
                " VALUES ('default', 'x', 'todo', '{}')"
            )
            for step in ("doing", status) if status != "todo" else ():
                plain.execute(
                    "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status"
                    " WHERE id = (SELECT max(id) FROM procrastinate_jobs)",
                    [step],
                )
            plain.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(days => %s)"
                " WHERE job_id = (SELECT max(id) FROM procrastinate_jobs)",
                [days],
            )
        _run(app_login)
        left = plain.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id").fetchall()
    assert [status for (status,) in left] == ["succeeded", "failed", "todo"]


def _run(login):
    from procrastinate import PsycopgConnector

    with app.replace_connector(PsycopgConnector(conninfo=" ".join(f"{k}='{v}'" for k, v in login.items()))):

        async def run():
            async with app.open_async():
                await tasks.forget_done_jobs(timestamp=0)

        async_to_sync(run)()
