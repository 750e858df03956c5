#!/usr/bin/env bash
# apt-install.sh PACKAGE...: as root, installs Debian packages without a question and without starting what they bring.
# The programs are what is wanted here: a package's own service would take the ports that ours are to have.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if [[ ! -e $policy ]]; then
    trap 'rm -f "$log" "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

install() {
    # The lock: another apt-get may be at work on this machine.
    apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1
}

# Package lists may be missing or too old on a new machine: only then are they fetched.
if ! install "$@"; then
    apt-get update -o DPkg::Lock::Timeout=300 </dev/null >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    install "$@" || { tail -n 30 "$log" >&2; exit 1; }
fi

for package in "$@"; do
    if [[ $package == rabbitmq-server || $package == postgresql ]] && command -v systemctl >/dev/null; then
        systemctl disable --quiet "$package" 2>/dev/null || continue
        echo "$package's own service is left stopped; 'systemctl enable --now $package' changes that" >&2
    fi
done
