#!/usr/bin/env bash
# Deletes what builds and tests made. Data, models and the NuGet cache are left alone.
set -euo pipefail
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$root"
find contracts services tests infra -type d \( -name bin -o -name obj -o -name TestResults -o -name node_modules \) -prune -exec rm -rf {} +
rm -rf artifacts infra/feed/generated
find infra/feed/packages -name '*.nupkg' -delete
