"""What an office chose for lists with the same headers: proposed for the next one."""

from django.utils import timezone

from simpul.accounts.models import User
from simpul.directory.models import Office
from simpul.lists.models import ListSource
from simpul.lists.rules.fields import Field


def remembered(office: Office, signature: str) -> dict[Field, int] | None:
    """The columns as somebody chose them for such a list."""
    source = ListSource.objects.filter(office=office, signature=signature).first()
    known = set(Field)
    return {Field(name): int(at) for name, at in source.columns.items() if name in known} if source else None


def remember(*, office: Office, signature: str, columns: dict[str, int], by: User) -> None:
    """Keep the choice for the next list of this kind."""
    ListSource.objects.update_or_create(
        office=office,
        signature=signature,
        defaults={"columns": columns, "chosen_at": timezone.now(), "chosen_by": by.pk},
    )
