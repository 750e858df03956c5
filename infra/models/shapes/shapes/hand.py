"""Clean outlines redrawn as by a more or less shaky hand."""

from __future__ import annotations

import numpy as np


def sketch(rng: np.random.Generator, path: np.ndarray, closed: bool, size: float,
           shakiness: float) -> tuple[np.ndarray, bool]:
    """One hand-drawn pass along `path` (float64 [n, 2], pixels), and whether it is still closed.

    `size` is the shape's longer side in pixels and `shakiness` 0..1. Corners
    stay corners: the wobble is of low frequency and moves a corner with the
    edges that meet there, so a pentagon never turns into a hexagon.
    """
    points = densify(path, closed, max(2.0, size / 40))
    if closed:
        points = np.roll(points, -int(rng.integers(len(points))), axis=0)
        points = np.concatenate([points, points[:1]])
    step = np.linalg.norm(np.diff(points, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(step)])
    along /= max(along[-1], 1e-9)

    moved = points.copy()
    for frequency in range(1, 7):
        amplitude = size * shakiness * 0.017 / (0.6 + 0.4 * frequency) * rng.standard_normal(2)
        phase = rng.uniform(0, 2 * np.pi, 2)
        moved += amplitude * np.sin(2 * np.pi * frequency * along[:, None] + phase)
    if not closed:
        return moved, False
    if rng.random() < 0.35:
        return moved[:-1], True

    # The hand comes back a little beside where it began, and stops early or late.
    moved += (along[:, None] - 0.5) * rng.normal(0, 0.03 * shakiness * size, 2)
    if rng.random() < 0.4:
        moved = moved[along < 1 - rng.uniform(0.005, 0.035)]
    else:
        extra = 1 + int(rng.uniform(0.01, 0.06) * len(moved))
        moved = np.concatenate([moved, moved[1:extra + 1] + (moved[-1] - moved[0])])
    return moved, False


def densify(path: np.ndarray, closed: bool, spacing: float) -> np.ndarray:
    """`path` with points added so that none are much further apart than `spacing` pixels; its own stay."""
    ends = np.roll(path, -1, axis=0) if closed else path[1:]
    pieces = []
    for start, end in zip(path, ends):
        count = max(1, int(np.ceil(np.linalg.norm(end - start) / spacing)))
        pieces.append(start + (end - start) * (np.arange(count) / count)[:, None])
    if not closed:
        pieces.append(path[-1:])
    return np.concatenate(pieces)
