"""Tasks of the tests: work that does what a test wants of it."""

from procrastinate.contrib.django import app

from simpul.jobs import rules
from simpul.jobs.services import running
from simpul.kit.refusals import Refusal, Refused

KIND = "tests.count"
rules.register(KIND, rules.Kind(title="Menghitung"))


@app.task(name="tests.count_to")
def count_to(job_id, number, ending="done"):
    """Advance one by one; then end as asked."""
    with running(job_id) as progress:
        progress.of(number)
        progress.stage("counting")
        for _step in range(number):
            progress.advance()
        if ending == "refused":
            raise Refused(Refusal("job_is_over", {"count": 3, "name": "Aminah", "number": "3204054101680001"}))
        if ending == "broken":
            raise ValueError("Aminah, 3204054101680001")
