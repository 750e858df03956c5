#!/usr/bin/env bash
# install.sh FOLDER: installs what the client in a folder beside this script needs into its node_modules, unless it is there
# already. Fails soon where it cannot.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/$1"

# npm writes this copy of the lock file last: older than the lock file means that another version is wanted by now.
[[ node_modules/.package-lock.json -nt package-lock.json ]] && exit

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "$1: needs node and npm (on Debian: apt-get install nodejs npm)" >&2
    exit 1
fi
npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --fetch-retries=1 --fetch-timeout=30000 >&2
