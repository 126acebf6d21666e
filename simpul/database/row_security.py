"""The second wall: row policies in PostgreSQL that hold even where a query forgets its filter.

A policy asks the same rows (assignments, grants) as the Python policy in `simpul.accounts.queries.access`, through
functions that accounts' first migration makes. Each is a sub-select that does not depend on the row, so PostgreSQL
works it out once a statement, and a revoked right is gone at the next one.
"""

OWNER = "simpul_owner"
APP = "simpul_app"

# Tables without row policies, each with the reason. tests/house finds a table that is in neither camp.
EXEMPT = {
    "accounts_user": "read at sign-in, before anybody is known; holds staff, not clients",
    "accounts_assignment": "the policies themselves read it; holds staff, not clients",
    "accounts_grant": "the policies themselves read it; holds no name, only ids",
    "accounts_rolepermission": "which role may do what: no person in it",
    "accounts_codecard": "read at sign-in, before anybody is known; holds keyed hashes",
    "accounts_throttle": "read at sign-in, before anybody is known; keyed hashes and a moment, no person in it",
    "account_emailaddress": "read at sign-in; holds staff, not clients",
    "account_emailconfirmation": "read at sign-in; holds staff, not clients",
    "mfa_authenticator": "read at sign-in, before anybody is known; secrets are encrypted",
    "usersessions_usersession": "read on every request, before anybody is known",
    "django_session": "read on every request, before anybody is known; signed content, no client facts",
    "database_installation": "one row: demo or office",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "auth_group": "unused table of the framework; the program's role cannot write it",
    "auth_group_permissions": "unused table of the framework",
    "auth_permission": "unused table of the framework",
    "pghistory_context": "who and why of a history row: ids only",
    "directory_": "areas, offices, code lists, calendars: public reference",
    "procrastinate_": "job arguments are ids and codes, never facts about a client",
    "audit_seal": "hashes only",
    "audit_counter": "one row of two numbers",
}


def owner_policy(table: str) -> str:
    """Enable and force row security, and let migrations by the owner see every row.

    FORCE without this policy makes an owner's data migration update no row, and say nothing.
    """
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY owner_all ON {table} TO {OWNER} USING (true) WITH CHECK (true);"
    )


def reached(
    permission: str, *, office: str = "office_id", area: str | None = "area_code", without_place: str = ""
) -> str:
    """SQL condition: the row's office, or its office and area, lies within the viewer's reach for this permission.

    Where the condition `without_place` is true of a row, its area does not count, and only the whole office reaches it.
    """
    condition = f"{office} = ANY (ARRAY(SELECT accounts_offices_reached('{permission}')))"
    if area:
        in_area = f"({office}, {area}) IN (SELECT office_id, area_code FROM accounts_areas_reached('{permission}'))"
        condition += f" OR ({in_area} AND NOT ({without_place}))" if without_place else f" OR {in_area}"
    return f"({condition})"


def granted(kind: str, effect: str, *, column: str = "id") -> str:
    """SQL condition: a grant for this very object, allowing or denying."""
    return f"{column} = ANY (ARRAY(SELECT accounts_objects_granted('{kind}', '{effect}')))"


def protect(
    table: str,
    *,
    kind: str,
    view: str,
    add: str,
    change: str,
    office: str = "office_id",
    area: str | None = "area_code",
) -> str:
    """SQL: policies for a table whose rows belong to an office (and an area). A denial wins over every right."""
    visible = f"({reached(view, office=office, area=area)} OR {granted(kind, 'allow')}) AND NOT {granted(kind, 'deny')}"
    changeable = f"{reached(change, office=office, area=area)} AND NOT {granted(kind, 'deny')}"
    return owner_policy(table) + (
        f"CREATE POLICY app_view ON {table} FOR SELECT TO {APP} USING ({visible});"
        f"CREATE POLICY app_add ON {table} FOR INSERT TO {APP} WITH CHECK ({reached(add, office=office, area=area)});"
        f"CREATE POLICY app_change ON {table} FOR UPDATE TO {APP} USING ({changeable}) WITH CHECK ({changeable});"
    )


def protect_by_parent(table: str, *links: tuple[str, str], deletable: bool = False) -> str:
    """SQL: a row is seen, added and changed where its parents are seen; links are (column, parent table).

    The parent's own policy answers inside the sub-select. Whether it may be *changed* is the service's question.
    """
    condition = " AND ".join(
        f"({column} IS NULL OR EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.{column}))"
        for column, parent in links
    )
    sql = owner_policy(table) + (
        f"CREATE POLICY app_view ON {table} FOR SELECT TO {APP} USING ({condition});"
        f"CREATE POLICY app_add ON {table} FOR INSERT TO {APP} WITH CHECK ({condition});"
        f"CREATE POLICY app_change ON {table} FOR UPDATE TO {APP} USING ({condition}) WITH CHECK ({condition});"
    )
    if deletable:
        sql += f"CREATE POLICY app_remove ON {table} FOR DELETE TO {APP} USING ({condition});"
    return sql


def protect_history(table: str, parent: str) -> str:
    """SQL: history is written by triggers and seen where the row itself is seen; nobody but the owner changes it.

    The owner does so for two reasons only: to move values to a new key, and to erase what the law says must go.
    """
    condition = f"EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = {table}.pgh_obj_id)"
    return owner_policy(table) + (
        f"CREATE POLICY app_view ON {table} FOR SELECT TO {APP} USING ({condition});"
        f"CREATE POLICY app_add ON {table} FOR INSERT TO {APP} WITH CHECK ({condition});"
    )
