"""Brings a database to this version of the program, as the owner of the tables; run in a process of its own.

`python -m simpul.config.upgrade` prints one JSON object: what was done, and the first administrator when it made one.
"""

import json
import os
import secrets
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
os.environ["SIMPUL_DATABASE_ROLE"] = "simpul_owner"


def main(kind: str) -> dict[str, Any]:
    """Migrate, load what is shipped, and make the first office and administrator where there is nobody yet."""
    import django

    django.setup()
    from django.core.management import call_command

    from simpul.accounts.services import load_role_permissions
    from simpul.config.strings import compile_catalogues
    from simpul.database.installation import mark
    from simpul.database.rotation import prepare_keys
    from simpul.directory.services import load_reference

    mark_error = mark(kind)
    if mark_error:
        return {"refused": mark_error}
    compile_catalogues()
    call_command("collectstatic", interactive=False, verbosity=0)
    load_reference()
    load_role_permissions()
    prepare_keys()  # every column's key is made now, so that the next backup of the ring holds them all
    if kind == "demo":
        return {"logins": _demo_office()}
    return {"administrator": _first_administrator()}


def _demo_office() -> dict[str, str]:
    """The demo's people, and who may sign in."""
    from simpul.demo.rules.staff import PASSWORD, STAFF
    from simpul.demo.services import make_demo_office

    make_demo_office(count=int(os.environ.get("SIMPUL_FAMILIES", "120")))
    return {"password": PASSWORD, **{one.username: one.role for one in STAFF}}


def _first_administrator() -> dict[str, str] | None:
    """An office to begin with and one administrator, whose password is shown once, now."""
    from simpul.accounts.models import User
    from simpul.accounts.services import assign_role, open_account
    from simpul.directory.models import Organisation
    from simpul.directory.services import open_office
    from simpul.kit.dates import today

    if User.objects.filter(is_system=False).exists():
        return None
    password = secrets.token_urlsafe(12)
    organisation = Organisation.objects.create(name="Organisasi Anda", kind="other")
    office = open_office(
        code="kantor", name="Kantor Anda", kind="dinas", organisation=organisation, area=None, time_zone="Asia/Jakarta", by=None
    )
    user = open_account(username="admin", name="Administrator", password=password, office=office, by=None)
    assign_role(user=user, role="system_administrator", office=office, from_on=today(office.time_zone), by=None)
    return {"username": user.username, "password": password}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
