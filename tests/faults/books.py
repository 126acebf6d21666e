"""What the database holds after a crash, held against what the clerks sent and what they were told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.config.running import Installation
from tests.faults.clerks import Act, Clerk


@dataclass(frozen=True)
class Books:
    """Read in one look, by somebody to whom no row is hidden."""

    people: dict[str, tuple[str, int]]  # id: name, version
    versions: Counter[str]  # rows of history of each person
    markers: Counter[tuple[str, str]]  # each text a correction wrote, with whose
    events: Counter[tuple[str, str]]  # act, subject
    operations: dict[str, str]  # key: the person its answer names
    words: Counter[str]  # what each person can be found by
    tasks: Counter[str]  # that the number is to be obtained


def read_books(installation: Installation) -> Books:
    server = installation.server()
    with server.connect({**server.administrator(), "dbname": "simpul"}) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

        def rows(columns: str) -> list[Any]:
            return connection.execute(f"SELECT {columns}").fetchall()

        return Books(
            {pk: (name, version) for pk, name, version in rows("id::text, name, version FROM registry_person")},
            Counter(pk for (pk,) in rows("id::text FROM registry_personevent")),
            Counter(
                rows("birth_place, id::text FROM registry_personevent WHERE pgh_label = 'update' AND birth_place <> ''")
            ),
            Counter(rows("act, subject::text FROM audit_event WHERE subject_kind = 'person'")),
            dict(rows("key::text, answer ->> 'id' FROM audit_operation")),
            Counter(pk for (pk,) in rows("person_id::text FROM registry_nameword")),
            Counter(pk for (pk,) in rows("person_id::text FROM registry_papertask")),
        )


def lost(books: Books, clerks: Iterable[Clerk]) -> Iterator[str]:
    """What was acknowledged and is not there, or not as it was acknowledged."""
    for act in (act for clerk in clerks for act in clerk.acts if act.answer is not None):
        name, version = books.people.get(act.person, ("", 0))
        if name != act.name:
            yield f"{act} was acknowledged, and the person is not there"
        elif act.is_correction and not books.markers[act.marker, act.person]:
            yield f"{act} was acknowledged, and the person never said so"
        elif version < act.answer.get("version", 1):
            yield f"{act} was acknowledged, and the person is of version {version}"
        if act.key and books.operations.get(str(act.key)) != act.person:
            yield f"{act} was acknowledged, and its answer is not kept"


def doubled(books: Books, clerks: Iterable[Clerk]) -> Iterator[str]:
    """What was sent and happened more than once, or to somebody else."""
    acts = [act for clerk in clerks for act in clerk.acts]
    names = Counter(name for name, _ in books.people.values())
    texts: Counter[str] = Counter()
    for (text, _), number in books.markers.items():
        texts[text] += number
    for act in acts:
        if act.is_correction and texts[act.marker] > 1:
            yield f"{act} happened more than once"
        if not act.is_correction and names[act.name] > 1:
            yield f"{act} made {names[act.name]} people"


def half_done(books: Books, before: Books) -> Iterator[str]:
    """Everybody who came since `before` has all that belongs to them: each event, version, word and task."""
    for pk, (name, version) in books.people.items():
        if pk in before.people:
            continue
        expected = {
            "events of registration": (books.events["registry.person_registered", pk], 1),
            "events of correction": (books.events["registry.person_corrected", pk], version - 1),
            "versions in history": (books.versions[pk], version),
            "words to be found by": (books.words[pk], len(set(name.split()))),
            "tasks for the missing number": (books.tasks[pk], 1),
        }
        for what, (found, wanted) in expected.items():
            if found != wanted:
                yield f"person {pk} of version {version}: {what}: {found}, not {wanted}"
    for (act, pk), number in (books.events - before.events).items():
        if pk not in books.people:
            yield f"{number} events {act} tell of person {pk}, who is not there"
    for key, pk in books.operations.items():
        if pk not in books.people:
            yield f"the answer kept for {key} names person {pk}, who is not there"


def acknowledged(clerks: Iterable[Clerk]) -> list[Act]:
    return [act for clerk in clerks for act in clerk.acts if act.answer is not None]
