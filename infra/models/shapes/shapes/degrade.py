"""What a camera, a scanner and a JPEG file do to a picture."""

from __future__ import annotations

import cv2
import numpy as np

from .noise import clouds, grain


def degrade(rng: np.random.Generator, image: np.ndarray, smallest: float) -> np.ndarray:
    """Light, colour, blur, noise and compression over a picture uint8 [H, W, 3]; same shape and type.

    `smallest` is the size in pixels of the smallest shape: blur and loss of
    resolution stay within a fraction of it, so that it can still be read.
    """
    if rng.random() < 0.15:
        return image
    if rng.random() < 0.45:
        image = _light(rng, image)
    if rng.random() < 0.08:
        image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    image = _blur(rng, image, smallest)
    if rng.random() < 0.5:
        image = _tone(rng, image)
    if rng.random() < 0.45:
        image = _noise(rng, image)
    if rng.random() < 0.6:
        quality = int(rng.integers(40 if smallest < 24 else 25, 96))
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image


def _light(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """A vignette, a lamp on one side, or the soft edge of a shadow: all slow, so made small."""
    height, width = image.shape[:2]
    rows, columns = max(8, height // 8), max(8, width // 8)
    y, x = np.mgrid[-1:1:rows * 1j, -1:1:columns * 1j].astype(np.float32)
    kind = rng.integers(4)
    angle = rng.uniform(0, 2 * np.pi)
    across = np.cos(angle) * x + np.sin(angle) * y
    if kind == 0:
        gain = 1 - rng.uniform(0.1, 0.35) * (x * x + y * y) / 2 * 1.4
    elif kind == 1:
        gain = 1 + rng.uniform(0.08, 0.32) * across
    elif kind == 2:  # a shadow's edge
        depth, softness = rng.uniform(0.15, 0.5), rng.uniform(0.02, 0.4)
        gain = 1 - depth / (1 + np.exp(np.clip((across - rng.uniform(-0.6, 0.6)) / softness * 3, -30, 30)))
    else:
        gain = 1 + rng.uniform(0.05, 0.16) * clouds(rng, rows, columns, max(rows, columns) / 2.5, 4)
    gain = cv2.resize(np.clip(gain, 0.35, 1.5).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(image, cv2.merge([gain] * 3), dtype=cv2.CV_8U)


def _blur(rng: np.random.Generator, image: np.ndarray, smallest: float) -> np.ndarray:
    """Defocus, motion, or a picture saved smaller and enlarged again."""
    height, width = image.shape[:2]
    roll, most = rng.random(), min(smallest * 0.035, 2.4)
    if roll < 0.2 and most > 0.4:
        return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, most))
    if roll < 0.27 and smallest > 30:
        length = 2 * int(rng.integers(1, max(2, int(min(smallest * 0.06, 7)) // 2 + 1))) + 1
        kernel = np.zeros((length, length), np.float32)
        angle, middle = rng.uniform(0, np.pi), length // 2
        reach = np.array([np.cos(angle), np.sin(angle)]) * middle
        cv2.line(kernel, np.round(middle - reach).astype(int).tolist(), np.round(middle + reach).astype(int).tolist(), 1.0)
        return cv2.filter2D(image, -1, kernel / kernel.sum())
    if roll < 0.45 and smallest > 22:
        share = rng.uniform(max(0.4, 14 / smallest), 1.0)
        small = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (width, height), interpolation=int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))
    return image


def _tone(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Gamma, contrast and a colour cast, as one table a channel."""
    level = np.arange(256, dtype=np.float32) / 255
    gamma, contrast = np.exp(rng.normal(0, 0.2)), rng.uniform(0.75, 1.15)
    base = 0.5 + contrast * (level ** gamma - 0.5) + rng.uniform(-0.06, 0.06)
    cast = 1 + rng.normal(0, 0.06, 3)
    table = np.clip(base[:, None] * cast * 255, 0, 255).astype(np.uint8)
    return cv2.LUT(image, table.reshape(256, 1, 3))


def _noise(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Sensor noise, in all channels alike or in each its own."""
    height, width = image.shape[:2]
    strength = rng.uniform(1.5, 13.0) * rng.uniform(0.3, 1.0)
    if rng.random() < 0.5:
        field = cv2.merge([grain(rng, height, width)] * 3)
    else:
        field = cv2.merge([np.ascontiguousarray(grain(rng, height, width)) for _ in range(3)])
    return cv2.convertScaleAbs(np.maximum(cv2.scaleAdd(field, strength, image.astype(np.float32)), 0))
