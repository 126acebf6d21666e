#!/bin/sh
# Make .venv from uv.lock with uv, getting uv itself first where it is missing: from pip when there is one, else by
# unpacking its wheel with the standard library (a bare Debian has neither pip nor venv).
set -eu
PYTHON="${1:-python3}"
"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || {
    echo "Simpul needs Python 3.11, 3.12 or 3.13; '$PYTHON' is $("$PYTHON" -V 2>&1)." >&2
    exit 2
}
UV="$(command -v uv || true)"
if [ -z "$UV" ]; then
    UV="$PWD/.tools/uv"
    [ -x "$UV" ] || "$PYTHON" bootstrap.py "$UV"
fi
export UV_PYTHON_DOWNLOADS=never
"$UV" sync --quiet --frozen --python "$PYTHON"
