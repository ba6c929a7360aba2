#!/usr/bin/env bash
# Installs by apt what a list of Debian packages names and this machine lacks: system.sh LIST
# shellcheck source=packaging/setup/say.sh
. "$(dirname "$0")/say.sh"

missing_packages() {
    local wanted installed
    wanted=$(grep -vE '^(#|$)' "$1" | sort -u)
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" {print $1}' | sort -u)
    comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

# sudo forgets the environment: what apt needs of it is handed over by name.
as_root() {
    local passed=(DEBIAN_FRONTEND=noninteractive) name
    for name in http_proxy https_proxy no_proxy APT_CONFIG; do
        if [ -n "${!name:-}" ]; then passed+=("$name=${!name}"); fi
    done
    if [ "$(id -u)" -eq 0 ]; then
        quietly env "${passed[@]}" "$@"
    else
        { sudo env "${passed[@]}" "$@"; } >>"$log" 2>&1
    fi
}

# Debian's ca-certificates (python3-venv needs it) writes the bundle anew; what a network's own proxy had put there
# must still be there for pip afterwards, so the bundle of before is kept for venv.sh.
keep_certificates() {
    local bundle=${PIP_CERT:-${REQUESTS_CA_BUNDLE:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}}
    local state
    state=$(dpkg-query -W -f '${db:Status-Status}' ca-certificates 2>/dev/null || true)
    if [ -f "$bundle" ] && [ "$state" != installed ]; then cp "$bundle" "$kept_certificates"; fi
}

explain_and_stop() {
    if offline; then die "apt cannot reach its package source; connect this machine (or set apt's proxy) and try again. Details: $log"; fi
    if disk_full; then die "the disk is full, so apt could not install; free about 700 MB and try again. Details: $log"; fi
    if tail -n 20 "$log" | grep -qi 'could not get lock'; then die "another apt is running; let it end and try again."; fi
    if tail -n 20 "$log" | grep -qi 'unable to locate package'; then
        die "apt does not know some of these packages (this project is made for Debian 12): $*. Details: $log"
    fi
    die "apt could not install $*. Details: $log"
}

main() {
    local missing
    mapfile -t missing < <(missing_packages "$1")
    if [ "${#missing[@]}" -eq 0 ] || [ -z "${missing[0]}" ]; then return 0; fi
    if ! command -v apt-get >/dev/null; then
        die "there is no apt-get here (this project is made for Debian 12); install these yourself: ${missing[*]}"
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "system packages are missing and there is no sudo; run as root: apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "installing ${#missing[@]} system packages by apt: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then sudo -v || die "sudo was refused; run as root: apt-get install --no-install-recommends ${missing[*]}"; fi
    keep_certificates
    local install=(apt-get install -y -qq --no-install-recommends "${missing[@]}")
    if apt-get install -s -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && as_root "${install[@]}"; then return 0; fi
    as_root apt-get update || explain_and_stop "${missing[@]}"
    as_root "${install[@]}" || explain_and_stop "${missing[@]}"
}

main "$1"
