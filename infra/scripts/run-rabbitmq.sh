#!/usr/bin/env bash
# Runs the API and a worker as two processes over RabbitMQ: RABBITMQ_URL's, else a local one, which is started first.
# Each is started again when it ends (supervise.sh): what the API has accepted is in its database, and what the worker has
# not finished is still in its queue. Ctrl-C ends both cleanly; a second one at once.
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
program() { echo "dotnet services/Detection.$1/bin/Release/net10.0/Detection.$1.dll"; }
exec "$here/supervise.sh" api "$(program Api)" worker "$(program Worker)"
