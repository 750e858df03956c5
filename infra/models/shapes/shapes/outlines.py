"""The nine outlines in units of their own, and how they are turned, sheared and rounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .classes import ARROW, CIRCLE, CROSS, HEART, HEXAGON, PENTAGON, RECTANGLE, STAR, TRIANGLE

Parts = tuple[list[np.ndarray], bool, bool]  # an Outline's fields, in units of its own


@dataclass(frozen=True)
class Outline:
    """A shape's geometry in pixels about its own centre.

    `paths` holds float64 [n, 2] polylines. A closed outline is one contour that
    may be filled; an open one (a line arrow, a thin cross) is strokes only.
    `angular` says that every vertex is a corner, so that joins may be mitred.
    """

    paths: list[np.ndarray]
    closed: bool
    angular: bool

    def scaled(self, factor: float) -> Outline:
        """The same outline `factor` times as large."""
        return Outline([path * factor for path in self.paths], self.closed, self.angular)


def make_outline(rng: np.random.Generator, label: int, size: float) -> Outline:
    """An outline of class `label` whose bounding box is `size` pixels on its longer side."""
    paths, closed, angular = _SHAPES[label](rng)
    turn = _turn(rng, label)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    tilt, shear = np.zeros(2), 0.0
    if rng.random() < 0.3:
        tilt = rng.uniform(-0.12, 0.12, 2)
        shear = rng.uniform(-0.12, 0.12)
    matrix = np.array([[1.0, shear], [0.0, rng.uniform(0.88, 1.0) if shear else 1.0]]) @ matrix
    paths = [path @ matrix.T for path in paths]
    if tilt.any():  # a plane seen at an angle: x' = x / (1 + t.x)
        paths = [path / (1.0 + path @ tilt)[:, None] for path in paths]
    if closed and angular and size > 28 and rng.random() < 0.18:
        paths, angular = [_round_corners(paths[0], rng.uniform(0.08, 0.28 if label == RECTANGLE else 0.2))], False
    every = np.concatenate(paths)
    low, high = every.min(axis=0), every.max(axis=0)
    scale = size / (high - low).max()
    return Outline([(path - (low + high) / 2) * scale for path in paths], closed, angular)


def _turn(rng: np.random.Generator, label: int) -> float:
    """Rotation in radians: the habits of people who draw, then anything at all."""
    upright = {RECTANGLE: 0.5, STAR: 0.55, HEART: 0.6, CROSS: 0.4, TRIANGLE: 0.4, PENTAGON: 0.4, HEXAGON: 0.35}
    if rng.random() < upright.get(label, 0.0):
        return np.radians(rng.normal(0, 5))
    if label == HEART and rng.random() < 0.6:
        return np.radians(rng.uniform(-40, 40))
    if label == ARROW and rng.random() < 0.4:
        return np.radians(90 * rng.integers(4) + rng.normal(0, 4))
    if label == CROSS and rng.random() < 0.4:
        return np.radians(45 + rng.normal(0, 5))
    return rng.uniform(0, 2 * np.pi)


def _regular(count: int, start: float = -np.pi / 2) -> np.ndarray:
    angle = start + np.arange(count) * (2 * np.pi / count)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _circle(rng: np.random.Generator) -> Parts:
    contour = _regular(96)
    if rng.random() < 0.45:
        contour = contour * [1.0, 1.0 / rng.uniform(1.0, 1.4)]
    return [contour], True, False


def _triangle(rng: np.random.Generator) -> Parts:
    roll = rng.random()
    if roll < 0.35:
        contour = _regular(3)
    elif roll < 0.6:  # isosceles
        contour = np.array([[0, 0], [1, 0], [0.5, -rng.uniform(0.5, 1.5)]])
    elif roll < 0.75:  # right-angled
        contour = np.array([[0, 0], [1, 0], [0, -rng.uniform(0.6, 1.6)]])
    else:
        while True:
            contour = rng.uniform(0, 1, (3, 2))
            sides = np.roll(contour, -1, axis=0) - contour
            length = np.linalg.norm(sides, axis=1)
            cosine = -(sides * np.roll(sides, 1, axis=0)).sum(axis=1) / (length * np.roll(length, 1))
            if length.min() > 0.05 and np.degrees(np.arccos(np.clip(cosine, -1, 1))).min() > 32:
                break
    return [_centred(contour)], True, True


def _rectangle(rng: np.random.Generator) -> Parts:
    half = 1.0 / (1.0 if rng.random() < 0.3 else np.exp(rng.uniform(0, np.log(2.9))))
    contour = np.array([[-1, -half], [1, -half], [1, half], [-1, half]])
    return [contour if rng.random() < 0.7 else contour[:, ::-1].copy()], True, True


def _polygon(count: int) -> Callable[[np.random.Generator], Parts]:
    def make(rng: np.random.Generator) -> Parts:
        contour = _regular(count) * [1.0, rng.uniform(0.85, 1.0)]
        return [contour + rng.uniform(-0.04, 0.04, (count, 2))], True, True
    return make


def _star(rng: np.random.Generator) -> Parts:
    points = 5 if rng.random() < 0.82 else 6
    inner = rng.uniform(0.32, 0.55) if points == 5 else rng.uniform(0.42, 0.62)
    if points == 5 and rng.random() < 0.35:
        inner = 0.382  # the pentagram's own
    contour = _regular(2 * points)
    contour[1::2] *= inner
    return [contour + rng.uniform(-0.025, 0.025, contour.shape)], True, True


def _heart(rng: np.random.Generator) -> Parts:
    t = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    if rng.random() < 0.5:
        # The well-known curve: x = 16 sin^3 t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t.
        x = 16 * np.sin(t) ** 3
        y = -(13 * np.cos(t) - rng.uniform(4, 6) * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
        contour = np.stack([x / 16, y / 16], axis=1)
    else:
        # Two lobes drawn as cubic Bezier arcs, from the notch to the tip and back.
        notch, tip = rng.uniform(-0.62, -0.4), rng.uniform(0.8, 1.1)
        s = np.linspace(0, 1, 21)[:, None]
        bezier = lambda a, b, c, d: (1 - s) ** 3 * a + 3 * (1 - s) ** 2 * s * b + 3 * (1 - s) * s * s * c + s ** 3 * d
        lobe, side = rng.uniform(0.95, 1.05), rng.uniform(-0.5, -0.3)
        p = np.array
        upper = bezier(p([0, notch]), p([0.12, -1.0]), p([lobe, -1.05]), p([lobe, side]))
        lower = bezier(p([lobe, side]), p([lobe, side + 0.5]), p([0.35, tip - 0.45]), p([0, tip]))
        right = np.concatenate([upper[:-1], lower])
        contour = np.concatenate([right, (right * [-1, 1])[-2:0:-1]])
    return [contour * [rng.uniform(0.88, 1.12), 1.0]], True, False


def _arrow(rng: np.random.Generator) -> Parts:
    head, width = rng.uniform(0.3, 0.55), rng.uniform(0.3, 0.55)  # of a length of 2 (-1..1)
    if rng.random() < 0.35:  # drawn with lines: a shaft and two barbs
        barb = rng.uniform(0.4, 0.75)
        spread = np.radians(rng.uniform(26, 48))
        back = 1 - barb * np.cos(spread)
        side = barb * np.sin(spread)
        shaft = np.array([[-1.0, 0.0], [1.0, 0.0]])
        return [shaft, np.array([[back, -side], [1.0, 0.0], [back, side]])], False, True
    shaft = width * rng.uniform(0.25, 0.6) if rng.random() < 0.8 else 0.06
    notch = 1 - 2 * head + (rng.uniform(0.05, 0.2) if rng.random() < 0.25 else 0.0)
    upper = np.array([[-1, -shaft], [notch, -shaft], [1 - 2 * head, -width], [1, 0]])
    if shaft < 0.1:
        width = max(width, 0.35)
        upper[2, 1] = -width
    return [np.concatenate([upper, (upper * [1, -1])[-2::-1]])], True, True


def _cross(rng: np.random.Generator) -> Parts:
    if rng.random() < 0.3:
        across = rng.uniform(0.8, 1.0)
        return [np.array([[-1.0, 0], [1, 0]]), np.array([[0, -across], [0, across]])], False, True
    bar = rng.uniform(0.1, 0.38)
    contour = np.array([[-bar, -1], [bar, -1], [bar, -bar], [1, -bar], [1, bar], [bar, bar],
                        [bar, 1], [-bar, 1], [-bar, bar], [-1, bar], [-1, -bar], [-bar, -bar]])
    return [contour * [1.0, rng.uniform(0.85, 1.0)]], True, True


def _centred(contour: np.ndarray) -> np.ndarray:
    """Moved and scaled to about the unit circle, so that tilt means the same for every shape."""
    contour = contour - contour.mean(axis=0)
    return contour / np.abs(contour).max()


def _round_corners(contour: np.ndarray, share: float) -> np.ndarray:
    """Each corner replaced by a quadratic Bezier that starts `share` of the shorter edge before it."""
    before, after = np.roll(contour, 1, axis=0) - contour, np.roll(contour, -1, axis=0) - contour
    reach = share * np.minimum(np.linalg.norm(before, axis=1), np.linalg.norm(after, axis=1))[:, None]
    start = contour + before / np.linalg.norm(before, axis=1, keepdims=True) * reach
    end = contour + after / np.linalg.norm(after, axis=1, keepdims=True) * reach
    t = np.linspace(0, 1, 7)[None, :, None]
    curve = (1 - t) ** 2 * start[:, None] + 2 * (1 - t) * t * contour[:, None] + t * t * end[:, None]
    return curve.reshape(-1, 2)


_SHAPES = {CIRCLE: _circle, TRIANGLE: _triangle, RECTANGLE: _rectangle, PENTAGON: _polygon(5),
           HEXAGON: _polygon(6), STAR: _star, HEART: _heart, ARROW: _arrow, CROSS: _cross}
