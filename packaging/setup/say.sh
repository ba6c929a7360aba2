# Sourced by the set-up scripts: one-line messages, and failures said in one sentence.
# shellcheck shell=bash disable=SC2034

set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
setup="$root/packaging/setup"
requirements="$root/packaging/requirements"
log="$root/build/setup.log"
kept_certificates="$root/build/certificates-before.crt"
mkdir -p "$root/build"

# What was compiled once is kept, and beside the tree: a start compiles 700 modules otherwise, and the tests start hundreds of programs.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="$root/build/compiled"

say() { printf 'doorstep: %s\n' "$*"; }

die() {
    printf 'doorstep: %s\n' "$*" >&2
    exit 1
}

# Runs a command into the log, without a terminal to ask on.
quietly() { "$@" >>"$log" 2>&1 </dev/null; }

# True when the last 40 lines of the log speak of a line that is down.
offline() {
    tail -n 40 "$log" | grep -qiE \
        'temporary failure (in name )?resol|could not (resolve|connect)|failed to establish|network is unreachable|name or service not known|connection (refused|timed out)|no route to host|newconnectionerror'
}

# True when the log ends in a disk that is full.
disk_full() { tail -n 40 "$log" | grep -qi 'no space left on device'; }
