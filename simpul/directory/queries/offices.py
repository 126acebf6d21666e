"""Offices and their letterheads."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from simpul.directory.models import Letterhead, Office


def offices(*, with_closed: bool = False) -> QuerySet[Office]:
    """Every office with its organisation and area, by name."""
    found = Office.objects.select_related("organisation", "area").order_by("name", "code")
    return found if with_closed else found.filter(is_active=True)


def office(code: str) -> Office | None:
    """The office with this code, open or not."""
    return offices(with_closed=True).filter(code=code).first()


def letterhead(office_id: UUID, *, on: date) -> Letterhead | None:
    """The letterhead in force on a date; none before the first."""
    return Letterhead.objects.filter(office=office_id, valid_from__lte=on).order_by("-valid_from", "-edition").first()
