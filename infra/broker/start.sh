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

# Data, logs, password and cookie are this user's alone.
umask 077

describe() {
    local amqp ui user
    read -r amqp ui <"$home/ports"
    user="$(credentials)"
    say "$1; management http://127.0.0.1:$ui (user ${user%%:*}, password ${user#*:}), data $home"
    echo "amqp://$user@127.0.0.1:$amqp"
}

# answers USER:PASSWORD: whether the management API takes them.
answers() { [[ $(http_status "$ui_port" /api/whoami "$1") == 200 ]]; }

# A password of its own: a web page in a browser on this machine could publish through the management API with guest:guest,
# which everybody knows. The cookie is what other Erlang nodes on the machine would need to command this one.
make_secrets() {
    local cookie="$home/.erlang.cookie"
    [[ -s $credentials_file ]] || echo "detection:$(random_text)" >"$credentials_file"
    # Erlang's own has 20 letters, drawn from the time of day.
    [[ $(cat "$cookie" 2>/dev/null) =~ ^[0-9a-f]{32}$ ]] && return
    rm -f "$cookie"
    random_text >"$cookie"
    chmod 400 "$cookie"
}

# RabbitMQ reads default_user only into an empty database. Another one, of an earlier version, gets the user now, with all
# virtual hosts, and loses guest.
take_over() {
    local user name password host
    user="$(credentials)"
    name="${user%%:*}" password="${user#*:}"
    if ! answers "$user"; then
        # On standard input: arguments are for everybody to see.
        "$here/ctl.sh" -q add_user "$name" <<<"$password" || "$here/ctl.sh" -q change_password "$name" <<<"$password"
        "$here/ctl.sh" -q set_user_tags "$name" administrator
        while read -r host; do
            "$here/ctl.sh" -q set_permissions -p "$host" "$name" '.*' '.*' '.*' </dev/null
        done < <("$here/ctl.sh" -q list_vhosts --no-table-headers name)
    fi
    ! answers guest:guest || "$here/ctl.sh" -q delete_user guest
} >&2

if pid="$(running "$home/broker.pid")"; then
    describe "already running (pid $pid)"
    [[ -s $credentials_file ]] || say "its user is guest; 'make broker-stop broker' gives it one of its own"
    exit
fi

need "$program" rabbitmq-server || exit 1
if ! mkdir -p "$home/log" 2>/dev/null || [[ ! -w $home ]]; then
    fail "$home cannot be written to; 'ls -ld $home' says whose it is"
fi
chmod -R go= "$home"

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

make_secrets
{
    cat "$here/rabbitmq.conf"
    echo
    echo "listeners.tcp.1 = 127.0.0.1:$port"
    echo 'management.tcp.ip = 127.0.0.1'
    echo "management.tcp.port = $ui_port"
    user="$(credentials)"
    echo "default_user = ${user%%:*}"
    echo "default_pass = ${user#*:}"
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
until is_listening "$port" && { answers "$(credentials)" || answers guest:guest; }; do
    if ! is_alive "$pid" || ((SECONDS >= deadline)); then
        tail -n 20 "$home/log/console.log" "$home/log/$node.log" >&2 || true
        "$here/stop.sh"
        fail "RabbitMQ did not start; its logs are in $home/log"
    fi
    sleep 0.1
done
take_over
describe "ready (pid $pid)"
