#!/usr/bin/env bash
# Waits for BROKER_OWNER_PID to end, then stops its broker and deletes the broker's folder: a test run that was
# interrupted leaves nothing behind. Ends by itself once the folder is gone or another start has brought a watcher.
set -euo pipefail
# shellcheck source=infra/broker/settings.sh
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

mine="$(cat "$home/broker.pid")"
while is_alive "$BROKER_OWNER_PID"; do
    [[ $(cat "$home/broker.pid" 2>/dev/null) == "$mine" ]] || exit 0
    sleep 1
done
"$(dirname "${BASH_SOURCE[0]}")/stop.sh"
rm -rf "$home"
