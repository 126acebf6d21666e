"""Other names somebody goes by, and the ways to reach them."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Alias, Contact, Person
from simpul.registry.queries.places import covers
from simpul.registry.services import locks
from simpul.registry.services.names import keep_name_words


class ContactRefused(Refused):
    """A name or a contact was not added or ended, and nothing changed."""


@transaction.atomic
def add_alias(*, person: Person, name: str, kind: str, by: User) -> Alias:
    """Add a name by which this person is found too; adding it twice is adding it once."""
    refuse_outside_reach(person, by)
    if not any(character.isalpha() for character in name):
        raise ContactRefused(Refusal("name_without_letters"))
    alias, is_new = Alias.objects.get_or_create(
        person=person, name=name, ended_at=None, defaults={"kind": kind, "added_by": by.pk}
    )
    if is_new:
        keep_name_words(person)
        record("registry.alias_added", by=by, subject=person, office=person.office_id, kind=kind)
    return alias


@transaction.atomic
def end_alias(*, alias: Alias, by: User) -> Alias:
    """The name is no longer used, and no longer finds this person; history keeps it."""
    refuse_outside_reach(alias.person, by)
    if alias.ended_at is None:
        alias.ended_at, alias.ended_by = timezone.now(), by.pk
        alias.save(update_fields=["ended_at", "ended_by"])
        keep_name_words(alias.person)
        record("registry.alias_ended", by=by, subject=alias.person, office=alias.person.office_id)
    return alias


@transaction.atomic
def add_contact(
    *,
    person: Person,
    number: str,
    safety: str,
    by: User,
    rule: str = "",
    kind: str = "own_phone",
    id: UUID | None = None,
) -> Contact:
    """Add a way to reach this person, with the answer to “is it safe?”; the same form sent twice adds one."""
    refuse_outside_reach(person, by)
    id = id or new_id()
    locks.hold_id(id)
    if before := Contact.objects.filter(pk=id).first():
        said = (before.person_id, before.kind, before.number, before.safety, before.rule or "")
        if said != (person.pk, kind, number, safety, rule):
            raise ContactRefused(Refusal("sent_with_other_content"))
        return before
    if safety == Contact.Safety.CAREFUL and not rule:
        raise ContactRefused(Refusal("careful_needs_rule"))
    contact = Contact(id=id, person=person, kind=kind, number=number, safety=safety, rule=rule or None, added_by=by.pk)
    with locks.refusing_taken_id(ContactRefused):
        contact.save(force_insert=True)
    record("registry.contact_added", by=by, subject=person, office=person.office_id, kind=kind, safety=safety)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, by: User) -> Contact:
    """This way leads nowhere any more, or must not be used again."""
    refuse_outside_reach(contact.person, by)
    if contact.ended_at is None:
        contact.ended_at, contact.ended_by = timezone.now(), by.pk
        contact.save(update_fields=["ended_at", "ended_by"])
        record("registry.contact_ended", by=by, subject=contact.person, office=contact.person.office_id)
    return contact


def refuse_outside_reach(person: Person, by: User) -> None:
    """Whoever sees a person may not always act on them: registering or correcting must reach there."""
    permissions = (Permission.CORRECT_PERSON, Permission.REGISTER_PERSON)
    reaches = [access.reach(by, permission, kind="person") for permission in permissions]
    if not any(covers(reach, person) for reach in reaches):
        raise ContactRefused(Refusal("outside_reach"))
