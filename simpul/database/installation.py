"""What kind of installation a database belongs to: a demo and a real office never share one."""

from django.core.management import call_command

from simpul.database.models import Installation


def mark(kind: str) -> str | None:
    """Migrate and note the kind at the first start; a sentence when the database belongs to the other kind."""
    call_command("migrate", interactive=False, verbosity=0)
    held, _ = Installation.objects.get_or_create(pk=1, defaults={"kind": kind})
    if held.kind == kind:
        return None
    if held.kind == "demo":
        return "This database holds a demo office; a real installation starts in an empty place (set SIMPUL_HOME)."
    return "This database belongs to a real office; the demo keeps its people elsewhere (set SIMPUL_HOME)."
