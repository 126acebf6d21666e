"""Finding a person among many under row security: by number, phone, names, another spelling and a slip of the fingers.

Every search is a request's work without its page: what the viewer may see, the matches, the count, and the lines of the
first page. The baseline is the plainest question there is: the same person by primary key, under the same row policy.
"""

import gc
import random
from collections.abc import Callable
from typing import Any

from crowd import Somebody, people, places, put
from measuring import Options, compared, percentile, run, scratch, seconds

TIMES = 100  # of each kind; fewer among few people
P50, P99 = 0.080, 0.300
RESPELT = (
    ("SU", "SOE"),
    ("SY", "SJ"),
    ("F", "P"),
    ("Z", "J"),
    ("NINGSIH", "NINGSI"),
    ("YA", "IA"),
    ("CI", "TJI"),
    ("T", "TH"),
)
VIEWERS = ("yuni", "cecep")  # the whole office, one village of it


def measure(options: Options) -> dict[str, Any]:
    """Fill the registry, then ask."""
    with scratch(options) as place:
        from simpul.accounts.models import User

        times = min(TIMES, options.size // 20)
        crowd = list(people(options.size, places(), seed=options.seed))
        viewers = {name: User.objects.get(username=name) for name in VIEWERS}
        filling = seconds(lambda: put(crowd, viewers["yuni"].pk, place))
        gc.freeze()  # a collector that walks through the crowd would be measured too
        chance = random.Random(options.seed)  # noqa: S311
        parts, baseline = {}, []
        for name, viewer in viewers.items():
            within = _within(viewer, crowd)
            asked = {kind: [text(chance, within) for _ in range(times)] for kind, text in SEARCHES.items()}
            for kind, texts in asked.items():
                parts[f"{kind} by {name}"] = _told([_search(viewer, text) for text in texts])
            if name == "yuni":
                baseline = [_by_key(viewer, chance.choice(within)) for _ in range(times)]
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
    return next((one.phone for one in chance.choices(within, k=100) if one.phone), "+6281000000000")


def _rare(chance: random.Random, within: list[Somebody]) -> str:
    from crowd import COMMON

    words = (word for one in chance.choices(within, k=100) for word in one.name.split())
    return next((word for word in words if word not in COMMON), "BACIDUGA")


def _respelt(chance: random.Random, within: list[Somebody]) -> str:
    """Somebody's whole name, each word in another spelling where there is one."""
    words = _two_words(chance, within)
    return " ".join(next((word.replace(*other) for other in RESPELT if other[0] in word), word) for word in words)


def _slipped(chance: random.Random, within: list[Somebody]) -> str:
    """Somebody's whole name with one slip of the fingers in it."""
    words = _two_words(chance, within)
    at = max(range(len(words)), key=lambda place: (len(words[place]) > 3, chance.random()))
    word, place = words[at], chance.randrange(1, len(words[at]))
    front, behind, letter = word[:place], word[place:], chance.choice("AEIKLMNRST")
    slips = (
        front + letter + behind,
        front + behind[1:],
        front + letter + behind[1:],
        front[:-1] + behind[0] + front[-1] + behind[1:],
    )
    return " ".join([*words[:at], chance.choice(slips), *words[at + 1 :]])


def _two_words(chance: random.Random, within: list[Somebody]) -> list[str]:
    return chance.choice([one for one in chance.choices(within, k=200) if " " in one.name]).name.split()


SEARCHES: dict[str, Callable[[random.Random, list[Somebody]], str]] = {
    "number": _number,
    "phone": _phone,
    "rare name": _rare,
    "rare and common": lambda chance, within: f"{_rare(chance, within)} siti",
    "common name": lambda chance, _: chance.choice(("siti", "muhammad", "sri")),
    "two common": lambda chance, _: chance.choice(("siti aminah", "ahmad hidayat", "nur lestari")),
    "other spelling": _respelt,
    "one slip": _slipped,
    "nobody": lambda chance, _: f"{''.join(chance.choices('BCDGKLMNPR', k=7))} siti",
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


def _within(viewer: Any, crowd: list[Somebody]) -> list[Somebody]:
    """Those whom the viewer reaches."""
    from simpul.accounts.queries import access
    from simpul.accounts.rules.permissions import Permission

    reach = access.reach(viewer, Permission.VIEW_PERSON)
    return [one for one in crowd if reach.covers(one.office, one.area)] or crowd


def _told(taken: list[float]) -> dict[str, Any]:
    p50, p99 = percentile(taken, 50), percentile(taken, 99)
    return {"p50": round(p50, 4), "p99": round(p99, 4), "is_within": p50 <= P50 and p99 <= P99}


if __name__ == "__main__":
    run(measure, figure="find a person", target=f"p50 ≤ {P50} s, p99 ≤ {P99} s among 1,000,000", size=100_000)
