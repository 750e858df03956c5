#!/usr/bin/env bash
# Stops the local RabbitMQ that start.sh started; what is in its queues stays in its data folder.
set -euo pipefail
# shellcheck source=infra/broker/settings.sh
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

# stop FILE SECONDS: asks the process that a file names to end, and makes it after a while.
stop() {
    local pid deadline=$((SECONDS + $2))
    if pid="$(running "$1")"; then
        kill -TERM "$pid" 2>/dev/null || true
        while is_alive "$pid"; do
            ((SECONDS < deadline)) || kill -KILL "$pid" 2>/dev/null || true
            sleep 0.1
        done
    fi
    rm -f "$1"
}

if pid="$(running "$home/broker.pid")"; then say "stopping (pid $pid)"; else say "not running"; fi
stop "$home/broker.pid" 30
stop "$home/epmd.pid" 5
