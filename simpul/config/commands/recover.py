"""Let an administrator of the system in again who lost password or device, when nobody else may reset them."""

import argparse
from typing import Any

from simpul.config.occupancy import running_server
from simpul.config.refusals import CommandRefused


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("username", help="an administrator of the system; others are helped by their office")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Whoever may run this keeps the machine; the audit says that it was done here."""
    import django

    with running_server():
        django.setup()
        from simpul.accounts.queries.people import by_username
        from simpul.accounts.services import AccountRefused, recover_administrator

        user = by_username(options.username)
        try:
            if user is None:
                raise CommandRefused("no_administrator", username=options.username)
            password = recover_administrator(user=user, by=None)
        except AccountRefused as refused:
            raise CommandRefused("no_administrator", username=options.username) from refused
    if not options.json:
        print(f"One-time password of {user.username}, shown once: {password}")
    return 0, {"username": user.username, "password": password}
