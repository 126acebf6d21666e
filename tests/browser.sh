#!/bin/sh
# A Chromium for the tests: the machine's own; else apt when we are root; else Playwright's download; else a refusal.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
ls "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium* >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
.venv/bin/playwright install chromium && exit 0
echo "The tests drive a browser and there is none: install Chromium (apt install chromium) and try again." >&2
exit 2
