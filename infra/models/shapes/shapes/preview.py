"""A contact sheet of scenes with their boxes, for looking at."""

from __future__ import annotations

import argparse

import cv2
import numpy as np

from .classes import CLASSES
from .colours import hsv
from .scenes import draw_scene


def contact_sheet(first: int, columns: int, rows: int, side: int, boxes: bool = True) -> np.ndarray:
    """columns x rows square scenes of `side` pixels from seed `first` on, uint8 BGR."""
    sheet = np.zeros((rows * side, columns * side, 3), np.uint8)
    for index in range(columns * rows):
        scene = draw_scene(first + index, side, side)
        tile = scene.image.copy()
        for label, (x1, y1, x2, y2) in zip(scene.classes, scene.boxes if boxes else []):
            colour = hsv(label / len(CLASSES), 1, 1).tolist()
            cv2.rectangle(tile, (int(x1), int(y1)), (int(np.ceil(x2)) - 1, int(np.ceil(y2)) - 1), colour, 1)
            cv2.putText(tile, CLASSES[label], (int(x1) + 1, int(y1) - 2 if y1 > 10 else int(y2) + 9),
                        cv2.FONT_HERSHEY_PLAIN, 0.7, colour, 1, cv2.LINE_AA)
        tile[0], tile[:, 0] = 255, 255
        row, column = divmod(index, columns)
        sheet[row * side:(row + 1) * side, column * side:(column + 1) * side] = tile
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw a contact sheet.")
    parser.add_argument("--out", required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--columns", type=int, default=5)
    parser.add_argument("--rows", type=int, default=4)
    parser.add_argument("--side", type=int, default=320)
    parser.add_argument("--no-boxes", action="store_true")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    sheet = contact_sheet(arguments.first, arguments.columns, arguments.rows, arguments.side, not arguments.no_boxes)
    if not cv2.imwrite(arguments.out, sheet):
        raise OSError(f"cannot write {arguments.out}")


if __name__ == "__main__":
    main()
