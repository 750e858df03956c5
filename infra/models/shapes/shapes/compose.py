"""Inking a drawing into a picture: colours that can be seen, gradients, translucency, shadows."""

from __future__ import annotations

import cv2
import numpy as np

from .colours import contrasting_ink, difference
from .ink import Drawing, Style


def paint(rng: np.random.Generator, image: np.ndarray, drawing: Drawing, style: Style, origin: tuple[int, int],
          size: float) -> None:
    """Draws onto a picture (uint8 [H, W, 3]) with the patch's corner at `origin` (left, top)."""
    left, top = origin
    shape = (drawing.fill if drawing.fill is not None else drawing.stroke).shape
    rows = slice(max(0, -top), min(shape[0], image.shape[0] - top))
    columns = slice(max(0, -left), min(shape[1], image.shape[1] - left))
    fill, stroke = (None if mask is None else mask[rows, columns] for mask in (drawing.fill, drawing.stroke))
    region = image[top + rows.start:top + rows.stop, left + columns.start:left + columns.stop]

    ink = fill if stroke is None else stroke if fill is None else cv2.max(fill, stroke)
    cells = cv2.resize(ink, (6, 6), interpolation=cv2.INTER_AREA) > 12
    contrast = rng.uniform(24, 40) if rng.random() < 0.12 and size > 28 else rng.uniform(42, 80)
    if stroke is not None and fill is None and style.stroke < 3:
        contrast *= 1.2  # a thin line needs more of it
    if size > 30 and rng.random() < 0.12:
        _shadow(rng, region, ink, size)
    opacity = rng.uniform(0.5, 0.85) if fill is not None and rng.random() < 0.15 else 1.0
    colour = contrasting_ink(rng, region, min(contrast / opacity, 120.0), cells)
    if fill is not None:
        _blend(region, fill, _gradient(rng, colour, fill.shape) if size > 24 and rng.random() < 0.25 else colour, opacity)
    if stroke is not None:
        if fill is not None and not style.hatch:
            colour = _edge_colour(rng, colour)
        _blend(region, stroke, colour, 1.0)


def _edge_colour(rng: np.random.Generator, fill: np.ndarray) -> np.ndarray:
    """A colour for the outline of a filled shape: its own, darker; black; white; or another ink."""
    roll = rng.random()
    if roll < 0.35:
        return fill * np.float32(rng.uniform(0.3, 0.7))
    if roll < 0.6:
        dark = np.full(3, rng.uniform(0, 40), np.float32)
        return dark if difference(dark, fill) > 30 else np.full(3, 240.0, np.float32)
    return contrasting_ink(rng, np.full((6, 6, 3), fill.clip(0, 255), np.uint8), 35)


def _gradient(rng: np.random.Generator, colour: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """A mild gradient about a colour, float32 [h, w, 3]: along a line or from a point outwards."""
    height, width = shape
    y, x = np.linspace(-1, 1, height, dtype=np.float32)[:, None], np.linspace(-1, 1, width, dtype=np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    ramp = np.float32(np.cos(angle)) * x + np.float32(np.sin(angle)) * y
    if rng.random() < 0.3:
        ramp = x * x + y * y - 0.7
    towards = rng.normal(0, 38, 3).astype(np.float32) + np.float32(rng.normal(0, 25))
    return colour + ramp[..., None] * towards


def _shadow(rng: np.random.Generator, region: np.ndarray, ink: np.ndarray, size: float) -> None:
    """A soft shadow to one side; it is weak enough not to be taken for ink."""
    reach = size * rng.uniform(0.02, 0.06)
    shift = np.float32([[1, 0, rng.uniform(-1, 1) * reach], [0, 1, rng.uniform(0.3, 1) * reach]])
    moved = cv2.warpAffine(ink, shift, (ink.shape[1], ink.shape[0]))
    _blend(region, cv2.GaussianBlur(moved, (0, 0), max(0.8, reach * 0.5)), np.zeros(3, np.float32), rng.uniform(0.15, 0.4))


def _blend(region: np.ndarray, mask: np.ndarray, colour: np.ndarray, opacity: float) -> None:
    """region += (colour - region) * mask * opacity, in place; colour float32 [3] or [h, w, 3]."""
    weight = (mask * np.float32(opacity / 255.0))[..., None]
    below = region.astype(np.float32)
    below += (np.asarray(colour, np.float32) - below) * weight
    np.clip(below, 0, 255, out=below)
    region[...] = below
