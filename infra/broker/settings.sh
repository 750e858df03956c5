# Where the local broker keeps its things and which ports it has. Sourced by the scripts beside it.
# shellcheck shell=bash disable=SC2034

label=broker
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/common.sh"

home="$(realpath -m "${BROKER_HOME:-${DATA:-$root/data}/broker}")"
node="${BROKER_NODE:-detection@localhost}"
port="${BROKER_PORT:-5672}"
ui_port="${BROKER_UI_PORT:-15672}"
# Erlang's own two ports, beside those of any other RabbitMQ on the machine (4369 and AMQP + 20000).
distance=20100
((port + distance + 100 <= 65535)) || distance=-20100
distribution_port="${BROKER_DISTRIBUTION_PORT:-$((port + distance))}"
epmd_port="${BROKER_EPMD_PORT:-$((port + distance + 100))}"

# The broker's only user, as 'name:password'. Made by its first start; a broker of an earlier version has none until it is
# started again, and guest:guest until then.
credentials_file="$home/credentials"
credentials() { cat "$credentials_file" 2>/dev/null || echo guest:guest; }

# amqp_address: the address that programs connect to, of the ports that the last start chose.
amqp_address() {
    local amqp="$port"
    [[ -n ${BROKER_PORT:-} || ! -f $home/ports ]] || read -r amqp _ <"$home/ports"
    echo "amqp://$(credentials)@127.0.0.1:$amqp"
}

# random_text: 32 letters and digits that nobody can guess.
random_text() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# use_node: points RabbitMQ's own commands at this broker. Nothing of the machine's own RabbitMQ is read: its settings,
# cookie, data and epmd are left alone.
use_node() {
    export HOME="$home"
    export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$epmd_port"
    export RABBITMQ_NODENAME="$node" RABBITMQ_CONF_ENV_FILE=/dev/null
}

# running FILE: prints the id of the process that a file names ('pid starttime'), where that very process still runs.
running() {
    local pid started fields
    read -r pid started 2>/dev/null <"$1" || return 1
    is_alive "$pid" && process_fields "$pid" && [[ ${fields[19]} == "$started" ]] && echo "$pid"
}

# remember FILE PID: what `running` reads. The start time tells a process from a later one with the same id.
remember() {
    local fields
    process_fields "$2" && echo "$2 ${fields[19]}" >"$1"
}
