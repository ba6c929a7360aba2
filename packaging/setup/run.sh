#!/usr/bin/env bash
# Opens the terminal in a window, or plays a whole visit off-screen where there is no display.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"

if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    export QT_QUICK_BACKEND="${QT_QUICK_BACKEND:-software}"
    exec "$root/.venv/bin/kiosk" run
fi

# shellcheck source=packaging/setup/headless.sh
. "$setup/headless.sh"
out="$root/build/demo"
say "there is no display here, so a whole visit is played off-screen into build/demo"
rm -rf "$out"
"$root/.venv/bin/kiosk" demo --out "$out" || die "the visit did not end well; what it said is above, what it left is in $out"
say "pictures: $out/screens   receipt: $out/receipt.pdf   summary: $out/summary.json"
