"""Guards of the desk, and the tests that miss them."""

from tests import plugin


def _offices_without_reach(database: str) -> None:
    """Whoever may manage an office manages all of them."""
    from simpul.desk.queries import offices
    from simpul.desk.views import calendars
    from simpul.directory import queries as directory

    def everything(viewer):
        return directory.offices(with_closed=True)

    offices.offices_managed_by = calendars.offices_managed_by = everything


def _one_office_counts_for_all(database: str) -> None:
    """Whoever may do something at one office changes what holds for all of them."""
    from simpul.accounts.queries import access

    access.reaches_every_office = lambda user, permission, of=None: access.holds(user, permission)


def _offices_closed_over_people(database: str) -> None:
    """An office is closed, whoever still works there."""
    from simpul.accounts.services import offices

    offices.refusal_to_close_office = lambda **asked: None


def _pictures_kept_as_sent(database: str) -> None:
    from simpul.files.engine import pictures

    pictures.redraw = lambda content: pictures.Picture(content, "image/png")


def _events_without_office_unread(database: str) -> None:
    """Auditors read the events of their offices, and nobody those of none."""
    with plugin.superuser(database) as connection:
        connection.execute(
            "ALTER POLICY app_view ON audit_event USING"
            " (office = ANY (ARRAY(SELECT accounts_offices_reached('view_audit'))))"
        )


SWITCHES = {
    "events_of_no_office": _events_without_office_unread,
    "office_reach": _offices_without_reach,
    "every_office_reached": _one_office_counts_for_all,
    "offices_closed_empty": _offices_closed_over_people,
    "pictures_redrawn": _pictures_kept_as_sent,
}
EVERYWHERE = "tests/desk/test_every_office.py"
OFFICES, CALENDARS = "tests/desk/test_reference_offices.py", "tests/desk/test_reference_calendars.py"
GUARDS = {
    "events_of_no_office": [
        "tests/desk/test_audit_reaches_auditors.py::test_what_holds_for_everybody_stands_on_the_page",
    ],
    "office_reach": [
        f"{OFFICES}::test_an_office_out_of_reach_is_not_there",
        f"{CALENDARS}::test_the_calendar_of_an_office_out_of_reach_is_not_there",
    ],
    "every_office_reached": [
        f"{EVERYWHERE}::test_one_office_of_several_is_not_enough",
        f"{EVERYWHERE}::test_a_shared_organisation_is_for_who_manages_all_its_offices",
    ],
    "offices_closed_empty": ["tests/desk/test_open_office.py::test_close_office_waits_until_nobody_works_there"],
    "pictures_redrawn": [
        f"{OFFICES}::test_what_is_no_picture_is_refused",
        f"{OFFICES}::test_a_picture_leaves_behind_what_it_carried",
    ],
}
