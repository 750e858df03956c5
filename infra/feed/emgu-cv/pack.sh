#!/usr/bin/env bash
# Packs the stand-ins for Emgu.CV and Emgu.CV.runtime.ubuntu-x64 into a folder feed.
# usage: pack.sh VERSION OUTDIR        (VERSION such as 4.12.0.5764-standin.abcd1234)
set -euo pipefail

if [[ $# -ne 2 || ! $1 =~ ^[0-9]+(\.[0-9]+){3}-standin\.[0-9A-Za-z]+$ ]]; then
  echo "usage: $0 VERSION OUTDIR   (VERSION: a.b.c.d-standin.HASH, so that no real package is ever shadowed)" >&2
  exit 2
fi
version=$1
mkdir -p "$2"
outdir=$(cd "$2" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
obj="$(dirname "$here")/obj/emgu-cv"
build_packages=(cmake make g++ libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev)

install_missing() {
  local missing=() package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && return
  local as_root=()
  [[ $EUID -eq 0 ]] || as_root=(sudo)
  echo "emgu-cv: installing ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

command -v dpkg-query >/dev/null || { echo "emgu-cv: the stand-in needs Debian or Ubuntu (apt)" >&2; exit 1; }
install_missing "${build_packages[@]}"

mkdir -p "$obj"
# CMake refuses a cache that was made under another path, as in a checkout that has been moved.
grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here/native" "$obj/native/CMakeCache.txt" || rm -rf "$obj/native"
{
  cmake -S "$here/native" -B "$obj/native" -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$obj/native" -j2
} >"$obj/native.log" 2>&1 || { cat "$obj/native.log" >&2; exit 1; }

dotnet pack "$here/emgu-cv.slnx" --configuration Release --nologo --verbosity quiet \
  -p:Version="$version" -p:PackageOutputPath="$outdir"
for id in Emgu.CV Emgu.CV.runtime.ubuntu-x64; do
  [[ -s "$outdir/$id.$version.nupkg" ]] || { echo "emgu-cv: $id.$version.nupkg was not packed" >&2; exit 1; }
done
