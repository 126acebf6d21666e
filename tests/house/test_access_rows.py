"""Fifty queries that forget the filter, as each of the cast: the database itself tells nobody of anybody else."""

import itertools

import pytest
from django.db import connection

from simpul.database.context import acting_as
from tests.house.access_scene import make_scene
from tests.house.test_access import ROLES, TABLE

TABLES = (
    "registry_person", "registry_family", "registry_alias", "registry_nameword", "registry_contact", "registry_familynumber",
    "registry_membership", "registry_relation", "registry_papertask", "registry_personevent", "registry_familyevent",
    "registry_contactevent", "registry_familynumberevent", "registry_membershipevent",
)  # fmt: skip
CARELESS = (
    "SELECT t::text FROM {} t",
    "SELECT t::text FROM {} t WHERE true OR false",
    "SELECT (SELECT string_agg(s::text, ',') FROM {} s)",
    "WITH all_of_it AS MATERIALIZED (SELECT * FROM {}) SELECT a::text FROM all_of_it a",
)
STATEMENTS = [sql.format(table) for table, sql in itertools.product(TABLES, CARELESS)]


@pytest.mark.slow
def test_fifty_careless_queries_tell_of_nobody_else(cast):
    scene = make_scene(cast)
    told_of = {}
    for role, name in ROLES.items():
        allowed = set(TABLE["rows_of_people"][role]) - {"-"}
        viewer = getattr(cast, name).pk if name else None
        for sql in STATEMENTS:
            told = _told(sql, viewer, scene)
            assert told <= allowed, (role, sql)
            told_of[role] = told_of.get(role, set()) | told
        assert told_of[role] == allowed, role
    assert len(STATEMENTS) >= 50


def _told(sql, viewer, scene):
    with acting_as(viewer), connection.cursor() as cursor:
        cursor.execute(sql)
        return set(scene.told_in(str(cursor.fetchall())))
