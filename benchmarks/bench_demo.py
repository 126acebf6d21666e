"""The people of the demo office: made and registered, against the generator alone; and how much memory that takes."""

import os
import resource
import time
from typing import Any

from measuring import Options, run, scratch, seconds, spread


def measure(options: Options) -> dict[str, Any]:
    """`size` families once: they are in the database afterwards, and would only be recognised a second time."""
    with scratch(options):
        from simpul.accounts.models import User
        from simpul.demo.rules.people import families
        from simpul.demo.services import register_families
        from simpul.directory.models import Office

        by, office = User.objects.get(username="yuni"), Office.objects.get(code="dinsos-bandung")
        seed = options.seed + 1  # another seed than the people who are there already
        alone = seconds(lambda: sum(len(family.members) for family in families(options.size, seed=seed)))
        people = sum(len(family.members) for family in families(options.size, seed=seed))
        begun, cpu = time.perf_counter(), time.process_time()
        register_families(office=office, families=families(options.size, seed=seed), registrars=[by])
        taken, cpu = time.perf_counter() - begun, time.process_time() - cpu
    return {
        "unit": "seconds for all of them", "runs": spread([taken]),
        "baseline": {"what": "making the same people and keeping nobody", **spread([alone])},
        "ratio": round(taken / alone, 2), "people": people, "per_second": round(people / taken), "cpu_here": round(cpu, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "cores": len(os.sched_getaffinity(0)),
    }  # fmt: skip


if __name__ == "__main__":
    run(measure, figure="demo", target="≤ 25 s for 12,000 families on two cores; memory bounded", size=12_000)
