#!/usr/bin/env bash
# Times and allocations of the single steps from bytes to boxes; the tables also go to artifacts/bench-micro.
#
#   ARGS='...'   BenchmarkDotNet's arguments, for instance --filter '*Box*'; all steps where there are none
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
label=bench-micro
# shellcheck source=infra/scripts/common.sh
source "$here/common.sh"

"$here/build.sh" all
set -f # patterns are for BenchmarkDotNet
# shellcheck disable=SC2086 # one word each
exec dotnet "$root/tests/Detection.MicroBenchmarks/bin/Release/net10.0/Detection.MicroBenchmarks.dll" ${ARGS:-}
