"""The people of the table of access: one for each relation to the offices of the cast."""

from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace

from simpul.accounts.services import give_grant
from simpul.database.context import acting_as
from simpul.directory.models import Area
from simpul.kit.ids import new_id
from simpul.registry.models import Family, Person
from simpul.registry.services import NewContact, NewFamily, print_extract, register_person
from tests.factories.registry import KK, facts
from tests.lists.working import received

PHONE = "+6281200001111"
ON = date(2026, 11, 24)
NAMES = {
    "v": "Rahayu Anggrek", "s": "Rahayu Bougenvil", "o": "Rahayu Cempaka", "n": "Rahayu Dahlia", "p": "Rahayu Pakis",
    "d": "Rahayu Edelweis",
    "f": "Rahayu Flamboyan", "g": "Rahayu Gardenia", "b": "Rahayu Herbras",
}  # fmt: skip
DENIED, GRANTED = "db", "gb"
NEVER_GRANTED = {"agus"}  # nobody grants the administrator of the system a client


@dataclass
class Scene:
    """The people by letter, with their families and papers."""

    people: dict[str, Person] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def told_in(self, text: str) -> str:
        """The letters of those whose name or id, or whose family's id, stands in a text."""
        return "".join(
            letter
            for letter, person in self.people.items()
            if person.name in text or str(person.pk) in text or str(self.families[letter].pk) in text
        )


def make_scene(cast: SimpleNamespace, *, papers: bool = False, lists: bool = False) -> Scene:
    """Register everybody by the counter of their office, then give the grants."""
    scene = Scene()
    village = cast.cecep.assignments.get().area_id
    for letter, area in _places(village).items():
        is_far = letter in "fgb"
        by, office = (cast.wati, cast.other_office) if is_far else (cast.yuni, cast.office)
        person = _register(scene, NAMES[letter], area, by, office)
        scene.people[letter] = person
        with acting_as(by.pk):
            scene.families[letter] = Family.objects.get(memberships__person=person)
            if papers:
                asked = {"purpose": "school", "paper": "f4", "language": "id"}
                scene.papers[letter] = str(print_extract(person=person, by=by, **asked)[0].pk)
    for user in vars(cast).values():
        if getattr(user, "username", "agus") not in NEVER_GRANTED:
            _grant(user, scene)
    for name in ("bagus", "cecep") if lists else ():
        scene.lists[name] = _receive(scene, getattr(cast, name), cast.office)
    return scene


def _receive(scene: Scene, by, office) -> str:
    """A list that names everybody with the number of the card, so that whoever is seen may be the one meant."""
    rows = [["", "", name, "", "", "", "", KK, ""] for name in NAMES.values()]
    return str(received(by, office, *rows, name=f"Daftar {by.username}.csv").pk)


def _places(village: str) -> dict[str, str | None]:
    subdistrict = village.rpartition(".")[0]
    villages = Area.objects.filter(level=4, valid_until=None).order_by("code")
    beside = villages.filter(parent=subdistrict).exclude(pk=village)[0].pk
    beyond = villages.filter(parent__parent=subdistrict.rpartition(".")[0]).exclude(parent=subdistrict)[0].pk
    far = villages.filter(parent__parent="32.05")[0].pk
    return {"v": village, "s": beside, "o": beyond, "n": None, "p": village, "d": village, "f": far, "g": far, "b": far}


def _register(scene: Scene, name: str, area: str | None, by, office) -> Person:
    known = {"area_code": area, "number_state": "none_yet", "birth": None, "address_is_protected": name == NAMES["p"]}
    with acting_as(by.pk):
        return register_person(
            id=new_id(), facts=facts(name, **known), office=office, on=ON, by=by, contact=NewContact(PHONE, "safe"),
            placement=NewFamily(KK), not_the_same_as=[p.pk for p in scene.people.values()],
        )  # fmt: skip


def _grant(user, scene: Scene, until: datetime | None = None) -> None:
    for letters, effect in ((GRANTED, "allow"), (DENIED, "deny")):
        for letter in letters:
            for kind, subject in (("person", scene.people[letter].pk), ("family", scene.families[letter].pk)):
                give_grant(user=user, kind=kind, subject=subject, effect=effect, relation="test", until=until, by=None)
