"""Accuracy in Python, to hold the product's own against: `python3 -m shapes.evaluate --model FILE --pictures FOLDER`.

The weights run in PyTorch (no ONNX Runtime comes with Debian), so the comparison covers the export as well.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from .accuracy import Accuracy
from .checkpoint import trained
from .classes import CLASSES
from .decode import decode
from .export import IMAGE_SIZE
from .letterbox import letterbox
from .network import Exported, Network


def evaluate(network: Network, folder: Path) -> dict[str, float | int]:
    """AP over a folder of pictures with YOLO text labels beside, as the product is asked: confidence 0.001, IoU 0.7."""
    model = Exported(network).eval()
    accuracy = Accuracy(len(CLASSES))
    pictures = sorted(p for p in folder.iterdir() if p.suffix in (".png", ".jpg"))
    for picture in pictures:
        image = cv2.imread(str(picture))
        fitted, transform = letterbox(image, IMAGE_SIZE)
        planes = np.ascontiguousarray(fitted[:, :, ::-1].transpose(2, 0, 1))
        with torch.no_grad():
            output = model(torch.from_numpy(planes)[None].float() / 255)[0].numpy()
        boxes, scores, classes = decode(output, 0.001)
        truth, truth_classes = read_labels(picture.with_suffix(".txt"), image.shape[1], image.shape[0])
        accuracy.add(transform.invert(boxes), scores, classes, truth, truth_classes)
    ap50, ap = accuracy.ap()
    return {"scenes": len(pictures), "ap50": round(ap50, 4), "ap50_95": round(ap, 4)}


def read_labels(file: Path, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Boxes [n, 4] x1, y1, x2, y2 in pixels, and classes [n]."""
    rows = np.array([line.split() for line in file.read_text(encoding="ascii").splitlines()], np.float64).reshape(-1, 5)
    centre, size = rows[:, 1:3], rows[:, 3:5]
    boxes = np.concatenate((centre - size / 2, centre + size / 2), 1) * (width, height, width, height)
    return boxes.astype(np.float32), rows[:, 0].astype(np.int64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training's checkpoint")
    parser.add_argument("--pictures", type=Path, required=True, help="what `python3 -m shapes.scenes` wrote")
    parser.add_argument("--json", type=Path, help="where to write the figures, too")
    arguments = parser.parse_args()
    figures = evaluate(trained(arguments.run), arguments.pictures)
    print(json.dumps(figures))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
