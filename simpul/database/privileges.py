"""What the program's own role may do beside reading, adding and changing rows: row security decides which rows.

Set anew after every migration, so that a table made by a library is narrowed too. The audit tables narrow themselves
further in their own migrations, and row policies stand behind all of it.
"""

from django.db import connection

from simpul.database.roles import APP

# Nothing else is ever deleted: people end, void or correct.
DELETABLE = {
    "django_session": "signed out",
    "usersessions_usersession": "signed out",
    "mfa_authenticator": "a second factor that was taken away",
    "accounts_throttle": "attempts so old that they count no more",
    "accounts_assignment": "a role that never began",
    "accounts_grant": "a right withdrawn; its event stays",
    "registry_nameword": "words of a name that was corrected: an index for the search",
    "lists_listrow": "rows of a list that is read anew with other columns, before anything of it is applied",
    "directory_areacode": "a shipped code that gives way to the office's own",
    "directory_holiday": "a shipped day that a newer decree moved",
    "directory_workinghours": "a weekday on which an office no longer works",
    "procrastinate_jobs": "the queue's own upkeep",
    "procrastinate_events": "the queue's own upkeep",
    "procrastinate_periodic_defers": "the queue's own upkeep",
    "procrastinate_workers": "a worker that has stopped",
}
# The second wall asks these tables, or the program trusts them: whoever wrote them could give themselves any right.
ONLY_READ = {
    "accounts_rolepermission": "which role may do what: comes with the program",
    "database_installation": "demo or office",
    "django_migrations": "what the owner has done",
    "django_content_type": "names of models",
    "auth_group": "unused table of the framework",
    "auth_group_permissions": "unused table of the framework",
    "auth_permission": "unused table of the framework",
}

# Rows that are added and never changed, save that somebody ends them: what is said stays said.
ONLY_ENDED = {
    "registry_personfact": "ended_on, ended_at, ended_by, end_reason",
    "registry_familyfact": "ended_on, ended_at, ended_by, end_reason",
}


def narrow_privileges() -> None:
    """Take from the program's role what it does not need; as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE DELETE ON ALL TABLES IN SCHEMA public FROM {APP}")
        cursor.execute(f"GRANT DELETE ON {', '.join(DELETABLE)} TO {APP}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(ONLY_READ)} FROM {APP}")
        for table, columns in ONLY_ENDED.items():
            cursor.execute(f"REVOKE UPDATE ON {table} FROM {APP}; GRANT UPDATE ({columns}) ON {table} TO {APP}")
