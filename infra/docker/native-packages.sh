#!/usr/bin/env bash
# native-packages.sh FOLDER: prints the packages that the native libraries of a published program need and this image
# lacks, for apt-get. Which libraries those are depends on the packages that the registry served (infra/feed/README.md):
# Emgu CV's own build of OpenCV wants GTK and others, the stand-in wants the distribution's OpenCV.
set -euo pipefail

# A GPU's execution providers load what they need only where they are asked for.
mapfile -t libraries < <(find "${1:?FOLDER}" -name '*.so' ! -name 'libonnxruntime_providers_*' \
    \( -path '*/ubuntu-x64/*' -o -path '*/linux-x64/*' \))
((${#libraries[@]})) || exit 0

mapfile -t missing < <(ldd "${libraries[@]}" | awk '/=> not found/ { print $1 }' | sort -u)
((${#missing[@]})) || exit 0

apt-get update -qq >&2
apt-get install -y -qq --no-install-recommends apt-file >&2
apt-file update >&2
for library in "${missing[@]}"; do
    package="$(apt-file search --regexp --package-only "/lib/x86_64-linux-gnu/${library//./\\.}\$" | sort | head -n 1)"
    [[ -n $package ]] || { echo "no package of this distribution has $library" >&2; exit 1; }
    echo "$package"
done | sort -u
