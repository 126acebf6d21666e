"""What a database holds, in figures that can be compared: rows, values, protection, the end of the audit chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from psycopg import sql

from simpul.database.connections import Connection


@dataclass(frozen=True)
class Table:
    """A table's content and protection, so that one changed value or one lost policy shows."""

    rows: int
    content: str  # the sum of a hash of each row: the order of rows does not matter
    protection: str  # a hash of owner, rights, row policies, triggers and constraints


@dataclass(frozen=True)
class AuditHead:
    """The newest seal of the audit chain."""

    number: int
    hash: str


@dataclass(frozen=True)
class Contents:
    """What a database holds, read in one snapshot."""

    tables: Mapping[str, Table]
    functions: str  # a hash of what the database's own functions do, and who may call them
    audit_head: AuditHead | None


def read_contents(connection: Connection) -> Contents:
    """Count and hash every table, inside the caller's transaction.

    Sixty bits of MD5 a row, summed: it is there to find faults and edits of a copy, not to withstand somebody who
    forges rows to a given sum; against that stand the audit chain's signatures.
    """
    connection.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = ISO; SET LOCAL bytea_output = hex;"
                       " SET LOCAL intervalstyle = iso_8601; SET LOCAL extra_float_digits = 1;"
                       " SET LOCAL statement_timeout = 0")  # fmt: skip
    protection: dict[str, str] = dict(connection.execute(_PROTECTION).fetchall())
    tables = {}
    for schema, name in connection.execute(_TABLES).fetchall():
        row = connection.execute(_CONTENT.format(sql.Identifier(schema, name))).fetchone()
        rows, content = row or (0, "")
        tables[f"{schema}.{name}"] = Table(rows, content, protection[f"{schema}.{name}"])
    (functions,) = connection.execute(_FUNCTIONS).fetchone() or ("",)
    return Contents(tables, functions, _audit_head(connection) if "public.audit_seal" in tables else None)


def _audit_head(connection: Connection) -> AuditHead | None:
    row = connection.execute("SELECT number, hash FROM audit_seal ORDER BY number DESC LIMIT 1").fetchone()
    return AuditHead(row[0], bytes(row[1]).hex() if not isinstance(row[1], str) else row[1]) if row else None


def differences(before: Contents, after: Contents) -> Iterator[str]:
    """In words, what is not as it was; nothing when a restore is whole."""
    for name in sorted(before.tables.keys() | after.tables.keys()):
        old, new = before.tables.get(name), after.tables.get(name)
        if old is None or new is None:
            yield f"table {name} is {'new' if old is None else 'missing'}"
        elif old.rows != new.rows:
            yield f"table {name} has {new.rows} rows, not {old.rows}"
        elif old.content != new.content:
            yield f"rows of table {name} have other values"
        elif old.protection != new.protection:
            yield f"table {name} is protected in another way"
    if before.functions != after.functions:
        yield "the database's own functions are not the same"
    if before.audit_head != after.audit_head:
        yield "the audit chain ends elsewhere"


_TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
 ORDER BY 1, 2"""

_CONTENT = sql.SQL(
    "SELECT count(*), coalesce(sum(('x' || left(md5((t.*)::text), 15))::bit(60)::bigint), 0)::text FROM ONLY {} t"
)


def _as_restored(definition: str) -> str:
    """SQL for a definition written in the one way in which PostgreSQL writes it before a dump and after.

    `kind IN ('a', 'b')` on a varchar is written `(ARRAY['a'::character varying, …])::text[]` at first, and
    `ARRAY[('a'::character varying)::text, …]` once that has been read in again: the same, and another text.
    """
    text = f"replace({definition}, '::character varying', '')"
    text = f"regexp_replace({text}, $re$\\(({_LITERAL})\\)::text$re$, '\\1', 'g')"
    array = f"ARRAY\\[{_LITERAL}(?:, {_LITERAL})*\\]"
    return f"regexp_replace({text}, $re$\\(({array})\\)::text\\[\\]$re$, '\\1', 'g')"


_LITERAL = "'(?:[^']|'')*'"

_PROTECTION = f"""
SELECT n.nspname || '.' || c.relname, md5(concat_ws(chr(10),
       pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity,
       (SELECT string_agg(concat_ws(' ', pg_get_userbyid(a.grantee), a.privilege_type, a.is_grantable), ','
                          ORDER BY a.grantee::regrole::text COLLATE "C", a.privilege_type)
          FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner),  -- the owner's own list grows with versions
       (SELECT string_agg(concat_ws(' ', attname, attacl), ',' ORDER BY attnum)
          FROM pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL),
       (SELECT string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive,
                          (SELECT string_agg(pg_get_userbyid(r), ',' ORDER BY r::regrole::text COLLATE "C")
                             FROM unnest(p.polroles) r),
                          {_as_restored("pg_get_expr(p.polqual, p.polrelid)")},
                          {_as_restored("pg_get_expr(p.polwithcheck, p.polrelid)")}), ';'
                          ORDER BY p.polname COLLATE "C") FROM pg_policy p WHERE p.polrelid = c.oid),
       (SELECT string_agg(concat_ws(' ', {_as_restored("pg_get_triggerdef(t.oid)")}, t.tgenabled), ';' ORDER BY t.tgname COLLATE "C")
          FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
       (SELECT string_agg({_as_restored("pg_get_constraintdef(k.oid)")}, ';' ORDER BY k.conname COLLATE "C")
          FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n')))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'"""  # noqa: S608 - constants only

_FUNCTIONS = """
SELECT md5(coalesce(string_agg(concat_ws(' ', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
           (SELECT string_agg(concat_ws(' ', pg_get_userbyid(a.grantee), a.privilege_type), ','
                              ORDER BY a.grantee::regrole::text COLLATE "C") FROM aclexplode(p.proacl) a)), ';'
           ORDER BY p.oid::regprocedure::text COLLATE "C"), ''))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'public' AND p.prokind IN ('f', 'p')
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""
