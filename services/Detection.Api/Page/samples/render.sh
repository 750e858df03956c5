#!/usr/bin/env bash
# render.sh: draws the page's samples anew, from the SVG files beside it (and the README's street) into ../wwwroot/samples.
# Needs Chromium, and OpenCV for Python (apt-get install chromium python3-opencv). Fails where one gets larger than 60 KB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
to=../wwwroot/samples
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# render SVG WIDTHxHEIGHT: the drawing at its own size.
render() {
    local name width="${2%x*}" height="${2#*x}"
    name="$(basename "$1" .svg)"
    printf '<!doctype html><style>body{margin:0}img{display:block}</style><img src="%s">' "file://$(realpath "$1")" >"$work/page.html"
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=2000 \
        --window-size="$width,$height" --screenshot="$work/$name.png" "file://$work/page.html" >/dev/null 2>&1
    /usr/bin/python3 - "$work/$name.png" "$to/$name.jpg" <<'PYTHON'
import sys
import cv2

source, target = sys.argv[1:]
picture = cv2.imread(source)
# 800 pixels wide: enough for a model's 640, and for the card on the page.
scale = 800 / picture.shape[1]
picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
cv2.imwrite(target, picture, [cv2.IMWRITE_JPEG_QUALITY, 80, cv2.IMWRITE_JPEG_OPTIMIZE, 1, cv2.IMWRITE_JPEG_PROGRESSIVE, 1])
PYTHON
    local bytes
    bytes="$(stat -c %s "$to/$name.jpg")"
    echo "$name.jpg: $bytes bytes"
    ((bytes < 60000)) || { echo "$name.jpg is too large for a page" >&2; exit 1; }
}

mkdir -p "$to"
for drawing in *.svg; do render "$drawing" 800x600; done
render ../../../../infra/readme/street.svg 1280x720
