#!/usr/bin/env bash
# Resolves packaging/requirements/*.in for Python 3.11 on Linux into the lock files, with the hash of every file.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"

uv_version=0.13.9
tools="$root/build/lock-tools"

# uv does not read pip's settings: the index this machine uses is handed over.
pip_setting() { "$root/.venv/bin/python" -m pip config get "$1" 2>/dev/null || true; }

main() {
    say "resolving with uv $uv_version (installed into build/lock-tools)"
    "$root/.venv/bin/python" -m venv "$tools"
    quietly "$tools/bin/python" -m pip install "uv==$uv_version" || die "uv could not be installed; see $log"
    local index
    index=${PIP_INDEX_URL:-$(pip_setting global.index-url)}
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
    cd "$requirements"
    # glibc 2.36 is Debian 12's: a newer wheel would not load there.
    local compile=("$tools/bin/uv" pip compile --quiet --upgrade --python-version 3.11 --python-platform x86_64-manylinux_2_36
        --generate-hashes --no-annotate --no-header)
    "${compile[@]}" build.in run.in dev.in -o lock.txt >/dev/null || die "the versions asked for in packaging/requirements/*.in contradict each other (above)"
    "${compile[@]}" -c lock.txt build.in -o lock-build.txt >/dev/null || die "the build tools could not be locked (above)"
    say "locked $(grep -c '==' lock.txt) packages; read the difference with: git diff --stat packaging/requirements"
}

main
