#!/bin/sh
# Every test but the controls and the long faults. What drives a browser runs beside the others, and what it said follows
# when it has ended: a browser's driver runs an event loop that other tests must not meet. tests/audit comes last of its
# half, for an event is sealed once no older transaction of the whole server is open, and other tests hold many.
set -u
said=$(mktemp)
in_browser() {
    # Whoever ends first leaves the tests' server to the others.
    export SIMPUL_TEST_KEEP_SERVER=1
    trap 'kill $! 2>/dev/null; exit 1' TERM
    for part in tests/ui/test_in_browser.py tests/journeys; do
        .venv/bin/pytest "$part" &
        wait $! || return 1
    done
}
in_browser > "$said" 2>&1 &
browsing=$!
trap 'kill $browsing 2>/dev/null; rm -f "$said"; .venv/bin/python -m tests.plugin' EXIT
SIMPUL_TEST_KEEP_SERVER=1 .venv/bin/pytest -n 3 --dist worksteal -m "not faults and not control" \
    --ignore=tests/journeys --ignore=tests/audit --ignore=tests/ui/test_in_browser.py \
    && SIMPUL_TEST_KEEP_SERVER=1 .venv/bin/pytest -m "not faults" tests/audit
others=$?
wait $browsing
status=$?
cat "$said"
[ $others -eq 0 ] && [ $status -eq 0 ]
