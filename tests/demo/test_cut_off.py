"""A start of the demo that was killed while people were registered goes on at the next: nobody is missing, nobody twice."""

from contextlib import suppress

import psycopg
import pytest

from simpul.database.keys import KeyringRefused
from simpul.demo.rules.people import families

COUNT = 3_000


def asked(demo, question, *values):
    """What a superuser reads in the demo's database; nothing before it is there."""
    with suppress(psycopg.Error, OSError, KeyringRefused):
        info = {**demo.server().administrator(), "dbname": "simpul"}
        with psycopg.connect(**info, connect_timeout=2) as connection:
            return connection.execute(question, values).fetchall()
    return []


@pytest.mark.faults
def test_it_goes_on_where_it_was(places):
    demo = places(None, "demo", "--families", str(COUNT))
    demo.begin()
    demo.wait(lambda: asked(demo, "SELECT FROM registry_family LIMIT 1"))
    assert not asked(demo, "SELECT FROM accounts_user WHERE username = 'agus'"), "it was complete before it was killed"
    demo.kill()
    demo.start()
    made = list(families(COUNT))
    recorded = {pk for (pk,) in asked(demo, "SELECT id FROM registry_family")}
    assert {family.id for family in made} <= recorded
    everybody = [member.id for family in made for member in family.members]
    events = "SELECT subject, count(*) FROM audit_event WHERE act = 'registry.person_registered' GROUP BY subject"
    told = dict(asked(demo, events))
    assert [told.get(person) for person in everybody] == [1] * len(everybody)
    assert asked(demo, "SELECT FROM accounts_user WHERE username = 'agus'")
