#!/usr/bin/env bash
# Makes .venv from the lock, and again only when the lock, the Python, the project file or the place has changed.
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"

venv="$root/.venv"

# Debian's own Python comes first: its headers come by apt, and python3-venv with it.
find_python() {
    local candidate
    for candidate in /usr/bin/python3 "$(command -v python3 || true)"; do
        if [ -x "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# Of pyproject.toml only the sections that are installed count, so that a changed lint rule remakes nothing.
installed_sections() { awk '/^\[/ { keep = /^\[(build-system|project|tool\.setuptools)/ } keep' "$root/pyproject.toml"; }

fingerprint() {
    {
        printf '%s\n' "$root"
        "$1" -c 'import sys; print(sys.version)'
        cat "$requirements"/lock*.txt
        installed_sections
    } | sha256sum | cut -d' ' -f1
}

explain_and_stop() {
    if tail -n 60 "$log" | grep -q 'DO NOT MATCH THE HASHES'; then
        die "a downloaded package is not the one that was locked (its hash differs): nothing of it was installed; see $log"
    fi
    if tail -n 60 "$log" | grep -q 'CERTIFICATE_VERIFY_FAILED'; then
        die "the package index's certificate is not trusted on this machine; set PIP_CERT to the right bundle. Details: $log"
    fi
    if offline || tail -n 60 "$log" | grep -q '(from versions: none)'; then die "pip cannot reach its package index; connect this machine (or set PIP_INDEX_URL) and try again. Details: $log"; fi
    if disk_full; then die "the disk is full; free about 1 GB and try again. Details: $log"; fi
    if tail -n 60 "$log" | grep -q 'No matching distribution'; then
        die "the package index lacks a locked package for this machine ($(uname -m), $("$python" -V)); see $log"
    fi
    if tail -n 200 "$log" | grep -q 'winscard.h'; then die "the card library's headers are missing; install libpcsclite-dev. Details: $log"; fi
    die "$1; see $log"
}

# Everything comes built but pyscard: a source package runs what it likes while it is built.
locked_pip() {
    PATH="$venv/bin:$PATH" quietly "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --no-compile --only-binary :all: --no-binary pyscard,doorstep "$@"
}

make_venv() {
    if [ -f "$kept_certificates" ]; then export PIP_CERT="$kept_certificates"; fi
    rm -rf "$venv"
    quietly "$python" -m venv "$venv" || explain_and_stop "the virtual environment could not be made with $python"
    locked_pip --require-hashes -r "$requirements/lock-build.txt" || explain_and_stop "the build tools could not be installed"
    locked_pip --require-hashes --no-build-isolation -r "$requirements/lock.txt" || explain_and_stop "the locked packages could not be installed"
    locked_pip --no-deps --no-build-isolation --config-settings editable_mode=compat -e "$root" || explain_and_stop "the project could not be put into .venv"
}

main() {
    exec 9>"$root/build/setup.lock"
    flock 9
    python=$(find_python) || die "Python 3.11 or newer is needed and was not found; on Debian 12: apt-get install python3"
    local mark
    mark=$(fingerprint "$python")
    if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/.made-from" 2>/dev/null)" = "$mark" ]; then return 0; fi
    say "making .venv with $python: $(grep -c '==' "$requirements/lock.txt") locked packages by pip, about 500 MB"
    make_venv
    printf '%s\n' "$mark" >"$venv/.made-from"
}

main
