"""A new version of what is recorded of somebody, with the reason of the act that made it and of no other."""

from django.utils import timezone

from simpul.accounts.models import User
from simpul.registry.models import Person


def save_version(*, person: Person, by: User, reason: str, note: str = "") -> None:
    """Save, count up, and say why. History copies the row as it is, so whatever an act before said is replaced."""
    person.change_reason, person.change_note = reason, note or None
    person.version += 1
    person.changed_at, person.changed_by = timezone.now(), by.pk
    person.save()
