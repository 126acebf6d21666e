"""Finding a person among many under row security: by number, phone, rare and common names, as the search page does.

Every search is a request's work without its page: what the viewer may see, the matches, the count, and the lines of the
first page. The baseline is the plainest question there is: the same person by primary key, under the same row policy.
"""

import random
from collections.abc import Callable
from typing import Any

from crowd import Somebody, people, places, put
from measuring import Options, compared, percentile, run, scratch, seconds

TIMES = 40
P50, P99 = 0.080, 0.300
VIEWERS = ("yuni", "cecep")  # the whole office, one village of it


def measure(options: Options) -> dict[str, Any]:
    """Fill the registry, then ask."""
    with scratch(options) as place:
        from simpul.accounts.models import User

        crowd = list(people(options.size, places(), seed=options.seed))
        viewers = {name: User.objects.get(username=name) for name in VIEWERS}
        filling = seconds(lambda: put(crowd, viewers["yuni"].pk, place))
        chance = random.Random(options.seed)  # noqa: S311
        parts, baseline = {}, []
        for name, viewer in viewers.items():
            within = [one for one in crowd if _reaches(name, viewer, one)] or crowd
            asked = {kind: [text(chance, within) for _ in range(TIMES)] for kind, text in SEARCHES.items()}
            for kind, texts in asked.items():
                parts[f"{kind} by {name}"] = _told([_search(viewer, text) for text in texts])
            if name == "yuni":
                baseline = [_by_key(viewer, chance.choice(within)) for _ in range(TIMES)]
                worst = max(asked, key=lambda kind: parts[f"{kind} by {name}"]["p50"])
                ours = [_search(viewer, text) for text in asked[worst]]
    against = "the same person by primary key under the same row policy"
    return compared(ours, baseline, unit=f"seconds of the slowest kind ({worst})", against=against) | {
        "parts": parts, "filled_in": round(filling, 1),
        "above_target": [kind for kind, told in parts.items() if not told["is_within"]],
    }  # fmt: skip


def _number(_: random.Random, within: list[Somebody]) -> str:
    return _.choice(within).number


def _phone(chance: random.Random, within: list[Somebody]) -> str:
    return chance.choice([one.phone for one in within if one.phone] or ["+6281000000000"])


def _rare(chance: random.Random, within: list[Somebody]) -> str:
    from crowd import COMMON

    return chance.choice([word for one in within for word in one.name.split() if word not in COMMON] or ["BACIDUGA"])


SEARCHES: dict[str, Callable[[random.Random, list[Somebody]], str]] = {
    "number": _number,
    "phone": _phone,
    "rare name": _rare,
    "rare and common": lambda chance, within: f"{_rare(chance, within)} siti",
    "common name": lambda chance, _: chance.choice(("siti", "muhammad", "sri")),
    "two common": lambda chance, _: chance.choice(("siti aminah", "ahmad hidayat", "nur lestari")),
    "beginning": lambda chance, _: chance.choice(("si", "mu", "a")),
}


def _search(viewer: Any, text: str) -> float:
    from simpul.database.context import acting_as
    from simpul.registry.queries import find_people

    with acting_as(viewer.pk):
        return seconds(lambda: find_people(viewer, text))


def _by_key(viewer: Any, one: Somebody) -> float:
    from simpul.database.context import acting_as
    from simpul.registry.models import Person

    with acting_as(viewer.pk):
        return seconds(lambda: Person.objects.filter(pk=one.id).first())


def _reaches(name: str, viewer: Any, one: Somebody) -> bool:
    from simpul.accounts.queries import access
    from simpul.accounts.rules.permissions import Permission

    return access.reach(viewer, Permission.VIEW_PERSON).covers(one.office, one.area)


def _told(taken: list[float]) -> dict[str, Any]:
    p50, p99 = percentile(taken, 50), percentile(taken, 99)
    return {"p50": round(p50, 4), "p99": round(p99, 4), "is_within": p50 <= P50 and p99 <= P99}


if __name__ == "__main__":
    run(measure, figure="find a person", target=f"p50 ≤ {P50} s, p99 ≤ {P99} s among 1,000,000", size=100_000)
