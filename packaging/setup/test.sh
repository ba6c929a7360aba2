#!/usr/bin/env bash
# Runs the tests off-screen on two workers; arguments go to pytest.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"
# shellcheck source=packaging/setup/headless.sh
. "$setup/headless.sh"

cd "$root"
# tests/gate has run by then: `make check` comes first.
"$root/.venv/bin/python" -m pytest -n 2 --dist loadgroup --ignore tests/gate "$@" || {
    status=$?
    if [ "$status" -eq 5 ]; then die "no test was asked for by: $*"; fi
    exit "$status"
}
