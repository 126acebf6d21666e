"""Making the demo office, through the same acts that people use."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.services import assign_role, open_account
from simpul.database.context import acting_as
from simpul.demo.rules.people import DemoFamily, DemoPerson, families
from simpul.demo.rules.staff import DISTRICT, OTHER_DISTRICT, PASSWORD, STAFF
from simpul.directory.models import Area, Office
from simpul.directory.services import open_office, open_organisation, set_letterhead
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Membership, Person
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import JoinFamily, NewContact, NewFamily, register_person

ZONE = "Asia/Jakarta"
VILLAGES = 12


class DemoRefused(Refused):
    """Demo people were asked for in a real installation."""


@transaction.atomic
def make_demo_office(*, count: int) -> None:
    """Offices, staff and families; does nothing where they are, and refuses where real people may be."""
    if not settings.DEMO:
        raise DemoRefused(Refusal("not_a_demo"))
    if User.objects.exists():
        return
    office = _open("dinsos-bandung", DISTRICT, town="Soreang", head="Bambang Wiryawan")
    other = _open("dinsos-garut", OTHER_DISTRICT, town="Garut", head="Neni Rohaeni")
    subdistrict = (
        Area.objects.filter(parent=DISTRICT, name="Ciwidey").first() or Area.objects.filter(parent=DISTRICT).first()
    )
    villages = list(Area.objects.filter(parent=subdistrict).order_by("code")[:VILLAGES])
    places = {0: None, 3: subdistrict, 4: villages[0]}
    for one in STAFF:
        at = other if one.is_elsewhere else office
        user = open_account(username=one.username, name=one.name, password=PASSWORD, office=at, by=None)
        for place in (office, other) if one.is_everywhere else (at,):
            area, on = places[one.level], date(2026, 1, 2)
            assign_role(user=user, role=one.role, office=place, area=area, from_on=on, by=None)
    register_families(
        office=office, villages=[area.code for area in villages], count=count, by=User.objects.get(username="yuni")
    )
    elsewhere = [area.code for area in Area.objects.filter(parent__parent=OTHER_DISTRICT).order_by("code")[:3]]
    register_families(
        office=other, villages=elsewhere, count=max(1, count // 10), by=User.objects.get(username="wati"), seed=11
    )


def register_families(*, office: Office, villages: list[str], count: int, by: User, seed: int = 7) -> None:
    """Families of the generator, registered at the counter one person after the other."""
    on = today(office.time_zone)
    with acting_as(by.pk):
        for family in families(count, villages, on=on, seed=seed):
            head = _register(family, family.members[0], NewFamily(family.number), office, on, by)
            home = Membership.objects.select_related("family").get(person=head).family
            for member in family.members[1:]:
                _register(family, member, JoinFamily(home, member.relation), office, on, by)


def _register(
    family: DemoFamily, member: DemoPerson, placement: NewFamily | JoinFamily, office: Office, on: date, by: User
) -> Person:
    facts = PersonFacts(
        name=member.name, sex=member.sex, birth_place=member.birth_place,
        birth=BirthDate(member.birth_date, Precision(member.birth_precision)), national_number=member.national_number,
        number_state="known" if member.national_number else "none_yet", area_code=family.village, address=family.address,
        rt=family.rt, rw=family.rw, address_is_protected=member.is_protected,
    )  # fmt: skip
    contact = NewContact(number=member.phone, safety="safe") if member.phone else None
    return register_person(id=new_id(), facts=facts, office=office, on=on, by=by, contact=contact, placement=placement)


def _open(code: str, district: str, *, town: str, head: str) -> Office:
    area = Area.objects.get(pk=district)
    organisation = open_organisation(name=f"Pemerintah {area.name}", kind="dinas", by=None)
    office = open_office(
        code=code,
        name=f"Dinas Sosial {area.name}",
        kind="dinas",
        organisation=organisation,
        area=area,
        time_zone=ZONE,
        by=None,
        town=town,
        head_name=head,
        head_title="Kepala Dinas Sosial",
        head_number="19700101 199503 1 999",
    )
    lines = f"Pemerintah {area.name}\nDinas Sosial\nAlamat contoh, bukan alamat sebenarnya"
    set_letterhead(office=office, lines=lines, valid_from=today(ZONE) - timedelta(days=1), by=None)
    return office
