#!/usr/bin/env bash
# Runs the tests off-screen on two workers; arguments go to pytest.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"
# shellcheck source=packaging/setup/headless.sh
. "$setup/headless.sh"

cd "$root"
exec "$root/.venv/bin/python" -m pytest -n 2 --dist loadgroup "$@"
