"""Fits a picture into the network's input, as the product does."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

STRIDE = 32
GREY = 114


@dataclass(frozen=True)
class Transform:
    """From the picture's pixels to the input's, and back."""

    scale_x: float
    scale_y: float
    left: int
    top: int
    width: int
    height: int
    """The picture's own size."""

    def apply(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes [n, 4] of the picture, in the input's pixels."""
        scale = np.array((self.scale_x, self.scale_y) * 2, np.float32)
        return boxes * scale + np.array((self.left, self.top) * 2, np.float32)

    def invert(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes [n, 4] of the input, in the picture's pixels, clipped to it."""
        scale = np.array((self.scale_x, self.scale_y) * 2, np.float32)
        back = (boxes - np.array((self.left, self.top) * 2, np.float32)) / scale
        return back.clip(0, np.array((self.width, self.height) * 2, np.float32))


def letterbox(image: NDArray[np.uint8], side: int, square: bool = False) -> tuple[NDArray[np.uint8], Transform]:
    """Scales BGR [h, w, 3] so that its longer side is `side`, and pads it with grey.

    To multiples of 32 pixels, or to the full square.
    """
    height, width = image.shape[:2]
    scale = min(side / width, side / height)
    w, h = max(1, round(width * scale)), max(1, round(height * scale))
    full_w, full_h = (side, side) if square else (-(-w // STRIDE) * STRIDE, -(-h // STRIDE) * STRIDE)
    scaled = image if (w, h) == (width, height) else cv2.resize(image, (w, h), interpolation=cv2.INTER_LINEAR)
    left, top = round((full_w - w) / 2 - 0.1), round((full_h - h) / 2 - 0.1)
    out = np.full((full_h, full_w, 3), GREY, np.uint8)
    out[top : top + h, left : left + w] = scaled
    return out, Transform(w / width, h / height, left, top, width, height)
