"""What grows and walks in photo-like scenes, and the outlines that all their things are made of.

Every function takes the painter, a place in pixels and a size in pixels.
"""

from __future__ import annotations

import numpy as np

from .colours import natural_colour
from .painter import Painter


def wavy(rng: np.random.Generator, x: float, y: float, radius: float, roughness: float = 0.35,
         points: int = 36) -> np.ndarray:
    """A closed irregular contour, float64 [points, 2]: a circle with random harmonics 1..7."""
    angle = np.arange(points) * (2 * np.pi / points)
    reach = np.ones(points)
    for harmonic in range(2, 8):
        reach += roughness / harmonic ** 0.7 * rng.normal() * np.cos(harmonic * angle + rng.uniform(0, 2 * np.pi))
    stretch = rng.uniform(0.45, 1.0)
    contour = np.stack([np.cos(angle), stretch * np.sin(angle)], axis=1) * (np.maximum(reach, 0.15) * radius)[:, None]
    return turned(contour, rng.uniform(0, 2 * np.pi)) + (x, y)


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    """Points float64 [n, 2] rotated about the origin by `angle` radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return points @ np.array([[cosine, sine], [-sine, cosine]])


def ellipse(x: float, y: float, across: float, down: float, angle: float = 0.0, start: float = 0.0,
            end: float = 2 * np.pi) -> np.ndarray:
    """An arc of an ellipse of half axes `across` and `down`, float64 [40, 2]."""
    t = np.linspace(start, end, 40)
    return turned(np.stack([across * np.cos(t), down * np.sin(t)], axis=1), angle) + (x, y)


def quad(rng: np.random.Generator, x: float, y: float, wide: float, tall: float, skew: float) -> np.ndarray:
    """Four corners, each off by up to `skew` of the size, float64 [4, 2]."""
    half = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
    return half + rng.uniform(-skew, skew, (4, 2)) * (wide, tall) + (x, y)


def lump(p: Painter, x: float, y: float, size: float) -> None:
    """A stone, a bush, a garment: an irregular thing, at times with patches of its own."""
    contour = wavy(p.rng, x, y, size / 2, p.rng.uniform(0.15, 0.6), int(p.rng.choice([9, 14, 36])))
    p.fill(contour, p.material((x, y), size, shading=0.7))
    if size > 20 and p.rng.random() < 0.4:
        for _ in range(int(p.rng.integers(1, 4))):
            at = contour[p.rng.integers(len(contour))] * 0.5 + np.array([x, y]) * 0.5
            p.fill(wavy(p.rng, *at, size * p.rng.uniform(0.08, 0.25)), p.material(tuple(at), size / 3))


def ball(p: Painter, x: float, y: float, size: float) -> None:
    """A ball or a fruit: shells that brighten towards the light, and a patterned skin at times."""
    rng, colour = p.rng, natural_colour(p.rng)
    light = rng.uniform(-0.35, 0.35, 2) * size / 2
    squash = rng.uniform(0.85, 1.0)
    shells = int(rng.integers(3, 7))
    for shell in range(shells):
        share = shell / shells
        p.fill(ellipse(x + light[0] * share, y + light[1] * share, size / 2 * (1 - share * 0.9), size / 2 * (1 - share * 0.9) * squash),
               p.material((x, y), size, colour * (0.45 + 0.75 * share), 0.9, 0.7))
    if rng.random() < 0.35:
        dark = p.material((x, y), size, colour * 0.3)
        for _ in range(int(rng.integers(1, 4))):
            start = rng.uniform(0, 2 * np.pi)
            p.line(ellipse(x, y, size / 2 * rng.uniform(0.1, 0.9), size / 2 * squash, start, 0, np.pi), size * 0.03, dark)


def figure(p: Painter, x: float, y: float, size: float) -> None:
    """A person, roughly: head, hair, trunk, arms and legs."""
    rng = p.rng
    skin = np.array([110.0, 150.0, 200.0]) * rng.uniform(0.35, 1.15)
    lean = rng.normal(0, 0.06) * size
    wide, thick = size * rng.uniform(0.1, 0.2), size * rng.uniform(0.05, 0.1)
    trousers, shirt = p.material((x, y), size, shading=0.8), p.material((x, y), size / 2, shading=0.9, roughness=1.4)
    hip, neck = np.array([x, y]), np.array([x + lean, y - size * 0.32])
    for side in (-1, 1):
        knee = hip + (side * size * rng.uniform(0.0, 0.12), size * 0.22)
        p.line(np.array([hip, knee, knee + (rng.normal(0, 0.05) * size, size * 0.22)]), thick, trousers)
    p.fill(wavy(rng, x + lean / 2, y - size * 0.16, wide * 0.9, 0.1), shirt)
    p.fill(np.array([neck + (-wide * 0.8, 0), neck + (wide * 0.8, 0), hip + (wide * 0.6, 0), hip - (wide * 0.6, 0)]), shirt)
    for side in (-1, 1):
        elbow = neck + (side * wide * rng.uniform(0.9, 1.8), size * rng.uniform(-0.05, 0.2))
        p.line(np.array([neck + (side * wide * 0.7, 0.02 * size), elbow, elbow + rng.normal(0, 0.09, 2) * size]), thick * 0.7, shirt)
    p.fill(wavy(rng, neck[0], neck[1] - size * 0.1, size * 0.085, 0.08), p.material(tuple(neck), size * 0.2, skin, 0.8))
    p.fill(wavy(rng, neck[0], neck[1] - size * 0.15, size * 0.075, 0.25), p.material(tuple(neck), size * 0.2, shading=0.6))


def animal(p: Painter, x: float, y: float, size: float) -> None:
    """Something on four legs."""
    rng = p.rng
    coat = p.material((x, y), size, shading=0.9, roughness=1.5)
    for offset in (-0.28, -0.2, 0.2, 0.28):
        p.line(np.array([[x + offset * size, y], [x + (offset + rng.normal(0, 0.03)) * size, y + size * 0.4]]), size * 0.06, coat)
    p.fill(wavy(rng, x, y, size * 0.36, 0.1) * [1, 0.6] + [0, 0.4 * y], coat)
    p.fill(wavy(rng, x + size * 0.38, y - size * 0.22, size * 0.13, 0.3), coat)


def tree(p: Painter, x: float, y: float, size: float) -> None:
    """A trunk, branches and a ragged crown."""
    rng, colour = p.rng, np.array([40.0, 90.0, 60.0]) * p.rng.uniform(0.4, 1.6)
    bark = p.material((x, y), size, shading=0.8)
    p.line(np.array([[x, y], [x + rng.normal(0, 0.05) * size, y - size * 0.6]]), max(2, size * 0.07), bark)
    for _ in range(int(rng.integers(4, 10))):
        at = (x + rng.normal(0, 0.2) * size, y - size * rng.uniform(0.5, 1.0))
        p.line(np.array([[x, y - size * 0.4], at]), max(1, size * 0.02), bark)
        p.fill(wavy(rng, *at, size * rng.uniform(0.1, 0.28), 0.6), p.material(at, size / 3, colour * rng.uniform(0.6, 1.4), 0.9, 2.0))
