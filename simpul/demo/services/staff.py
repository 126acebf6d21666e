"""The accounts of the demo's staff, with their roles and the printed cards of the villages."""

from collections.abc import Sequence
from datetime import date

from simpul.accounts.models import User
from simpul.accounts.services import assign_role, issue_code_card, open_account
from simpul.database.context import acting_as
from simpul.demo.rules.staff import EVERYBODY, KEEPER, PASSWORD, STAFF, DemoStaff
from simpul.directory.models import Area, Office

FROM = date(2026, 1, 2)


def open_accounts(*, with_colleagues: bool) -> dict[str, User]:
    """Everybody but the keeper by username: whom the sign-in page names, and their colleagues."""
    known = {user.username: user for user in User.objects.filter(is_system=False)}
    if known:
        return known  # opened at a start that was cut off
    people = [one for one in (EVERYBODY if with_colleagues else STAFF) if one is not KEEPER]
    staff: dict[str, User] = {}
    for one in people:
        staff[one.username] = _open(one, like=next(iter(staff.values()), None))
    if with_colleagues:
        _issue_cards(people, staff)
    return staff


def open_keeper() -> None:
    """Whoever keeps the system, for every office there is."""
    _open(KEEPER, like=User.objects.get(username=STAFF[0].username))


def _open(one: DemoStaff, *, like: User | None) -> User:
    """The password stands at every start and on the sign-in page: one hash for all of them gives nothing away."""
    office = Office.objects.get(code=one.office)
    user = open_account(
        username=one.username, name=one.name, password=None if like else PASSWORD, office=office, by=None
    )
    if like:
        user.password = like.password
        user.save(update_fields=["password"])
    area = Area.objects.filter(pk=one.area).first()
    for place in Office.objects.all() if one.is_everywhere else (office,):
        assign_role(user=user, role=one.role, office=place, area=area, from_on=FROM, by=None)
    return user


def _issue_cards(people: Sequence[DemoStaff], staff: dict[str, User]) -> None:
    """The supervisor gives the operators of their villages a card each; what is on it nobody needs in a demo."""
    supervisors = {one.area: staff[one.username] for one in people if one.role == "supervisor"}
    for one in people:
        issuer = supervisors.get(one.area[:8]) if one.role == "village_operator" else None
        if issuer:
            with acting_as(issuer.pk):
                issue_code_card(user=staff[one.username], by=issuer)
