#!/usr/bin/env bash
# Builds what has changed and measures it (tests/Detection.Benchmarks). Arguments go to the program:
#
#   bench.sh [--only pipeline,embedded,rabbitmq,control-plane,peer] [--repetitions 5] [--quick] [--scenes]
#            [--out artifacts] [--write-page]
#   bench.sh gpu [--batches 1,2,4,8,16,32,64] [--precisions fp32,tf32,fp16] [--quick] [--out artifacts] [--write-page]
#
# Exit status 3: there is no NVIDIA GPU to measure, or nothing of what was asked for runs on it.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
label=bench
# shellcheck source=infra/scripts/common.sh
source "$here/common.sh"

if [[ ${1:-} == gpu ]]; then
    # Before anything is built: it would be for nothing.
    if ! command -v nvidia-smi >/dev/null || ! nvidia-smi -L >&2; then
        say "no GPU here: nvidia-smi is missing or finds none. Nothing was measured."
        exit 3
    fi
else
    need /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server node nodejs npm npm ||
        say "going on without; what needs them is left out"
fi
"$here/build.sh" all

cd "$root"
exec dotnet tests/Detection.Benchmarks/bin/Release/net10.0/Detection.Benchmarks.dll "$@"
