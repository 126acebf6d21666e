"""The accounts of the demo's staff, with their roles and the printed cards of the villages."""

from datetime import date

from simpul.accounts.models import User
from simpul.accounts.services import assign_role, issue_code_card, open_account
from simpul.database.context import acting_as
from simpul.demo.rules.staff import COLLEAGUES, PASSWORD, STAFF, DemoStaff
from simpul.directory.models import Area, Office

FROM = date(2026, 1, 2)


def open_accounts(*, with_colleagues: bool) -> dict[str, User]:
    """Everybody by username: whom the sign-in page names, and their colleagues."""
    offices = {office.code: office for office in Office.objects.all()}
    people = (*STAFF, *COLLEAGUES) if with_colleagues else STAFF
    areas = Area.objects.in_bulk([one.area for one in people if one.area])
    staff: dict[str, User] = {}
    for one in people:
        # The password stands at every start and on the sign-in page: one salt for all of them gives nothing away.
        first = next(iter(staff.values()), None)
        password = None if first else PASSWORD
        user = open_account(
            username=one.username, name=one.name, password=password, office=offices[one.office], by=None
        )
        if first:
            user.password = first.password
            user.save(update_fields=["password"])
        for office in offices.values() if one.is_everywhere else (offices[one.office],):
            assign_role(user=user, role=one.role, office=office, area=areas.get(one.area), from_on=FROM, by=None)
        staff[one.username] = user
    if with_colleagues:
        _issue_cards(people, staff)
    return staff


def _issue_cards(people: tuple[DemoStaff, ...], staff: dict[str, User]) -> None:
    """The supervisor gives the operators of their villages a card each; what is on it nobody needs in a demo."""
    supervisors = {one.area: staff[one.username] for one in people if one.role == "supervisor"}
    for one in people:
        issuer = supervisors.get(one.area[:8]) if one.role == "village_operator" else None
        if issuer:
            with acting_as(issuer.pk):
                issue_code_card(user=staff[one.username], by=issuer)
