"""Photo-like scenes without a photograph: what a detector of drawn shapes must stay silent on."""

from __future__ import annotations

import cv2
import numpy as np

from . import goods, grounds, things
from .colours import any_colour, hsv, natural_colour
from .noise import clouds, grain
from .painter import Painter


def photograph(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A photo-like scene, uint8 [height, width, 3]: textured, shaded, cluttered, partly out of focus."""
    scenes = (_leaves, _landscape, _street, _interior, _table, _lights, _foliage, _sky)
    scene = scenes[rng.choice(len(scenes), p=[0.14, 0.16, 0.18, 0.18, 0.12, 0.05, 0.1, 0.07])]
    # Photographs are softer than their pixels; half the size also costs a quarter.
    share = rng.choice([1.0, 0.7, 0.5])
    image = scene(rng, max(24, round(height * share)), max(24, round(width * share)))
    if share == 1.0 or rng.random() < 0.5:  # labels have hard edges, lenses have not
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 1.3))
    if share < 1:
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.15:  # a shallow depth of field: all but a band of it out of focus
        soft = cv2.resize(cv2.GaussianBlur(image, (0, 0), rng.uniform(2, 5)), (width, height))
        ramp = np.abs(np.linspace(-1, 1, height, dtype=np.float32) - rng.uniform(-0.6, 0.6)) * rng.uniform(1, 3)
        weight = np.repeat(np.clip(ramp, 0, 1)[:, None], width, axis=1)
        image = cv2.blendLinear(soft, image, weight, 1 - weight)
    return image


def _leaves(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """'Dead leaves': irregular textured things of all sizes, one over another."""
    painter = Painter(rng, height, width)
    for size in _sizes(rng, int(rng.integers(40, 220)), height, width):
        things.lump(painter, *_place(rng, height, width), size)
    for _ in range(int(rng.integers(0, 5))):
        goods.anything(painter, *_place(rng, height, width), rng.uniform(0.1, 0.4) * min(height, width))
    return painter.render()


def _landscape(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Sky, hills, a field, and what stands in it."""
    painter = Painter(rng, height, width)
    level = rng.uniform(0.15, 0.6) * height
    for depth in range(int(rng.integers(1, 4))):
        grounds.ridge(painter, level + depth * 0.08 * height, rng.uniform(0.01, 0.12) * height)
    ground = level + 0.2 * height
    grounds.ridge(painter, ground, 0.02 * height)
    for size in np.sort(_sizes(rng, int(rng.integers(3, 16)), height, width)):
        pick = (things.tree, things.figure, things.animal, things.lump, goods.pole, goods.anything)[rng.integers(6)]
        pick(painter, rng.uniform(0, width), level + rng.uniform(0, 1) * (height - level), size * 1.5)
    if rng.random() < 0.5:
        grounds.grass(painter, ground, int(rng.integers(100, 500)))
    return painter.render()


def _street(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """House fronts, a road, vehicles and people."""
    painter = Painter(rng, height, width)
    level, left = rng.uniform(0.45, 0.8) * height, -rng.uniform(0, 60)
    while left < width:
        wide = rng.uniform(0.15, 0.6) * width
        grounds.facade(painter, left, left + wide, rng.uniform(-0.2, 0.5) * level, level)
        left += wide
    grounds.road(painter, level)
    for size in np.sort(_sizes(rng, int(rng.integers(3, 14)), height, width)):
        pick = (goods.vehicle, things.figure, goods.pole, things.tree, goods.sign_back, goods.canopy)[rng.integers(6)]
        pick(painter, rng.uniform(0, width), level + rng.uniform(-0.05, 0.6) * (height - level), size * 1.6)
    return painter.render()


def _interior(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A room: walls, a floor, furniture, windows, people."""
    painter = Painter(rng, height, width)
    grounds.room(painter, rng.uniform(0.5, 0.85) * height)
    for size in _sizes(rng, int(rng.integers(5, 22)), height, width):
        pick = (goods.box, goods.cylinder, things.lump, things.figure, goods.window, goods.shelf, goods.anything,
                goods.screen, goods.dial)[rng.integers(9)]
        pick(painter, rng.uniform(0, width), rng.uniform(0.1, 1) * height, size * 1.7)
    return painter.render()


def _table(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Plates, cups, food and tools seen from above or aslant."""
    painter = Painter(rng, height, width)
    for size in _sizes(rng, int(rng.integers(3, 14)), height, width):
        pick = (goods.plate, goods.cylinder, things.ball, goods.tool, things.lump, goods.wheel, goods.plate,
                goods.dial)[rng.integers(8)]
        pick(painter, *_place(rng, height, width), size * 1.8)
    return painter.render()


def _lights(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Lights out of focus: soft overlapping glows on the dark, brighter towards no edge."""
    glow = np.zeros((height, width, 3), np.float32)
    for _ in range(int(rng.integers(8, 40))):
        x, y = _place(rng, height, width)
        cv2.circle(glow, (int(x), int(y)), int(rng.uniform(3, 0.09 * min(height, width) + 4)),
                   (any_colour(rng) * rng.uniform(0.2, 1)).tolist(), -1)
    glow = cv2.GaussianBlur(glow, (0, 0), rng.uniform(4, 9))
    ground = hsv(rng.random(), rng.uniform(0, 0.6), rng.uniform(0.02, 0.3))
    lit = glow * 1.2 + ground + 6 * clouds(rng, height, width, 100, 10)[..., None]
    return lit.clip(0, 255).astype(np.uint8)


def _foliage(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Leaves, blades and twigs in shades of one or two colours."""
    painter = Painter(rng, height, width)
    base = hsv(rng.uniform(0.1, 0.42), rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8))
    grounds.leafage(painter, base, int(rng.integers(200, 900)))
    for _ in range(int(rng.integers(0, 5))):
        goods.anything(painter, *_place(rng, height, width), rng.uniform(0.15, 0.5) * min(height, width))
    return painter.render()


def _sky(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Clouds, water, snow or fur: colour noise, with a thing or two before it."""
    first, second = natural_colour(rng), natural_colour(rng)
    field = clouds(rng, height, width, rng.uniform(40, 300), 2, rng.uniform(0.4, 0.8))
    other = clouds(rng, height, width, rng.uniform(40, 300), 6, 0.5)
    weight = np.clip(0.5 + 0.35 * field, 0, 1)[..., None]
    image = first + (second - first) * weight + 12 * other[..., None] * rng.normal(0, 1, 3).astype(np.float32)
    image = (image + rng.uniform(0, 8) * grain(rng, height, width)[..., None]).clip(0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        painter = Painter(rng, height, width)
        for _ in range(int(rng.integers(1, 5))):
            goods.anything(painter, *_place(rng, height, width), rng.uniform(0.1, 0.5) * min(height, width))
        image = np.where(painter.labels[..., None] > 0, painter.render(), image)
    return image


def _sizes(rng: np.random.Generator, count: int, height: int, width: int) -> np.ndarray:
    """Sizes in pixels, large first, few large and many small."""
    short = min(height, width)
    return np.sort(short * np.exp(rng.uniform(np.log(0.04), np.log(0.45), count)))[::-1]


def _place(rng: np.random.Generator, height: int, width: int) -> tuple[float, float]:
    return rng.uniform(0, width), rng.uniform(0, height)
