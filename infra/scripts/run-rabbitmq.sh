#!/usr/bin/env bash
# Runs the API and a worker as two processes over RabbitMQ: RABBITMQ_URL's, else a local one, which is started first.
# A worker that dies is started again: what it had not finished is still in its queue. The API's end is the end of both,
# unless it asks to be started again.
# Ctrl-C ends both cleanly; a second one at once.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
label=run
# shellcheck source=infra/scripts/common.sh
source "$here/common.sh"

"$here/build.sh" app
if [[ -z ${RABBITMQ_URL:-} ]]; then
    RABBITMQ_URL="$("$root/infra/broker/start.sh")"
    say "the broker goes on running afterwards; 'make broker-stop' ends it"
fi
export RABBITMQ_URL
say "broker ${RABBITMQ_URL##*@}"
cd "$root"

# prefix NAME: marks each line of its input. Ctrl-C is not for it: the last words of a program are wanted too.
prefix() { trap '' INT TERM; sed -u "s/^/$1 | /"; }
exec {api_output}> >(prefix 'api   ')
api_prefix=$!
exec {worker_output}> >(prefix 'worker')
worker_prefix=$!

# Sets `pid`. A background process of a script ignores Ctrl-C: `stop` tells it instead.
start() {
    local output="$2"
    dotnet "services/Detection.$1/bin/Release/net10.0/Detection.$1.dll" >&"$output" 2>&1 &
    pid=$!
}

stop() {
    if ((stopping)); then
        kill -KILL "$api" "$worker" 2>/dev/null || true
    else
        stopping=1
        say "stopping"
        kill -TERM "$api" "$worker" 2>/dev/null || true
    fi
}

# finish STATUS: ends what still runs and leaves with a status.
finish() {
    ((stopping)) || stop
    # A signal interrupts wait; both are waited for all the same.
    while is_alive "$api" || is_alive "$worker"; do wait "$api" "$worker" 2>/dev/null || true; done
    exec {api_output}>&- {worker_output}>&-
    wait "$api_prefix" "$worker_prefix" 2>/dev/null || true
    exit "$1"
}

stopping=0
start Api "$api_output"
api=$pid
start Worker "$worker_output"
worker=$pid
trap stop INT TERM

# While the worker rests before its next start, `worker` is the rest's process.
resting=0
failures=0
started=$SECONDS
while true; do
    code=0
    ended=
    wait -n -p ended "$api" "$worker" 2>/dev/null || code=$?
    ((!stopping)) || finish 0
    # 75: its connection to the broker was dead, and it asks to be started again.
    if [[ $ended == "$api" ]] && ((code == 75)); then
        say "the API's connection to the broker was dead; it is started again"
        start Api "$api_output"
        api=$pid
        continue
    fi
    if [[ $ended == "$api" ]]; then
        say "the API ended (exit status $code)"
        finish $((code == 0 ? 1 : code))
    fi
    if ((resting)); then
        resting=0
        started=$SECONDS
        start Worker "$worker_output"
        worker=$pid
        continue
    fi
    # 2: it refused its options or models, and would again.
    ((code != 2)) || finish 2
    ((SECONDS - started < 10)) && failures=$((failures + 1)) || failures=1
    if ((failures == 5)); then
        say "the worker ended five times in a row within seconds (last exit status $code); giving up"
        finish 1
    fi
    say "the worker ended (exit status $code) and is started again; what it had not finished is still in its queue"
    sleep $((failures - 1)) &
    worker=$!
    resting=1
done
