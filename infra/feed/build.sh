#!/usr/bin/env bash
# Decides for each package that a registry may lack whether the one in reach serves it, packs what is missing into
# infra/feed/packages, and writes the choice to infra/feed/generated/feed.props. README.md has the table.
#
#   FEED_REFRESH=1   ask the registry again
set -euo pipefail

feed="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$feed"
# shellcheck source=infra/feed/lib/common.sh
source lib/common.sh
# shellcheck source=infra/feed/lib/probe.sh
source lib/probe.sh

# One place for versions: the product's own. A stand-in carries the version of the package that it stands in for.
version_of() { sed -n "s:.*<$1[^>]*>\\([^<]*\\)</$1>.*:\\1:p" ../../Directory.Packages.props | head -n 1; }
emgu_version="$(version_of EmguCvVersion)"
masstransit_version="$(version_of MassTransitVersion)"
efcore_version="$(version_of EfCoreVersion)"
[ -n "$emgu_version" ] && [ -n "$masstransit_version" ] && [ -n "$efcore_version" ] ||
    fail "Directory.Packages.props names no version of Emgu CV, MassTransit or EF Core."
export MASSTRANSIT_VERSION="$masstransit_version" EFCORE_VERSION="$efcore_version"

# Everything that the choice depends on, so that an unchanged machine is recognised without asking anybody.
stamp_now() {
    hash_of_files .
    cat ../../nuget.config ../../global.json "${HOME:-}/.nuget/NuGet/NuGet.Config" 2>/dev/null | sha256sum || true
    printf '%s\n' "sdk $(dotnet --version)" "system $(platform)" \
        "emgu $emgu_version" "masstransit $masstransit_version" "efcore $efcore_version"
}

# The stand-ins with native code belong to one distribution and architecture.
platform() { (. /etc/os-release && printf '%s-%s-%s' "$ID" "${VERSION_ID:-rolling}" "$(uname -m)"); }

is_current() {
    [ "${FEED_REFRESH:-0}" != 1 ] && [ -f generated/feed.props ] && [ -f generated/table.txt ] &&
        [ "$(cat generated/stamp 2>/dev/null)" = "$stamp" ] || return 1
    local file
    while read -r file; do [ -f "packages/$file" ] || return 1; done <generated/files
}

finish() { cat generated/table.txt; exit 0; }

mkdir -p obj generated packages
stamp="$(stamp_now)"
is_current && finish

# One builder at a time; whoever waited finds the work done.
exec 9>obj/lock
flock -n 9 || { say "another build.sh is at work here; waiting for it"; flock 9; }
is_current && finish

# ---- 1. Ask ---------------------------------------------------------------------------------------------------------

work="$(mktemp -d obj/run.XXXXXX)"
trap 'rm -rf "$feed/$work"' EXIT
probes="$work/probes"

say "asking the registry"
probe_write "$probes" emgu "$(probe_reference Emgu.CV "$emgu_version")"
probe_write "$probes" emgu-runtime "$(probe_reference Emgu.CV.runtime.ubuntu-x64 "$emgu_version")"
probe_write "$probes" masstransit-ef "$(probe_reference MassTransit.EntityFrameworkCore "$masstransit_version")"
probe_restore "$probes" 9>&- # or a lingering MSBuild node would hold the lock

# ---- 2. Choose ------------------------------------------------------------------------------------------------------

table="$work/table.txt" files="$work/files"
row() { printf '%-38s %-38s %-16s %s\n' "$@" >>"$table"; }
row package version source why
: >"$files"
pids=() names=()

# A letter before the hash: a SemVer label of digits alone must not begin with a zero.
standin_version() { # VERSION LABEL FOLDER [MORE]
    printf '%s-%s.x%s' "$1" "$2" "$(printf '%s\n' "$(hash_of_files "$3")" "$(platform)" "${4:-}" | sha256sum | cut -c1-8)"
}

# provide FOLDER VERSION ID...: has the folder's pack.sh make the packages, unless they are here. In the background.
provide() {
    local folder="$1" version="$2" id missing=0
    shift 2
    for id in "$@"; do
        echo "$id.$version.nupkg" >>"$files"
        [ -f "packages/$id.$version.nupkg" ] || missing=1
    done
    [ "$missing" = 1 ] || return 0
    say "packing $* $version (log: infra/feed/obj/$folder.log)"
    pack "$folder" "$version" "$@" &
    pids+=($!) names+=("$folder")
}

pack() {
    local folder="$1" version="$2" out="$feed/$work/$1" id
    shift 2
    "$feed/$folder/pack.sh" "$version" "$out" >"obj/$folder.log" 2>&1 9>&- || return 1
    for id in "$@"; do
        [ -f "$out/$id.$version.nupkg" ] || { echo "$folder/pack.sh made no $id.$version.nupkg" >>"obj/$folder.log"; return 1; }
    done
    mv -f "$out"/*.nupkg packages/
}

# The two halves of Emgu CV only fit each other: one missing, both stood in for.
emgu="$emgu_version"
obstacle="$(probe_obstacle "$probes" emgu)"
[ -n "$obstacle" ] || obstacle="$(probe_obstacle "$probes" emgu-runtime)"
source="the registry's"
if [ -n "$obstacle" ]; then
    emgu="$(standin_version "$emgu_version" standin emgu-cv)" source="stand-in"
    provide emgu-cv "$emgu" Emgu.CV Emgu.CV.runtime.ubuntu-x64
fi
row Emgu.CV "$emgu" "$source" "${obstacle:-served}"
row Emgu.CV.runtime.ubuntu-x64 "$emgu" "$source" "${obstacle:-served}"

masstransit_ef="$masstransit_version" source="the registry's"
obstacle="$(probe_obstacle "$probes" masstransit-ef)"
if [ -n "$obstacle" ]; then
    masstransit_ef="$(standin_version "$masstransit_version" standin masstransit-ef "$efcore_version")" source="stand-in"
    provide masstransit-ef "$masstransit_ef" MassTransit.EntityFrameworkCore
fi
row MassTransit.EntityFrameworkCore "$masstransit_ef" "$source" "${obstacle:-served}"

# ---- 3. Pack --------------------------------------------------------------------------------------------------------

failed=()
for i in "${!pids[@]}"; do
    wait "${pids[$i]}" || failed+=("${names[$i]}")
done
for name in "${failed[@]}"; do
    say "$name/pack.sh failed:"
    tail -n 30 "obj/$name.log" >&2
done
[ "${#failed[@]}" -eq 0 ] || fail "could not pack: ${failed[*]}"

# ---- 4. Publish the choice, the stamp last --------------------------------------------------------------------------

cat >"$work/feed.props" <<XML
<Project>
  <!-- Generated by infra/feed/build.sh. -->
  <PropertyGroup>
    <EmguCvVersion>$emgu</EmguCvVersion>
    <EmguCvRuntimeVersion>$emgu</EmguCvRuntimeVersion>
    <MassTransitEfVersion>$masstransit_ef</MassTransitEfVersion>
  </PropertyGroup>
</Project>
XML
printf '%s\n' "$stamp" >"$work/stamp"
# Unchanged props keep their date, so that no project is built again for nothing.
cmp -s "$work/feed.props" generated/feed.props || mv -f "$work/feed.props" generated/feed.props
for name in table.txt files stamp; do mv -f "$work/$name" "generated/$name"; done
for file in packages/*.nupkg; do
    grep -qxF "${file#packages/}" generated/files || rm -f "$file"
done
finish
