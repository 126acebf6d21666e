"""Brings a database to this version of the program, as the owner of the tables; run in a process of its own.

`python -m simpul.config.upgrade KIND` prints one JSON object: the first administrator when it made one, else nothing.
"""

import json
import os
import secrets
import sys
from typing import Any


def main(kind: str) -> dict[str, Any]:
    """Migrate, load what is shipped, and make the first office and administrator where there is nobody yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    os.environ["SIMPUL_DATABASE_ROLE"] = "simpul_owner"
    import django

    django.setup()
    from django.core.management import call_command

    from simpul.accounts.services import load_role_permissions
    from simpul.config.fingerprint import fingerprint
    from simpul.config.strings import compile_catalogues
    from simpul.database.installation import begin_upgrade, end_upgrade
    from simpul.database.rotation import prepare_keys
    from simpul.directory.services import load_reference

    begin_upgrade(kind)
    compile_catalogues()
    call_command("collectstatic", interactive=False, verbosity=0)
    load_reference()
    load_role_permissions()
    prepare_keys()  # every column's key is made now, so that the next backup of the ring holds them all
    administrator = None
    if kind == "demo":
        _demo_office()
    else:
        administrator = _first_administrator()
    end_upgrade(fingerprint())
    return administrator or {}


def _demo_office() -> None:
    """The demo's people."""
    from simpul.demo.services import make_demo_office

    make_demo_office(count=int(os.environ["SIMPUL_FAMILIES"]))


def _first_administrator() -> dict[str, str] | None:
    """An office to begin with and one administrator, whose password is shown once, now."""
    from simpul.accounts.models import User
    from simpul.accounts.services import assign_role, open_account
    from simpul.directory.rules.offices import UNNAMED_OFFICE, UNNAMED_ORGANISATION
    from simpul.directory.services import open_office, open_organisation
    from simpul.kit.dates import today

    if User.objects.filter(is_system=False).exists():
        return None
    password = secrets.token_urlsafe(12)
    organisation = open_organisation(name=UNNAMED_ORGANISATION, kind="other", by=None)
    office = open_office(
        code="kantor",
        name=UNNAMED_OFFICE,
        kind="dinas",
        organisation=organisation,
        area=None,
        time_zone="Asia/Jakarta",
        by=None,
    )
    user = open_account(username="admin", name="Administrator", password=password, office=office, by=None)
    assign_role(user=user, role="system_administrator", office=office, from_on=today(office.time_zone), by=None)
    return {"username": user.username, "password": password}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
