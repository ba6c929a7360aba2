#!/usr/bin/env bash
# Runs the tests off-screen on two workers; arguments go to pytest.
. "$(dirname "$0")/say.sh"
. "$setup/headless.sh"

cd "$root"
exec "$root/.venv/bin/python" -m pytest -n 2 --dist loadgroup "$@"
