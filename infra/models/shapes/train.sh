#!/usr/bin/env bash
# Trains the shapes model again: draws its scenes, trains, exports, evaluates. About three hours on two cores.
# `make model-shapes` runs it, `make model-shapes-evaluation` the last part alone.
#
#   RUN=FOLDER    where checkpoint and log go (artifacts/shapes); an interrupted run goes on from there
#   WORKERS=N     processes that draw scenes (1)
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
label='model-shapes'
# shellcheck source=infra/scripts/common.sh
source "$here/../../scripts/common.sh"

packages=/usr/lib/python3/dist-packages
need "$packages/torch" python3-torch "$packages/cv2*" python3-opencv "$packages/numpy" python3-numpy \
    "$packages/onnx" python3-onnx chromium chromium || exit 1
cd "$here"
run="${RUN:-$root/artifacts/shapes}"
python=(nice -n "${NICE:-0}" /usr/bin/python3 -m)
mkdir -p "$run"

if [[ ${1:-all} == all ]]; then
    options=(--out "$run" --workers "${WORKERS:-1}")
    [[ ! -f $run/checkpoint.pt ]] || say "going on from $run/checkpoint.pt"
    "${python[@]}" shapes.train "${options[@]}"
    "${python[@]}" shapes.export --run "$run" --out shapes.onnx
fi

say 'drawing the held-out scenes'
rm -rf "$run/held-out"
"${python[@]}" shapes.scenes --out "$run/held-out"
[[ ! -f $run/checkpoint.pt ]] || "${python[@]}" shapes.evaluate --run "$run" --pictures "$run/held-out" --json "$run/python.json"
"$root/infra/scripts/build.sh" all
cd "$root"
evaluate=(dotnet run --no-build -c Release --project tests/Detection.Evaluation --)
say 'the held-out scenes, through the product'
"${evaluate[@]}" accuracy --model "$here/shapes.onnx" --pictures "$run/held-out" --json "$run/held-out.json"
say "another program's scenes: SVG, rendered by Chromium"
"${evaluate[@]}" svg --model "$here/shapes.onnx" --count 120 --json "$run/svg.json"
if [[ -d $root/../shared/images/coco ]]; then
    say 'photographs, on which nothing is to be found'
    "${evaluate[@]}" false-alarms --model "$here/shapes.onnx" --pictures "$root/../shared/images/coco" --json "$run/photographs.json"
else
    say 'no ../shared/images/coco: the false alarms are not counted again'
fi
cd "$here"
"${python[@]}" shapes.figures --run "$run" --model shapes.onnx --out evaluation.json
