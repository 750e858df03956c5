#!/bin/sh
# Packs the stand-in for MassTransit.EntityFrameworkCore.
# Usage: MASSTRANSIT_VERSION=8.5.12 EFCORE_VERSION=10.0.15 pack.sh VERSION OUTDIR
#   VERSION  the package's version, e.g. 8.5.12-standin.abcd1234: a suffix that no real package has
#   OUTDIR   where MassTransit.EntityFrameworkCore.VERSION.nupkg is written
set -eu

if [ $# -ne 2 ]; then
    echo "usage: MASSTRANSIT_VERSION=8.5.12 EFCORE_VERSION=10.0.15 $0 VERSION OUTDIR" >&2
    exit 2
fi
version=$1
masstransit=${MASSTRANSIT_VERSION:?"MASSTRANSIT_VERSION is not set, e.g. 8.5.12"}
efcore=${EFCORE_VERSION:?"EFCORE_VERSION is not set, e.g. 10.0.15"}
case $version in
    *-standin*) ;;
    *) echo "$0: $version could be taken for the real package; add a -standin suffix" >&2; exit 2 ;;
esac

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$2" "$here/../packages" # the root nuget.config names the latter; a restore fails while it is absent
out=$(CDPATH='' cd -- "$2" && pwd)

dotnet pack "$here/MassTransit.EntityFrameworkCore.csproj" --configuration Release --output "$out" --nologo -v quiet \
    "-p:Version=$version" "-p:MassTransitVersion=$masstransit" "-p:EfCoreVersion=$efcore"
