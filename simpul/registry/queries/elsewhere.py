"""Whether somebody is recorded at an office that the viewer does not see into. Nobody is told who, nor where."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from simpul.accounts.models import User
from simpul.database.encryption import blind_indexes

NUMBER = "registry.person.national_number"


@dataclass(frozen=True)
class Elsewhere:
    """A record at another office: for the question to that office, never for a page."""

    person: UUID
    office: UUID


def known_elsewhere(number: str) -> Elsewhere | None:
    """The record with this national number at an office whose people the viewer does not see; None for the protected."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, office FROM registry_known_elsewhere(%s)", [blind_indexes(NUMBER, number)])
        row = cursor.fetchone()
    return Elsewhere(*row) if row else None


def who_answers(number: str) -> list[User]:
    """Those at that office's counter who may open the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_who_answers(%s)", [blind_indexes(NUMBER, number)])
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(User.objects.filter(pk__in=ids).order_by("name"))
