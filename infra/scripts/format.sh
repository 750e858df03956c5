#!/usr/bin/env bash
# format.sh [--verify-no-changes]: whitespace and order of usings, by .editorconfig. The rules of style that the
# compiler can check are errors of the build itself (EnforceCodeStyleInBuild).
set -euo pipefail
label=format
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$root"
need_dotnet
dotnet format whitespace . --folder --exclude infra/feed/obj "$@" || fail "run 'make format'"
