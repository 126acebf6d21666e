"""The guards of access as a whole, and the tests that must fail without them."""

from collections.abc import Callable

from tests import plugin


def _without_denials(database: str) -> None:
    """A denial is a row that nobody reads: neither the policy in Python nor the one in the database."""
    from simpul.accounts.queries import access

    read = access._grants
    access._grants = lambda user, kind: [grant for grant in read(user, kind) if grant.effect != "deny"]
    with plugin.superuser(database) as connection:
        source = connection.execute("SELECT pg_get_functiondef('accounts_objects_granted'::regproc)").fetchone()[0]
        connection.execute(
            source.replace("g.effect = wanted_effect", "g.effect = wanted_effect AND g.effect <> 'deny'")
        )


def _without_row_policies(database: str) -> None:
    with plugin.superuser(database) as connection:
        tables = "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity AND relname LIKE 'registry_%'"
        for (table,) in connection.execute(tables).fetchall():
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def _without_both_walls(database: str) -> None:
    """Everybody reaches every office: the policy in Python says yes, and the rows have no policy."""
    from simpul.accounts.queries import access
    from simpul.directory.models import Office

    asked = access.reach

    def everywhere(user, permission, *, kind=None):
        reach = asked(user, permission, kind=kind)
        return access.Reach(frozenset(Office.objects.values_list("pk", flat=True)), reach.areas, reach.allowed)

    access.reach = everywhere
    _without_row_policies(database)


def _without_hidden_places(database: str) -> None:
    """A protected address hides its owner only, and nobody beside them."""
    own = "SELECT id FROM registry_person WHERE address_is_protected"
    with plugin.superuser(database) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION registry_hidden_people() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER"
            f" SET search_path = public, pg_temp AS '{own}'"
        )


def _with_hidden_places_in_areas(database: str) -> None:
    """A hidden place counts for whoever is bound to its area, in the program and in its rows."""
    from simpul.registry.queries import families, people, places

    places.within = people.within = families.within = lambda reach, hidden: reach.filter()
    with plugin.superuser(database) as connection:
        asked = "SELECT qual FROM pg_policies WHERE tablename = 'registry_person' AND policyname = 'app_view'"
        (condition,) = connection.execute(asked).fetchone()
        condition = condition.replace("address_is_protected", "false")
        condition = condition.replace("registry_hidden_people() AS registry_hidden_people", "NULL::uuid WHERE false")
        connection.execute(f"ALTER POLICY app_view ON registry_person USING ({condition})")


def _with_papers_of_ones_own(database: str) -> None:
    """Whoever printed a paper keeps it, wherever they work now."""
    from simpul.documents import queries

    queries.papers_visible_to = lambda viewer: queries.Paper.objects.filter(issued_by=viewer.pk)
    with plugin.superuser(database) as connection:
        connection.execute("ALTER POLICY app_view ON documents_paper USING (true)")
        connection.execute("ALTER POLICY app_view_of_people ON documents_paper USING (issued_by = accounts_viewer())")


SWITCHES: dict[str, Callable[[str], None]] = {
    "denials": _without_denials,
    "both_walls_of_access": _without_both_walls,
    "row_policies_of_people": _without_row_policies,
    "hidden_places": _without_hidden_places,
    "papers_go_with_the_right": _with_papers_of_ones_own,
    "hidden_places_have_no_area": _with_hidden_places_in_areas,
}
_HERE = "tests/house/"
GUARDS: dict[str, list[str]] = {
    "denials": [
        f"{_HERE}test_access.py::test_everybody_is_told_of_whom_the_table_says[rows-1]",
        f"{_HERE}test_access_edges.py::TestGrants::test_whoever_is_denied_stands_on_no_page_of_the_family",
    ],
    "both_walls_of_access": [
        f"{_HERE}test_access.py::test_everybody_is_told_of_whom_the_table_says[families-1]",
        f"{_HERE}test_access_edges.py::TestAbsentAndForbidden::test_answers_are_equal[/registry/people/{{}}/]",
    ],
    "row_policies_of_people": [
        f"{_HERE}test_access_rows.py::test_fifty_careless_queries_tell_of_nobody_else",
        f"{_HERE}test_access.py::test_everybody_is_told_of_whom_the_table_says[rows-1]",
    ],
    "hidden_places_have_no_area": [
        f"{_HERE}test_hidden_places_and_areas.py::test_neither_the_protected_nor_who_lives_with_them",
        f"{_HERE}test_hidden_places_and_areas.py::test_a_protection_takes_effect_at_the_next_request",
    ],
    "papers_go_with_the_right": [
        f"{_HERE}test_access_edges.py::TestPapers::test_after_a_transfer",
        f"{_HERE}test_access_edges.py::TestPapers::test_after_the_person_moved_out_of_the_area",
        f"{_HERE}test_access_edges.py::TestPapers::test_after_a_denial",
    ],
    "hidden_places": [
        f"{_HERE}test_hidden_places.py::test_no_address_of_the_program_tells_where_the_child_lives",
        f"{_HERE}test_hidden_places.py::test_the_paper_bears_the_address_of_the_office",
        f"{_HERE}test_hidden_places.py::test_searches_tell_no_place_and_a_village_finds_nobody",
    ],
}
