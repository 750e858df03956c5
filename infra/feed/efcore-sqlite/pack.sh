#!/usr/bin/env bash
# pack.sh VERSION OUTDIR: packs the stand-in Microsoft.EntityFrameworkCore.Sqlite.VERSION.nupkg.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: $0 VERSION OUTDIR" >&2; exit 2; }
version="$1" outdir="$(mkdir -p "$2" && cd "$2" && pwd)"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dotnet pack "$here/Microsoft.EntityFrameworkCore.Sqlite.csproj" -c Release -v quiet -o "$outdir" \
    -p:PackageVersion="$version" -p:BaseIntermediateOutputPath="$work/obj/" -p:OutputPath="$work/bin/"
