"""Outlines turned into coverage masks: fills, strokes, hatching, and the box of their ink."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .hand import sketch
from .noise import grain
from .outlines import Outline

_SHIFT = 4  # OpenCV's fixed-point bits: vertices are placed to a sixteenth of a pixel

Stroke = tuple[np.ndarray, bool]  # a polyline in pixels, and whether it is closed


@dataclass
class Style:
    """How a shape is drawn. Lengths in pixels."""

    stroke: float = 0.0         # width of the outline; 0 for none
    filled: bool = True
    shakiness: float = 0.0      # 0 for printed, up to 1 for a very shaky hand
    passes: int = 1             # times the hand goes along the outline
    medium: str = "ink"         # ink, marker, pencil or chalk
    hatch: str = ""             # "", lines, cross or dots: what the fill is made of
    spacing: float = 0.0        # of the hatching
    dash: float = 0.0           # length of the outline's dashes; 0 for a full line
    mitred: bool = False        # sharp joins instead of round ones


@dataclass
class Drawing:
    """Coverage of one shape on its own patch, uint8 [h, w] each, and where its ink is.

    `box` is xyxy in pixel edges of the patch, tight to the half-covered ink to
    within the supersampling (1/4 px for small shapes, 1 px for big ones).
    `solid` (bool [h, w]) is the ink that counts for visibility.
    """

    fill: np.ndarray | None
    stroke: np.ndarray | None
    box: np.ndarray
    solid: np.ndarray


def rasterise(rng: np.random.Generator, outline: Outline, style: Style, size: float) -> Drawing:
    """Draws an outline of about `size` pixels at a random sub-pixel position."""
    scale = 4 if size < 56 else 2 if size < 170 or style.stroke < 3 else 1
    strokes, contour = _passes(rng, outline, style, size)
    rings: list[np.ndarray] = []
    if style.mitred and style.stroke > 0:
        base = outline.paths[0]
        rings = [mitre(base, style.stroke / 2), mitre(base, -style.stroke / 2)]
    every = np.concatenate([path for path, _ in strokes] + rings + ([contour] if contour is not None else []))
    pad = (0 if style.mitred else style.stroke / 2) + 2
    origin = np.floor(every.min(axis=0) - pad) - rng.random(2)
    width, height = (np.ceil(every.max(axis=0) + pad - origin).astype(int) + 1).tolist()

    place = lambda path: _fixed((path - origin) * scale - 0.5)
    fill = line = None
    if style.filled and contour is not None:
        fill = np.zeros((height * scale, width * scale), np.uint8)
        cv2.fillPoly(fill, [place(contour)], 255, cv2.LINE_AA, _SHIFT)
        if style.hatch:
            cv2.bitwise_and(fill, _hatching(rng, fill.shape, style, scale), fill)
    if style.stroke > 0:
        line = np.zeros((height * scale, width * scale), np.uint8)
        if rings:
            cv2.fillPoly(line, [place(ring) for ring in rings], 255, cv2.LINE_AA, _SHIFT)
        else:
            thickness = max(1, round(style.stroke * scale))
            for path, closed in strokes:
                for piece, whole in _dashes(path, closed, style):
                    cv2.polylines(line, [place(piece)], whole, 255, thickness, cv2.LINE_AA, _SHIFT)

    ink = fill if line is None else line if fill is None else cv2.max(fill, line)
    box = _bounds(ink) / scale
    if scale > 1:
        fill, line = (_shrink(mask, scale) for mask in (fill, line))
        ink = fill if line is None else line if fill is None else cv2.max(fill, line)
    solid = ink >= 110
    if style.hatch and contour is not None:  # hatched, the whole inside counts as the shape
        inside = np.zeros(ink.shape, np.uint8)
        cv2.fillPoly(inside, [_fixed(contour - origin - 0.5)], 1, cv2.LINE_8, _SHIFT)
        solid = solid | (inside > 0)
    return Drawing(_texture(rng, fill, style), _texture(rng, line, style), box, solid)


def mitre(contour: np.ndarray, distance: float, limit: float = 4.0) -> np.ndarray:
    """The contour moved outwards by `distance` pixels (inwards if negative) with mitred corners.

    A corner's vertex moves along the bisector by distance / cos(half the turn),
    at most `limit` times the distance, as SVG and PostScript do.
    """
    ahead = np.roll(contour, -1, axis=0) - contour
    area = (contour[:, 0] * np.roll(contour[:, 1], -1) - contour[:, 1] * np.roll(contour[:, 0], -1)).sum()
    normal = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1) * np.sign(area)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    before = np.roll(normal, 1, axis=0)
    cosine = (normal * before).sum(axis=1, keepdims=True)
    shift = (normal + before) / np.maximum(1 + cosine, 1e-6)
    length = np.linalg.norm(shift, axis=1, keepdims=True)
    return contour + distance * shift * np.minimum(1.0, limit / np.maximum(length, 1e-9))


def _passes(rng: np.random.Generator, outline: Outline, style: Style,
            size: float) -> tuple[list[Stroke], np.ndarray | None]:
    """The strokes to draw, as (path, closed), and the contour to fill or None."""
    if style.shakiness <= 0:
        return [(path, outline.closed) for path in outline.paths], outline.paths[0] if outline.closed else None
    strokes, contour = [], None
    for turn in range(style.passes):
        for path in outline.paths:
            strokes.append(sketch(rng, path, outline.closed, size, style.shakiness))
        if turn == 0 and outline.closed:
            contour = strokes[0][0]
    if style.stroke <= 0:
        strokes = []
    return strokes, contour


def _dashes(path: np.ndarray, closed: bool, style: Style) -> list[Stroke]:
    """A polyline cut into dashes, or itself."""
    if style.dash <= 0:
        return [(path, closed)]
    if closed:
        path = np.concatenate([path, path[:1]])
    step = np.linalg.norm(np.diff(path, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(step)])
    period = along[-1] / max(4, round(along[-1] / (style.dash * 1.6)))
    pieces = []
    for start in np.arange(0, along[-1] - 0.3 * period, period):
        end = min(start + 0.6 * period, along[-1])
        inner = (along > start) & (along < end)
        at = np.concatenate([[start], along[inner], [end]])
        pieces.append((np.stack([np.interp(at, along, path[:, axis]) for axis in (0, 1)], axis=1), False))
    return pieces


def _hatching(rng: np.random.Generator, shape: tuple[int, int], style: Style, scale: int) -> np.ndarray:
    """Parallel lines, crossed lines or dots all over a mask of `shape`, uint8."""
    mask = np.zeros(shape, np.uint8)
    height, width = shape
    spacing, reach = style.spacing * scale, float(np.hypot(height, width))
    thickness = max(1, round(spacing * rng.uniform(0.25, 0.5)))
    first = rng.uniform(0, np.pi)
    for angle in {"lines": [first], "cross": [first, first + np.pi / 2], "dots": [first]}[style.hatch]:
        along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        for offset in np.arange(-reach / 2, reach / 2, spacing):
            jitter = rng.normal(0, 0.08 * spacing, 2) * (style.shakiness > 0)
            middle = np.array([width / 2, height / 2]) + across * offset
            if style.hatch == "dots":
                for step in np.arange(-reach / 2, reach / 2, spacing):
                    cv2.circle(mask, _fixed(middle + along * step).tolist(), int(thickness * 0.7 * 16), 255, -1,
                               cv2.LINE_AA, _SHIFT)
            else:
                ends = (middle - along * reach / 2 + jitter[0], middle + along * reach / 2 + jitter[1])
                cv2.line(mask, _fixed(ends[0]).tolist(), _fixed(ends[1]).tolist(), 255, thickness, cv2.LINE_AA, _SHIFT)
    return mask


def _texture(rng: np.random.Generator, mask: np.ndarray | None, style: Style) -> np.ndarray | None:
    """Pencil and chalk leave gaps, a marker lets the paper through."""
    if mask is None or style.medium == "ink":
        return mask
    if style.medium == "marker":
        return cv2.multiply(mask, float(rng.uniform(0.75, 0.92)))
    depth, body = (0.16, 0.8) if style.medium == "pencil" else (0.26, 0.82)
    gaps = np.clip(body + depth * grain(rng, *mask.shape), 0.25, 1.0)
    return (mask * gaps).astype(np.uint8)


def _bounds(mask: np.ndarray) -> np.ndarray:
    """xyxy edges, float64 [4], of the pixels covered by at least half."""
    solid = (mask >= 128).view(np.uint8)
    x, y, width, height = cv2.boundingRect(solid)
    return np.array([x, y, x + width, y + height], np.float64)


def _shrink(mask: np.ndarray | None, scale: int) -> np.ndarray | None:
    if mask is None:
        return None
    return cv2.resize(mask, (mask.shape[1] // scale, mask.shape[0] // scale), interpolation=cv2.INTER_AREA)


def _fixed(points: np.ndarray) -> np.ndarray:
    """Points in pixels as OpenCV's fixed-point integers."""
    return np.round(points * (1 << _SHIFT)).astype(np.int32)
