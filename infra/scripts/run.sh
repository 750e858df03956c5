#!/usr/bin/env bash
# run.sh standalone|api|worker: builds what has changed and becomes that program, so that signals reach it.
# PORT, DATA, MODELS and, for api and worker, RABBITMQ_URL are the program's own.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=infra/scripts/common.sh
source "$here/common.sh"

case "${1:?standalone, api or worker}" in
    standalone)
        program=Standalone
        if [[ -n ${RABBITMQ_URL:-} ]]; then
            say "RABBITMQ_URL is not used in this mode; that is 'make run-rabbitmq'"
            unset RABBITMQ_URL
        fi
        ;;
    api) program=Api ;;
    worker) program=Worker ;;
    *) fail "standalone, api or worker, not '$1'" ;;
esac
if [[ $program != Standalone ]]; then
    export RABBITMQ_URL="${RABBITMQ_URL:-$("$root/infra/broker/address.sh")}"
fi

"$here/build.sh" app
cd "$root"
exec dotnet "services/Detection.$program/bin/Release/net10.0/Detection.$program.dll"
