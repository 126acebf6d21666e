"""Run as a program on a database of its own: receive and check a list, or apply it and be killed on the way.

`python -m tests.lists.killed DATABASE receive` · `… apply STATEMENT` kills itself at that statement of the database, 0 never.
"""

import os
import signal
import sys

DATABASE, WORD, *REST = sys.argv[1:]
ROWS = 24


def main() -> None:
    """One of the two."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = DATABASE
    django.setup()
    from simpul.accounts.models import User
    from simpul.directory.models import Office

    by, office = User.objects.get(username="bagus"), Office.objects.get(code="dinsos-bandung")
    _receive(by, office) if WORD == "receive" else _apply(by, int(REST[0]))


def _receive(by, office) -> None:
    from tests.lists.working import received

    people = [["", f"320405170874{n:04}", f"ORANG {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26]}", "L", "17-08-1974", "Panyocokan", "1/2", f"32040512081500{n // 3 + 1:02}", "1" if n % 3 == 0 else "4"] for n in range(1, ROWS + 1)]  # fmt: skip
    people[0][8] = "1"
    received(by, office, *people)


def _apply(by, at: int) -> None:
    from django.db import connection

    from simpul.database.context import acting_as
    from simpul.lists.models import IncomingList
    from simpul.lists.services import apply, apply_list, applying
    from tests.lists.working import AtOnce

    applying.ROWS_A_STEP = 5
    count = 0

    def kill(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with acting_as(by.pk):
        incoming = IncomingList.objects.select_related("office").get()
        if incoming.state == "checked":
            apply_list(incoming=incoming, by=by, is_worked_on_here=True)
    with connection.execute_wrapper(kill):
        apply(pk=str(incoming.pk), progress=AtOnce(by))


if __name__ == "__main__":
    main()
