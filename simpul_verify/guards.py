"""Whether the walls around what may only grow still stand: triggers, rights, row security."""

from typing import Any

import psycopg

from simpul_verify.report import Report

# table: the triggers that must be there and fire always, and the rights that the program's own role must not have.
GUARDED = {
    "audit_event": (
        ("audit_event_immutable", "audit_event_stamp", "audit_event_at_home"),
        ("UPDATE", "DELETE", "TRUNCATE"),
    ),
    "audit_counter": ((), ("INSERT", "UPDATE", "DELETE", "TRUNCATE")),
    "audit_seal": (("audit_seal_immutable",), ("INSERT", "UPDATE", "DELETE", "TRUNCATE")),
}
ROW_SECURITY = ("audit_event",)
ROLE = "simpul_app"

TRIGGERS = """
    SELECT tgname FROM pg_trigger
    WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal AND tgenabled = 'A'
"""
# Rights on single columns count too; DELETE and TRUNCATE exist for whole tables only.
RIGHT = "SELECT has_table_privilege(%s, %s, %s)"
COLUMN_RIGHT = "SELECT has_any_column_privilege(%s, %s, %s)"
STRONG = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s"
FORCED = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)"


def check_guards(connection: psycopg.Connection[Any], report: Report) -> None:
    """Each missing wall is a finding, even where nobody has used the gap yet."""
    for table, (triggers, rights) in GUARDED.items():
        standing = {name for (name,) in connection.execute(TRIGGERS, (table,))}
        for name in triggers:
            if name not in standing:
                report.find("trigger_off", table=table, name=name)
        for right in rights:
            sql = COLUMN_RIGHT if right in ("INSERT", "UPDATE") else RIGHT
            if connection.execute(sql, (ROLE, table, right)).fetchone() == (True,):
                report.find("right_too_many", role=ROLE, right=right, table=table)
    for table in ROW_SECURITY:
        if connection.execute(FORCED, (table,)).fetchone() != (True,):
            report.find("row_security_off", table=table)
    if connection.execute(STRONG, (ROLE,)).fetchone() == (True,):
        report.find("role_too_strong", role=ROLE)
