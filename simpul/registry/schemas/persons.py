"""Between what the API of people says and what queries and services know."""

from typing import Any

from simpul.directory import queries as directory
from simpul.kit.dates import today
from simpul.kit.national_numbers import mask, read_nik
from simpul.kit.phones import read_phone
from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.rules.people import PersonFacts
from simpul.registry.schemas.fields import as_partial, partial_date
from simpul.registry.schemas.people import Facts
from simpul.registry.schemas.person_acts import NewContactIn
from simpul.registry.services import ContactRefused, NewContact, RegistrationRefused


def facts_to_correct(asked: Facts, person: Any) -> PersonFacts:
    """The facts that were sent; a place that was not shown to the asker stays where none was sent."""
    facts = facts_in(asked)
    return facts.with_place_of(queries.facts_of(person)) if queries.hides_place_of(person) else facts


def facts_in(asked: Facts) -> PersonFacts:
    """The facts that were sent; a number that cannot be read at all, or a village that is none, is refused."""
    if asked.area_code:
        found = directory.area(asked.area_code)
        if found is None or found.valid_until:
            raise RegistrationRefused(Refusal("area_is_no_village", {"area": asked.area_code}))
    number = _read(asked.national_number)
    birth = partial_date(asked.birth) if asked.birth else None
    state = asked.number_state or ("known" if number else "not_shown")
    return PersonFacts(
        name=asked.name,
        sex=asked.sex,
        birth_place=asked.birth_place,
        birth=birth,
        national_number=number,
        number_state=state,
        area_code=asked.area_code,
        address=asked.address or None,
        rt=asked.rt,
        rw=asked.rw,
        address_is_protected=asked.address_is_protected,
    )


def phone_in(text: str) -> str:
    """The number that was sent; one that cannot be read at all is refused with the reason."""
    reading = read_phone(text)
    if reading.number is None:
        raise ContactRefused(Refusal(str(reading.warnings[0].code), reading.warnings[0].params))
    return reading.number


def contact_in(asked: NewContactIn | None) -> NewContact | None:
    """The phone that comes with a registration, when there is one."""
    return NewContact(phone_in(asked.number), asked.safety, asked.rule) if asked else None


def _read(text: str | None) -> str | None:
    if not text:
        return None
    reading = read_nik(text, on=today("Asia/Jakarta"))
    if reading.number is None:
        raise RegistrationRefused(Refusal(str(reading.warnings[0].code), reading.warnings[0].params))
    return reading.number


def line_out(row: Any) -> dict[str, Any]:
    """One line of a list."""
    person = row.person
    return {
        "id": person.pk,
        "name": person.name,
        "birth": as_partial(person.birth),
        "village": row.village,
        "national_number": _masked(person),
        "number_state": person.number_state,
        "found_by": row.how.name.lower(),
    }


def person_out(page: Any) -> dict[str, Any]:
    """Somebody as a reader may see them."""
    person, hides = page.person, page.hides_place
    return {
        "id": person.pk,
        "version": person.version,
        "office": person.office_id,
        "name": person.name,
        "sex": person.sex,
        "birth_place": person.birth_place,
        "birth": as_partial(person.birth),
        "died": as_partial(person.death),
        "national_number": _masked(person),
        "number_state": person.number_state,
        "area_code": None if hides else person.area_id,
        "address": None if hides else person.address,
        "rt": "" if hides else person.rt,
        "rw": "" if hides else person.rw,
        "address_is_protected": person.address_is_protected,
        "place_is_protected": hides,
        "merged_into": person.merged_into_id,
        "families": queries.families_of(person),
        "aliases": [{"id": alias.pk, "name": alias.name, "kind": alias.kind} for alias in page.aliases],
        "contacts": [contact_out(contact) for contact in page.contacts],
        "paper_tasks": [{"id": task.pk, "paper": task.paper, "due_on": task.due_on} for task in page.paper_tasks],
    }


def contact_out(contact: Any, *, opened: bool = False) -> dict[str, Any]:
    """A way to reach somebody: the number never goes without whether it is safe to use."""
    number = str(contact.number)
    return {
        "id": contact.pk,
        "number": number if opened else mask(number),
        "kind": contact.kind,
        "safety": contact.safety,
        "rule": contact.rule,
    }


def revealed_out(person: Any, opened: Any) -> dict[str, Any]:
    """What was asked for, in full."""
    phones = person.contacts.filter(ended_at=None).order_by("added_at") if "phone" in opened else ()
    return {
        "national_number": person.national_number if "national_number" in opened else None,
        "phones": [contact_out(contact, opened=True) for contact in phones],
        "address": person.address if "address" in opened else None,
    }


def _masked(person: Any) -> str | None:
    return mask(str(person.national_number)) if person.national_number else None
