"""The demo as a whole: three offices, their staff and their people."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.database.context import acting_as
from simpul.demo.rules import places
from simpul.demo.rules.people import SEED, families
from simpul.demo.rules.shelter import shelter_families
from simpul.demo.rules.staff import KEEPER, MANAGER, REGISTRARS
from simpul.demo.services.facts import start_recording
from simpul.demo.services.life import Life
from simpul.demo.services.offices import open_offices
from simpul.demo.services.people import register_families
from simpul.demo.services.staff import open_accounts, open_keeper
from simpul.directory.models import Office
from simpul.kit.refusals import Refusal, Refused

SHARE_OF_NEIGHBOUR, SHARE_OF_SHELTER = 40, 150  # one family there for so many at the Dinas
COLLEAGUES_FROM = 200  # families; a smaller demo is a rehearsal, and its start should not wait for sixty accounts


class DemoRefused(Refused):
    """Demo people were asked for in a real installation."""


def make_demo_office(*, count: int) -> None:
    """Offices, staff and families; does nothing where they are, and refuses where real people may be.

    The people come in parts, each a transaction of its own. Whoever keeps the system is opened with the last one, so a start
    that was cut off goes on at the next: everybody has an id that is theirs in every demo. What visits found out about them
    is recorded by the worker, once the office is open.
    """
    if not settings.DEMO:
        raise DemoRefused(Refusal("not_a_demo"))
    if User.objects.filter(username=KEEPER.username).exists():
        return
    with transaction.atomic():
        offices = open_offices()
        staff = open_accounts(with_colleagues=count >= COLLEAGUES_FROM)
    life = Life()
    _register_everybody(count, offices, staff, life)
    with transaction.atomic():
        with acting_as(staff[REGISTRARS[0]].pk):
            life.record(by=staff[REGISTRARS[0]])
        with acting_as(staff[MANAGER].pk):
            start_recording(count=count, office=offices[0], by=staff[MANAGER])
        open_keeper()


def _register_everybody(
    count: int, offices: tuple[Office, Office, Office], staff: Mapping[str, User], life: Life
) -> None:
    dinas, neighbour, shelter = offices
    registrars = [staff[name] for name in REGISTRARS if name in staff]
    register_families(office=dinas, families=life.noting(families(count)), registrars=registrars)
    few = families(max(2, count // SHARE_OF_NEIGHBOUR), district=places.NEIGHBOUR)
    register_families(office=neighbour, families=few, registrars=[staff["wati"]])
    if "nisa" in staff:
        some = shelter_families(count // SHARE_OF_SHELTER, seed=SEED)
        register_families(office=shelter, families=some, registrars=[staff["nisa"]])
