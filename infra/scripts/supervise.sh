#!/usr/bin/env bash
# supervise.sh NAME COMMAND [NAME COMMAND ...]: runs programs side by side, each line of output marked with the program's
# name, and starts again each that ends. What it does with an exit status:
#
#   2        the program refused its settings, and would again: all are stopped, and this ends with 2 as well
#   others   it is started again, 75 among them, with which it asks for that; at once the first time, then after 1, 2 and
#            3 s. Five ends in a row, each within 10 s of its start: all are stopped, and this ends with 1
#
# Ctrl-C (or SIGTERM) stops all cleanly, and this ends with 0; a second one kills them.
set -euo pipefail
label="${SUPERVISE_LABEL:-run}"
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

quick=10 # seconds
most=5

names=()
declare -A commands=() outputs=() prefixes=() pids=() starts=() failures=() rests=()
width=0
while (($#)); do
    names+=("$1")
    commands[$1]="$2"
    ((${#1} > width)) && width=${#1}
    shift 2
done

# prefix NAME: marks each line of its input. Ctrl-C is not for it: the last words of a program are wanted too.
prefix() { trap '' INT TERM; sed -u "s/^/$(printf "%-${width}s" "$1") | /"; }

# Sets pids[NAME]. A background process of a script ignores Ctrl-C: `stop` tells it instead.
start() {
    bash -c "exec ${commands[$1]}" >&"${outputs[$1]}" 2>&1 &
    pids[$1]=$!
    starts[$1]=$SECONDS
    rests[$1]=
}

stop() {
    if ((stopping)); then
        kill -KILL "${pids[@]}" 2>/dev/null || true
    else
        stopping=1
        say "stopping"
        kill -TERM "${pids[@]}" 2>/dev/null || true
    fi
}

any_alive() {
    local pid
    for pid in "${pids[@]}"; do ! is_alive "$pid" || return 0; done
    return 1
}

# finish STATUS: ends what still runs and leaves with a status.
finish() {
    local name output
    ((stopping)) || stop
    # A signal interrupts wait; all are waited for all the same.
    while any_alive; do wait "${pids[@]}" 2>/dev/null || true; done
    for name in "${names[@]}"; do output="${outputs[$name]}"; exec {output}>&-; done
    wait "${prefixes[@]}" 2>/dev/null || true
    exit "$1"
}

stopping=0
for name in "${names[@]}"; do
    exec {output}> >(prefix "$name")
    prefixes[$name]=$!
    outputs[$name]=$output
    failures[$name]=0
    start "$name"
done
trap stop INT TERM

while true; do
    code=0
    ended=
    wait -n -p ended "${pids[@]}" 2>/dev/null || code=$?
    ((!stopping)) || finish 0
    for name in "${names[@]}"; do [[ ${pids[$name]} != "$ended" ]] || break; done
    # While a program rests before its next start, its process is the rest's.
    if [[ ${rests[$name]} ]]; then
        start "$name"
        continue
    fi

    ((code != 2)) || finish 2
    ((SECONDS - starts[$name] < quick)) && failures[$name]=$((failures[$name] + 1)) || failures[$name]=1
    if ((failures[$name] == most)); then
        say "the $name ended $most times in a row within seconds (last exit status $code); giving up"
        finish 1
    fi
    say "the $name ended (exit status $code) and is started again"
    sleep $((failures[$name] - 1)) &
    pids[$name]=$!
    rests[$name]=1
done
