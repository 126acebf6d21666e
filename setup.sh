#!/bin/sh
# Make .venv from uv.lock with uv, getting uv itself first where it is missing, by unpacking its wheel with the standard
# library: a bare Debian has neither pip nor venv. `setup.sh PYTHON run` leaves out what only the tests need.
set -eu
PYTHON="${1:-python3}"
"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null || {
    echo "Simpul needs Python 3.11, 3.12 or 3.13; '$PYTHON' is $("$PYTHON" -V 2>&1). Name another: make PYTHON=python3.12 …" >&2
    exit 2
}
UV="$(command -v uv || true)"
if [ -z "$UV" ]; then
    UV="$PWD/.tools/uv"
    [ -x "$UV" ] || "$PYTHON" bootstrap.py "$UV"
fi
# The certificates that this machine trusts: an office network may have one of its own.
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1
if [ "${2:-}" = run ]; then
    # Inexact: what the tests brought before stays.
    "$UV" sync --quiet --frozen --python "$PYTHON" --no-dev --inexact
else
    "$UV" sync --quiet --frozen --python "$PYTHON"
fi
