#!/usr/bin/env bash
# Prints the AMQP address of the local broker, with its user and password. Reads the same BROKER_ variables as start.sh.
set -euo pipefail
# shellcheck source=infra/broker/settings.sh
source "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

amqp_address
