"""The large parts of photo-like scenes: hills, house fronts, roads, rooms, foliage and grass."""

from __future__ import annotations

import numpy as np

from .colours import natural_colour
from .painter import Painter
from .things import turned


def ridge(p: Painter, level: float, height: float) -> None:
    """All below a ragged line at `level`, which wanders by `height` pixels."""
    x = np.linspace(0, p.width, 24)
    y = level + np.cumsum(p.rng.normal(0, 1, 24)) * height * 0.4
    contour = np.concatenate([np.stack([x, y], axis=1), [[p.width, p.height], [0, p.height]]])
    p.fill(contour, p.material((p.width / 2, level), p.height, shading=0.9))


def facade(p: Painter, left: float, right: float, top: float, bottom: float) -> None:
    """A house front with rows of windows, unevenly lit, seen a little aslant."""
    rng = p.rng
    slant = rng.normal(0, 0.12) * (right - left)
    p.fill(np.array([[left, top], [right, top + slant], [right, bottom], [left, bottom]]),
           p.material((left, top), right - left, shading=0.8))
    pitch = max(10.0, rng.uniform(0.1, 0.35) * (right - left))
    tall, wide = pitch * rng.uniform(0.5, 0.9), pitch * rng.uniform(0.35, 0.75)
    glass = [p.material((left, top), pitch * 4, shading=2.0, roughness=1.5) for _ in range(4)]
    frame = p.material((left, top), right - left)
    for x in np.arange(left + pitch / 2, right - pitch / 3, pitch):
        drop = slant * (x - left) / (right - left)
        for y in np.arange(top + pitch * 0.7, bottom - pitch * 0.4, pitch * 1.3):
            corner = np.array([x, y + drop * (bottom - y) / max(bottom - top, 1)])
            pane = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2 + corner
            p.fill(pane, glass[rng.integers(4)])
            p.line(pane, max(1, pitch * 0.05), frame, True)
            p.line(np.array([corner - (0, tall / 2), corner + (0, tall / 2)]), 1, frame)
            if rng.random() < 0.5:
                p.fill(pane * [1, 0.5] + [0, 0.5 * pane[:, 1].min()], glass[rng.integers(4)])


def road(p: Painter, level: float) -> None:
    """A road towards the horizon, with kerbs and broken lines."""
    rng, middle = p.rng, p.rng.uniform(0.2, 0.8) * p.width
    ridge(p, level, 0.01 * p.height)
    far, near = rng.uniform(0.03, 0.2) * p.width, rng.uniform(0.5, 1.5) * p.width
    p.fill(np.array([[middle - far, level], [middle + far, level], [middle + near, p.height], [middle - near, p.height]]),
           p.material((middle, level), p.height, shading=0.6))
    paint = p.material((middle, level), p.height, np.full(3, rng.uniform(120, 220)))
    for start in np.arange(0.05, 1, 0.18):
        a, b = start ** 1.5, min(1.0, start + 0.08) ** 1.5
        p.line(np.array([[middle, level + a * (p.height - level)], [middle, level + b * (p.height - level)]]),
               1 + 4 * a, paint)


def room(p: Painter, level: float) -> None:
    """Walls that meet in a corner, and a floor of boards or tiles."""
    rng, corner = p.rng, p.rng.uniform(0.1, 0.9) * p.width
    wall, floor = natural_colour(rng) * 0.6 + 80, natural_colour(rng)
    p.fill(np.array([[0, 0], [corner, 0], [corner, level], [0, level + 0.2 * p.height]]), p.material((0, 0), p.width, wall, 0.8))
    p.fill(np.array([[corner, 0], [p.width, 0], [p.width, level + 0.2 * p.height], [corner, level]]),
           p.material((corner, 0), p.width, wall * rng.uniform(0.7, 1.1), 0.8))
    p.fill(np.array([[0, level + 0.2 * p.height], [corner, level], [p.width, level + 0.2 * p.height], [p.width, p.height], [0, p.height]]),
           p.material((corner, level), p.height, floor, 0.8))
    seam = p.material((corner, level), p.height, floor * 0.7)
    for x in np.arange(-p.width, 2 * p.width, p.width * rng.uniform(0.08, 0.3)):
        p.line(np.array([[corner + (x - corner) * 0.3, level + 0.1 * p.height], [x, p.height]]), 1, seam)


def leafage(p: Painter, base: np.ndarray, count: int) -> None:
    """`count` pointed leaves and blades in about 40 tones of one colour."""
    rng = p.rng
    tones = [p.material((rng.uniform(0, p.width), rng.uniform(0, p.height)), 100, base * rng.uniform(0.3, 1.6, 3) ** 0.6, 0.5)
             for _ in range(40)]
    size = rng.uniform(0.02, 0.12) * min(p.height, p.width) + 3
    t = np.linspace(0, 1, 7)
    profile = np.concatenate([np.stack([t, np.sin(np.pi * t) ** 1.3], axis=1), np.stack([t, -np.sin(np.pi * t) ** 1.3], axis=1)[-2:0:-1]])
    angle = rng.uniform(0, 2 * np.pi, count)
    reach, slim = size * np.exp(rng.normal(0, 0.4, count)), rng.uniform(0.06, 0.3, count)
    at = rng.uniform(0, 1, (count, 2)) * (p.width, p.height)
    for index in range(count):
        leaf = profile * [reach[index], reach[index] * slim[index]]
        p.fill(turned(leaf, angle[index]) + at[index], tones[index % 40])


def grass(p: Painter, level: float, count: int) -> None:
    """`count` blades that grow from below `level`."""
    rng, base = p.rng, natural_colour(p.rng)
    tones = [p.material((0, level), p.width, base * rng.uniform(0.5, 1.4), 0.3) for _ in range(8)]
    foot = np.stack([rng.uniform(0, p.width, count), rng.uniform(level, p.height, count)], axis=1)
    tip = foot + np.stack([rng.normal(0, 5, count), -rng.uniform(5, 30, count)], axis=1)
    for index in range(count):
        p.line(np.array([foot[index], tip[index]]), 1, tones[index % 8])
