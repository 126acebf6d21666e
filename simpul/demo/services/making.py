"""The demo as a whole: three offices, their staff and their people, at once or not at all."""

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.database.context import acting_as
from simpul.demo.rules import places
from simpul.demo.rules.people import SEED, families
from simpul.demo.rules.shelter import shelter_families
from simpul.demo.rules.staff import REGISTRARS
from simpul.demo.services.life import Life
from simpul.demo.services.offices import open_offices
from simpul.demo.services.people import register_families
from simpul.demo.services.staff import open_accounts
from simpul.kit.refusals import Refusal, Refused

SHARE_OF_NEIGHBOUR, SHARE_OF_SHELTER = 40, 150  # one family there for so many at the Dinas
COLLEAGUES_FROM = 200  # families; a smaller demo is a rehearsal, and its start should not wait for sixty accounts


class DemoRefused(Refused):
    """Demo people were asked for in a real installation."""


@transaction.atomic
def make_demo_office(*, count: int) -> None:
    """Offices, staff and families; does nothing where they are, and refuses where real people may be."""
    if not settings.DEMO:
        raise DemoRefused(Refusal("not_a_demo"))
    if User.objects.exists():
        return
    dinas, neighbour, shelter = open_offices()
    staff = open_accounts(with_colleagues=count >= COLLEAGUES_FROM)
    registrars = [staff[name] for name in REGISTRARS if name in staff]
    life = Life()
    register_families(office=dinas, families=life.noting(families(count)), registrars=registrars)
    few = families(max(2, count // SHARE_OF_NEIGHBOUR), district=places.NEIGHBOUR)
    register_families(office=neighbour, families=few, registrars=[staff["wati"]])
    if "nisa" in staff:
        some = shelter_families(count // SHARE_OF_SHELTER, seed=SEED)
        register_families(office=shelter, families=some, registrars=[staff["nisa"]])
    with acting_as(registrars[0].pk):
        life.record(by=registrars[0])
