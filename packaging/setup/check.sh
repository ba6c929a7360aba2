#!/usr/bin/env bash
# The gate: every step runs, then it fails if one failed, so that all faults are seen at once.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"
# shellcheck source=packaging/setup/headless.sh
. "$setup/headless.sh"

cd "$root"
bin="$root/.venv/bin"
rooms=(app ui devices sync printers kiosk)
failed=()

# Silent when it passes; when it fails, everything it said.
step() {
    local name=$1 said status=0
    shift
    said=$("$@" 2>&1) || status=$?
    if [ "$status" -ne 0 ]; then
        printf '%s\n' "$said" >&2
        failed+=("$name")
    fi
}

step "ruff" "$bin/ruff" check --quiet "${rooms[@]}" tests packaging
step "ruff format" "$bin/ruff" format --check --quiet "${rooms[@]}" tests packaging packaging
step "mypy" "$bin/mypy" "${rooms[@]}" tests
step "import-linter" env PYTHONPATH="$root" "$bin/lint-imports" --no-cache
step "qmllint" "$setup/qmllint.sh"
step "architecture" "$bin/python" -m pytest -q -n 0 tests/gate

if [ "${#failed[@]}" -gt 0 ]; then die "the gate is closed by: $(IFS=,; printf '%s' "${failed[*]}" | sed 's/,/, /g')"; fi
say "the gate is open: lint, format, types, import contracts, QML and architecture hold"
