"""What the audit holds about something, read as a superuser: the program's own role may not read what it wrote."""

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as


class Events(list):
    """The events found, of which there should be one."""

    def get(self):
        """The only one."""
        assert len(self) == 1, self
        return self[0]


def events_of(subject, act, auditor=None):
    """Events of one act about one row, as the auditor of its office reads them."""
    from simpul.accounts.models import User

    auditor = auditor or User.objects.get(username="sari")
    with acting_as(auditor.pk):
        found = AuditEvent.objects.filter(subject=subject.pk, act=act).order_by("id")
        return Events(found.values("actor", "office", "detail", "subject_kind"))
