#!/usr/bin/env bash
# pack.sh VERSION OUTDIR: repacks ONNX Runtime 1.29.0 as Microsoft.ML.OnnxRuntime.Gpu.VERSION.nupkg.
#
# Nothing is rewritten: the C# sources and the native libraries are the project's own, as three npm packages carry
# them. The core library is onnxruntime-node's, because it is the only one in reach that was built with the CUDA and
# TensorRT bridges; those providers themselves are 230 MB and join only WITH_CUDA=1.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: [WITH_CUDA=1] $0 VERSION OUTDIR" >&2; exit 2; }
version="$1" outdir="$(mkdir -p "$2" && cd "$2" && pwd)"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
feed="$(dirname "$here")"
# shellcheck source=infra/feed/lib/common.sh
source "$feed/lib/common.sh"

# Name, version, and the integrity that 'npm view NAME@VERSION dist.integrity' shows (SHA-512, Base64).
managed=(com.github.asus4.onnxruntime 0.4.9
    BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg==)
core=(onnxruntime-node 1.29.0
    WjiVVB72riILz8HbYvxvmjKyE/WmkYoSfKY++axo5jAR609HQg8MwiG/HhShpTcJfmmAdzxxmB+MMST3A+SiPA==)
cuda=(com.github.asus4.onnxruntime.linux-x64-gpu 0.4.9
    FopIhNE/Ng+v2X65wVc9clPCBCvhvA53Hxo2U0Kf5fGdVsC7iCA+mZ0KLWggcQAj7TIZ6pNidR4AC10g74Xo6w==)

has_integrity() {
    local expected
    expected="$(base64 -d <<<"$2" | od -An -v -tx1 | tr -d ' \n')"
    [ "$(sha512sum <"$1" | cut -d' ' -f1)" = "$expected" ]
}

# fetch NAME VERSION INTEGRITY: prints the path of the checked tarball. 'npm pack' only downloads: no script of the
# package runs.
fetch() {
    local cache="$feed/obj/npm" file="$1-$2.tgz" partial
    if [ ! -f "$cache/$file" ] || ! has_integrity "$cache/$file" "$3"; then
        say "fetching $1@$2 from npm"
        mkdir -p "$cache"
        partial="$(mktemp -d "$cache/partial.XXXXXX")"
        (cd "$partial" && npm pack --ignore-scripts --loglevel=error "$1@$2" >/dev/null) ||
            { rm -rf "$partial"; fail "npm could not fetch $1@$2."; }
        if ! has_integrity "$partial/$file" "$3"; then
            rm -rf "$partial"
            fail "$1@$2 is not the file that was checked for this repack: its SHA-512 differs."
        fi
        mv -f "$partial/$file" "$cache/$file"
        rm -rf "$partial"
    fi
    printf '%s\n' "$cache/$file"
}

[ "$(uname -sm)" = "Linux x86_64" ] || fail "the ONNX Runtime repack exists for Linux on x86-64 only."
ensure_command npm npm

work="$(mktemp -d "$feed/obj/onnxruntime.XXXXXX")"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/native"

tarball="$(fetch "${managed[@]}")"
tar -xzf "$tarball" -C "$work" package/Runtime package/LICENSE package/ThirdPartyNotices.txt \
    package/Plugins/Linux/x64/libonnxruntime_providers_shared.so
mv "$work"/package/Plugins/Linux/x64/*.so "$work/native/"

# P/Invoke asks for libonnxruntime.so. The SONAME (.so.1) is nobody's business: no provider has a NEEDED entry for it;
# the core library opens them from its own folder and hands itself over through libonnxruntime_providers_shared.so.
tarball="$(fetch "${core[@]}")"
tar -xzf "$tarball" -C "$work" package/bin/napi-v6/linux/x64/libonnxruntime.so.1
mv "$work/package/bin/napi-v6/linux/x64/libonnxruntime.so.1" "$work/native/libonnxruntime.so"

providers="CPU only"
if [ "${WITH_CUDA:-0}" = 1 ]; then
    providers="CPU, CUDA 13, TensorRT 10"
    tarball="$(fetch "${cuda[@]}")"
    tar -xzf "$tarball" -C "$work" package/Plugins/Linux/x64
    mv -f "$work"/package/Plugins/Linux/x64/*.so "$work/native/"
fi

dotnet pack "$here/Microsoft.ML.OnnxRuntime.Gpu.csproj" -c Release -v quiet -o "$outdir" \
    -p:PackageVersion="$version" -p:Version="${version%%-*}" -p:Providers="${providers//,/%2C}" \
    -p:ManagedSources="$work/package/Runtime" -p:LegalFiles="$work/package" -p:NativeFolder="$work/native" \
    -p:BaseIntermediateOutputPath="$work/obj/" -p:OutputPath="$work/bin/"
