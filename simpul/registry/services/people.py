"""Registering somebody, correcting what is recorded, recording a death."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.database.encryption import blind_index, blind_indexes
from simpul.directory.models import Office
from simpul.kit.birth_dates import BirthDate
from simpul.kit.refusals import Refusal, Refused, StaleRefused
from simpul.registry.models import Family, Person
from simpul.registry.queries.likeness import people_like
from simpul.registry.queries.people import facts_of, has_family
from simpul.registry.queries.places import covers
from simpul.registry.rules import people as rules
from simpul.registry.rules.people import PersonFacts
from simpul.registry.rules.registration import registration_text
from simpul.registry.services import families, locks, memberships
from simpul.registry.services.contacts import add_alias, add_contact
from simpul.registry.services.names import keep_name_words
from simpul.registry.services.papers import close_paper_tasks_of, open_paper_task
from simpul.registry.services.shared_numbers import follow_number
from simpul.registry.services.versions import save_version

REGISTRATION = "registry.person.registration"  # the column whose key signs what a registration said


class RegistrationRefused(Refused):
    """Somebody was not registered, and nothing changed."""


class CorrectionRefused(Refused):
    """Nothing recorded of this person changed."""


@dataclass(frozen=True)
class NewContact:
    """A phone that came with a registration, and whether it is safe to use."""

    number: str
    safety: str
    rule: str = ""


@dataclass(frozen=True)
class NewFamily:
    """The person becomes head of a new family, with the number of its card or without."""

    number: str | None = None


@dataclass(frozen=True)
class JoinFamily:
    """The person joins a family that is recorded already; `relation` is to its head (code list shdk)."""

    family: Family
    relation: str


@transaction.atomic
def register_person(
    *,
    id: UUID,
    facts: PersonFacts,
    office: Office,
    on: date,
    by: User,
    contact: NewContact | None = None,
    alias: str = "",
    placement: NewFamily | JoinFamily | None = None,
    not_the_same_as: Collection[UUID] = (),
) -> Person:
    """Record somebody, with family, phone and second name. The id is made in the form: sending it twice is once.

    The same id with the same content answers as before; with other content it is refused. `not_the_same_as` are the
    people who were shown as perhaps the same, and of whom somebody said that they are not.
    """
    content = _content(facts, office, contact, alias, placement)
    locks.hold_id(id)
    if before := Person.objects.filter(pk=id).first():
        return _answer_again(before, content)
    if refusal := _refusal_of_place(by, Permission.REGISTER_PERSON, office.pk, facts):
        raise RegistrationRefused(refusal)
    alike = people_like(by, facts, phone=contact.number if contact else None)
    doubtful = [like.likeness for like in alike if like.person.pk not in not_the_same_as]
    if refusal := rules.refusal_to_register(facts, on=on, doubtful=doubtful):
        raise RegistrationRefused(refusal)
    person = Person(id=id, office=office, registered_by=by.pk, registration_digest=blind_index(REGISTRATION, content))
    _write(person, facts, by=by)
    with locks.refusing_taken_id(RegistrationRefused):
        person.save(force_insert=True)
    keep_name_words(person)
    _record_what_came_along(person, contact, alias, placement, on=on, by=by)
    follow_number(person, on=on, by=by)
    record(
        "registry.person_registered",
        by=by,
        subject=person,
        office=office,
        number_state=facts.number_state,
        area=facts.area_code or "",
        alike=len(alike),
    )
    return person


@transaction.atomic
def correct_person(
    *, person: Person, version: int, facts: PersonFacts, reason: str, on: date, by: User, note: str = ""
) -> Person:
    """Change what is recorded, unless somebody else did so meanwhile. History keeps what it was, and why."""
    person = _locked(person, by)
    changed = rules.changed_fields(facts_of(person), facts)
    if not changed:
        return person  # nothing to do, or this very form has been sent before
    if person.version != version:
        raise StaleRefused(Refusal("stale"))
    if reason not in Person.CORRECTION_REASONS:
        raise CorrectionRefused(Refusal("reason_unknown", {"reason": reason}))
    moves = "area_code" in changed
    if refusal := rules.refusal_to_correct(facts, on=on, died=person.death, moves=moves, has_family=has_family(person)):
        raise CorrectionRefused(refusal)
    if refusal := _refusal_of_place(by, Permission.CORRECT_PERSON, person.office_id, facts):
        raise CorrectionRefused(refusal)
    former = person.national_number
    _write(person, facts, by=by)
    save_version(person=person, by=by, reason=reason, note=note)
    if "name" in changed:
        keep_name_words(person)
    _follow_number_state(person, changed, on=on, by=by)
    if "national_number" in changed:
        follow_number(person, former=former, on=on, by=by)
    record(
        "registry.person_corrected", by=by, subject=person, office=person.office_id, fields=list(changed), reason=reason
    )
    return person


@transaction.atomic
def record_death(
    *,
    person: Person,
    version: int,
    died: BirthDate,
    source: str,
    on: date,
    by: User,
    note: str = "",
    new_head: UUID | None = None,
) -> Person:
    """Record that somebody died: they leave their family, whose head is chosen anew, and their open work ends."""
    person = _locked(person, by)
    if person.death == died:
        return person
    if person.version != version:
        raise StaleRefused(Refusal("stale"))
    if refusal := rules.refusal_to_record_death(died=died, on=on, birth=person.birth, is_dead=person.death is not None):
        raise CorrectionRefused(refusal)
    memberships.end_by_death(person=person, on=min(died.latest, on), new_head=new_head, by=by)
    person.died_on, person.died_precision = died.date, died.precision
    save_version(person=person, by=by, reason=source, note=note)
    close_paper_tasks_of(person, outcome="not_needed", by=by)
    record("registry.death_recorded", by=by, subject=person, office=person.office_id, source=source)
    return person


def _content(facts: PersonFacts, office: Office, contact: NewContact | None, alias: str, placement: object) -> str:
    """Everything a registration says, in one text that is equal exactly when the registration is."""
    said: tuple[object, ...] = ()
    if isinstance(placement, JoinFamily):
        said = (placement.family.pk, placement.relation)
    elif isinstance(placement, NewFamily):
        said = ("new", placement.number)
    reached = (contact.number, contact.safety, contact.rule) if contact else None
    return registration_text(facts, office.pk, contact=reached, alias=alias, placement=said)


def _refusal_of_place(by: User, permission: Permission, office: UUID, facts: PersonFacts) -> Refusal | None:
    """Nobody puts a person where they do not reach them any more: into another area, or behind a protected address."""
    reach = access.reach(by, permission)
    if not reach.covers(office, facts.area_code):
        return Refusal("outside_reach")
    return Refusal("protected_by_office") if facts.address_is_protected and not reach.covers(office, None) else None


def _answer_again(person: Person, content: str) -> Person:
    if bytes(person.registration_digest or b"") in blind_indexes(REGISTRATION, content):
        return person
    raise RegistrationRefused(Refusal("sent_with_other_content"))


def _record_what_came_along(
    person: Person,
    contact: NewContact | None,
    alias: str,
    placement: NewFamily | JoinFamily | None,
    *,
    on: date,
    by: User,
) -> None:
    if alias:
        add_alias(person=person, name=alias, kind="called", by=by)
    if contact:
        add_contact(person=person, number=contact.number, safety=contact.safety, rule=contact.rule, by=by)
    if isinstance(placement, NewFamily):
        families.found_family(
            head=person,
            office=person.office,
            area_id=person.area_id,
            address=person.address,
            rt=person.rt,
            rw=person.rw,
            number=placement.number,
            on=on,
            by=by,
        )
    elif isinstance(placement, JoinFamily):
        memberships.join_family(family=placement.family, person=person, relation=placement.relation, on=on, by=by)
    if person.number_state == Person.NumberState.NONE_YET:
        open_paper_task(person=person, paper="national_number", on=on, by=by)


def _follow_number_state(person: Person, changed: Collection[str], *, on: date, by: User) -> None:
    """A number that came ends the task to obtain it; a number that never was begins it."""
    if "number_state" not in changed:
        return
    if person.number_state == Person.NumberState.NONE_YET:
        open_paper_task(person=person, paper="national_number", on=on, by=by)
    elif person.number_state == Person.NumberState.KNOWN:
        close_paper_tasks_of(person, paper="national_number", outcome="obtained", by=by)


def _locked(person: Person, by: User) -> Person:
    """The row as it is now, held until the act is done; refused where the viewer may see but not act."""
    if not covers(access.reach(by, Permission.CORRECT_PERSON, kind="person"), person):
        raise CorrectionRefused(Refusal("outside_reach"))
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _write(person: Person, facts: PersonFacts, *, by: User) -> None:
    person.name, person.sex, person.birth_place = facts.name, facts.sex, facts.birth_place
    person.birth_date = facts.birth.date if facts.birth else None
    person.birth_precision = facts.birth.precision if facts.birth else "day"
    person.national_number, person.number_state = facts.national_number, facts.number_state
    person.area_id, person.address, person.rt, person.rw = facts.area_code, facts.address, facts.rt, facts.rw
    person.address_is_protected, person.changed_by = facts.address_is_protected, by.pk
