"""People and families for tests, made by the program's own acts within the reach of whoever makes them."""

from datetime import date

from simpul.directory.models import Area
from simpul.registry.models import Person
from simpul.registry.services import found_family, join_family

BEGAN = date(2026, 3, 1)


def villages(regency="32.04", many=4):
    """The first villages of a regency."""
    found = Area.objects.filter(level=4, code__startswith=f"{regency}.", valid_until=None).order_by("code")
    return list(found[:many])


def make_person(by, office, name="Aminah", *, area=None, born=date(1980, 5, 17), sex="P", **more):
    """Somebody the office knows."""
    from simpul.registry.services.names import keep_name_words

    area = area or villages(office.area_id)[0]
    person = Person.objects.create(
        office=office, area=area, name=name, birth_date=born, sex=sex, registered_by=by.pk, changed_by=by.pk, **more
    )
    keep_name_words(person)
    return person


def make_family(by, office, *members, head="Aminah", area=None, number=None, on=BEGAN, address="Kp. Cikadu 12"):
    """A family: its head by name, then (name, relation) for everybody else."""
    area = area or villages(office.area_id)[0]
    family = found_family(
        head=make_person(by, office, head, area=area),
        office=office,
        area_id=area.pk,
        address=address,
        rt="003",
        rw="002",
        number=number,
        on=on,
        by=by,
    )
    for name, relation in members:
        join_family(family=family, person=make_person(by, office, name, area=area), relation=relation, on=on, by=by)
    family.refresh_from_db()
    return family


def people_of(family):
    """Who belongs to the family now, by name."""
    return {
        place.person.name: place.person for place in family.memberships.filter(until_on=None).select_related("person")
    }


def places_of(family):
    """The relation of everybody who belongs to it now, by name."""
    return {
        place.person.name: place.relation for place in family.memberships.filter(until_on=None).select_related("person")
    }


def code_of(refused):
    """The code of what was refused."""
    return refused.value.refusal.code
