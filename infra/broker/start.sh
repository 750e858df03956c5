#!/usr/bin/env bash
# Starts the local RabbitMQ unless it runs already; once it can be used, prints its AMQP address on standard output.
# Exit status 3: a port is taken.
#
#   BROKER_HOME               data, configuration and logs (default: broker/ in DATA, which is data/)
#   BROKER_PORT               AMQP, on 127.0.0.1 (5672)
#   BROKER_UI_PORT            management UI and HTTP API, on 127.0.0.1 (15672)
#   BROKER_NODE               Erlang node name (detection@localhost)
#   BROKER_DISTRIBUTION_PORT, BROKER_EPMD_PORT   Erlang's own, on 127.0.0.1
#   BROKER_OWNER_PID          a process to live for: when it ends, the broker is stopped and BROKER_HOME deleted
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=infra/broker/settings.sh
source "$here/settings.sh"

# Debian's command of the same name in /usr/sbin insists on its own user and data folder; this is what it wraps.
program=/usr/lib/rabbitmq/bin/rabbitmq-server

describe() {
    local amqp ui
    read -r amqp ui <"$home/ports"
    say "$1; management http://127.0.0.1:$ui (guest/guest), data $home"
    echo "amqp://guest:guest@127.0.0.1:$amqp"
}

if pid="$(running "$home/broker.pid")"; then
    describe "already running (pid $pid)"
    exit
fi

need "$program" rabbitmq-server || exit 1
if ! mkdir -p "$home/log" 2>/dev/null || [[ ! -w $home ]]; then
    fail "$home cannot be written to; 'ls -ld $home' says whose it is"
fi
chmod 700 "$home"

ports=("$port" "$ui_port" "$distribution_port")
# An epmd outlives a broker that was killed; it serves the next one as well.
running "$home/epmd.pid" >/dev/null || ports+=("$epmd_port")
for candidate in "${ports[@]}"; do
    is_listening "$candidate" || continue
    say "error: 127.0.0.1:$candidate is taken by another program, perhaps another RabbitMQ."
    say "  to use that one:         make run-rabbitmq RABBITMQ_URL=amqp://USER:PASSWORD@127.0.0.1:5672"
    say "  to have one beside it:   make run-rabbitmq BROKER_PORT=5673 BROKER_UI_PORT=15673"
    exit 3
done

{
    cat "$here/rabbitmq.conf"
    echo
    echo "listeners.tcp.1 = 127.0.0.1:$port"
    echo 'management.tcp.ip = 127.0.0.1'
    echo "management.tcp.port = $ui_port"
} >"$home/rabbitmq.conf"
echo '[].' >"$home/advanced.config"
echo "$port $ui_port" >"$home/ports"

use_node
export RABBITMQ_DIST_PORT="$distribution_port"
export RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$home/advanced.config"
export RABBITMQ_ENABLED_PLUGINS_FILE="$here/enabled_plugins"
export RABBITMQ_MNESIA_BASE="$home/data" RABBITMQ_LOG_BASE="$home/log" RABBITMQ_GENERATED_CONFIG_DIR="$home/config"
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
# Makes the launcher become the broker instead of watching over it, so that $! is the broker itself.
export RUNNING_UNDER_SYSTEMD=true

# setsid: Ctrl-C in this terminal is not for the broker.
if ! running "$home/epmd.pid" >/dev/null; then
    setsid epmd -address 127.0.0.1 -port "$epmd_port" </dev/null >"$home/log/epmd.log" 2>&1 &
    remember "$home/epmd.pid" $!
fi
setsid "$program" </dev/null >"$home/log/console.log" 2>&1 &
pid=$!
remember "$home/broker.pid" "$pid"
if [[ -n ${BROKER_OWNER_PID:-} ]]; then
    setsid "$here/watch.sh" </dev/null >/dev/null 2>&1 &
fi

deadline=$((SECONDS + ${BROKER_START_TIMEOUT:-60}))
until is_listening "$port" && [[ $(http_status "$ui_port" /api/overview guest:guest) == 200 ]]; do
    if ! is_alive "$pid" || ((SECONDS >= deadline)); then
        tail -n 20 "$home/log/console.log" "$home/log/$node.log" >&2 || true
        "$here/stop.sh"
        fail "RabbitMQ did not start; its logs are in $home/log"
    fi
    sleep 0.1
done
describe "ready (pid $pid)"
