#!/bin/sh
# Every test but the controls and the long faults. What drives a browser against servers of its own runs beside the
# others, and what it said follows when it has ended. A browser's driver runs an event loop that other tests must not
# meet. In tests/audit an event is sealed once no older transaction of the whole server is open, and other tests hold many.
set -u
said=$(mktemp)
# Whoever ends first leaves the tests' server to the others.
SIMPUL_TEST_KEEP_SERVER=1 .venv/bin/pytest -m "journey or crawl" --ignore=tests/ui/test_in_browser.py > "$said" 2>&1 &
journeys=$!
trap 'kill $journeys 2>/dev/null; rm -f "$said"' EXIT
.venv/bin/pytest -n 2 --dist worksteal -m "not faults and not control and not journey and not crawl" \
    --ignore=tests/audit --ignore=tests/ui/test_in_browser.py \
    && .venv/bin/pytest tests/ui/test_in_browser.py && .venv/bin/pytest -m "not faults" tests/audit
others=$?
wait $journeys
status=$?
cat "$said"
[ $others -eq 0 ] && [ $status -eq 0 ]
