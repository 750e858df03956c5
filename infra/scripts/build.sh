#!/usr/bin/env bash
# build.sh app|all|PROJECT...: fills the local package feed, then builds in Release: `app` the three programs, `all` the tests
# too, or these projects with what they need. Nothing is built where no source has changed since, which takes half a second to
# find out (for projects, as long as dotnet build takes).
set -euo pipefail
label=build
# shellcheck source=infra/scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

what="${1:?app, all or projects}"
cd "$root"
need_dotnet
mkdir -p artifacts
exec 9>artifacts/build.lock
flock -n 9 || { say "another build is at work here; waiting for it"; flock 9; }

# The lock is not for the servers that a build may leave running: 9>&-.
choice="$(infra/feed/build.sh 9>&-)" || fail "the package feed could not be filled"

# fingerprint FOLDER...: the names, sizes and times of all sources, and the packages chosen.
fingerprint() {
    {
        find "$@" \( -name bin -o -name obj -o -name TestResults \) -prune -o -type f -printf '%p %s %T@\n'
        stat -c '%n %s %Y' Detection.sln Directory.*.props Directory.Build.targets global.json nuget.config .editorconfig
        cat infra/feed/generated/feed.props
        # What Directory.Build.props chooses ONNX Runtime's package by.
        printf 'cuda %s\n' "${WITH_CUDA:-}"
        compgen -G '/proc/driver/nvidia/version' || compgen -G '/usr/lib*/**/libcuda.so.1' || true
    } | LC_ALL=C sort | sha256sum
}

# is_current NAME FOLDER...: whether that build was made from what is there now, and is there itself.
is_current() {
    local name="$1" program
    shift
    [[ "$(cat "artifacts/$name.stamp" 2>/dev/null)" == "$(fingerprint "$@")" ]] || return 1
    for program in Standalone Api Worker; do
        [[ -f services/Detection.$program/bin/Release/net10.0/Detection.$program.dll ]] || return 1
    done
}

# The model that travels with the programs is a source of theirs.
mapfile -t model < <(compgen -G infra/models/shapes/shapes.onnx || true)
app=(contracts services "${model[@]}")
all=("${app[@]}" tests)
case "$what" in
    app) is_current app "${app[@]}" && exit; target=services/Detection.Standalone ;;
    *) is_current all "${all[@]}" && exit; target=Detection.sln ;;
esac
# Projects: all of them within a solution filter, so that what they share is built once.
if [[ $what != app && $what != all ]]; then
    for project in "$@"; do
        [[ -f $project ]] || fail "app, all or projects, not '$project'"
    done
    target=artifacts/some.slnf
    projects="$(printf '"%s",' "$@")"
    printf '{"solution":{"path":"../Detection.sln","projects":[%s]}}\n' "${projects%,}" >"$target"
fi

printf '%s\n' "$choice" >&2
say "$(dotnet msbuild services/Detection.Inference -getProperty:OnnxRuntimeChoice)"
say "building $target"
# Taken before: a file that changes while the build runs is then built the next time.
app_print="$(fingerprint "${app[@]}")"
all_print="$(fingerprint "${all[@]}")"
rm -f artifacts/*.stamp
# A line for each project that is done: a first build takes minutes.
dotnet build "$target" -c Release --nologo -v minimal -nodeReuse:false -consoleLoggerParameters:NoSummary 9>&- |
    sed -u -E 's/^ *([A-Za-z.]+) -> .*/build: \1 is built/' >&2 || fail "the build failed"
case "$what" in
    app) printf '%s\n' "$app_print" >artifacts/app.stamp ;;
    all) printf '%s\n' "$app_print" >artifacts/app.stamp; printf '%s\n' "$all_print" >artifacts/all.stamp ;;
esac
