#!/usr/bin/env bash
# ctl.sh ARGUMENT...: rabbitmqctl for the local broker that start.sh started, such as 'ctl.sh list_queues name messages'.
# Reads the same BROKER_ variables.
set -euo pipefail
# shellcheck source=infra/broker/settings.sh
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

use_node
exec /usr/lib/rabbitmq/bin/rabbitmqctl "$@"
