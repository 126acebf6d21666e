"""A process of its own for tests that kill it: `python -m tests.database.sealed fill 500 | rotate 20 | count`."""

import sys
from uuid import UUID

import django


def fill(rows: str) -> None:
    """Make the tables, and cards whose values can be told from their ids."""
    from django.db import connection

    from tests.database.sealed.models import Card
    from tests.database.sealed.tables import make_tables

    make_tables(connection)
    ids = [UUID(int=number + 1) for number in range(int(rows))]
    Card.objects.bulk_create(Card(id=id, number=number_of(id), story=story_of(id)) for id in ids)


def rotate(batch: str) -> None:
    """Go on with the rotation; a first line tells that it begins, the last what was done."""
    from simpul.database import rotation
    from tests.database.sealed.models import Card

    say("begins")
    say(rotation.rotate(Card, "number", batch=int(batch)).left)


def count(_: str = "") -> None:
    """How many lines of the cards and of their history can be read and found, as they should."""
    from tests.database.sealed.models import Card

    cards = Card.objects.in_bulk()
    found = sum(Card.objects.get(number_index__of=number_of(id)).pk == id for id in list(cards)[::25])
    say(
        sum(card.number == number_of(card.pk) for card in cards.values()),
        sum(line.number == number_of(line.pgh_obj_id) for line in Card.pgh_event_model.objects.all()),
        found * 25,
    )


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def number_of(id: UUID) -> str:
    return f"{id.int:016d}"


def story_of(id: UUID) -> str:
    return f"cerita {id.int}"


if __name__ == "__main__":
    django.setup()
    from tests.database.sealed.tables import join_program

    join_program()
    {"fill": fill, "rotate": rotate, "count": count}[sys.argv[1]](*sys.argv[2:])
