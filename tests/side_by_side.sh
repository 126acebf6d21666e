#!/bin/sh
# What runs on a server of its own beside what needs the tests' server for itself; what each said follows in turn.
# A browser's driver runs an event loop that other tests must not meet. In tests/audit an event is sealed once no older
# transaction of the whole server is open, and other tests hold many.
set -u
said=$(mktemp)
.venv/bin/pytest -m "journey or crawl" --ignore=tests/ui/test_in_browser.py > "$said" 2>&1 &
journeys=$!
trap 'kill $journeys 2>/dev/null; rm -f "$said"' EXIT
.venv/bin/pytest tests/ui/test_in_browser.py && .venv/bin/pytest -m "not faults" tests/audit
others=$?
wait $journeys
status=$?
cat "$said"
[ $others -eq 0 ] && [ $status -eq 0 ]
