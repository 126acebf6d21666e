"""A worker in a process of its own: `python -m tests.jobs.worker DATABASE [ask]`. It ends when the queue is empty."""

import asyncio
import sys


def main(database, *words):
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from procrastinate.contrib.django import app

    from simpul.jobs.management.commands.run_worker import QUEUE, _lane, _own_connections
    from tests.jobs import work

    if words:
        _ask(work)

    async def until_empty(working):
        async with working.open_async():
            await working.run_worker_async(**_lane(QUEUE, 3) | {"wait": False})

    with app.replace_connector(_own_connections()) as working:
        asyncio.run(until_empty(working))


def _ask(work):
    from simpul.accounts.models import User
    from simpul.database.context import acting_as
    from simpul.directory.models import Office
    from simpul.jobs.services import start_job

    yuni, office = User.objects.get(username="yuni"), Office.objects.get(code="dinsos-bandung")
    with acting_as(yuni.pk):
        start_job(task=work.count_to, kind=work.KIND, office=office, by=yuni, number=40, ending="killed")


if __name__ == "__main__":
    main(*sys.argv[1:])
