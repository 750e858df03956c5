"""What shapes are drawn on: plain grounds, gradients, paper, boards and materials."""

from __future__ import annotations

import cv2
import numpy as np

from .colours import any_colour, hsv, natural_colour, pale_colour
from .noise import clouds, grain, streaks


def flat(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """One colour; white or nearly so a good part of the time."""
    roll = rng.random()
    colour = np.full(3, 255.0) if roll < 0.25 else pale_colour(rng) if roll < 0.55 else any_colour(rng)
    return np.full((height, width, 3), colour, np.uint8)


def gradient(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """From one colour to another, along a line or from a centre outwards."""
    y, x = np.mgrid[0:1:height * 1j, 0:1:width * 1j].astype(np.float32)
    if rng.random() < 0.6:
        angle = rng.uniform(0, 2 * np.pi)
        ramp = 0.5 + np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)
    else:
        ramp = np.hypot(x - rng.uniform(0, 1), y - rng.uniform(0, 1)) / rng.uniform(0.7, 1.3)
    pick = pale_colour if rng.random() < 0.4 else any_colour
    return _between(np.clip(ramp, 0, 1), pick(rng), pick(rng))


def noisy(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Soft clouds between two or three colours, with or without grain."""
    field = clouds(rng, height, width, rng.uniform(20, 200), 6, rng.uniform(0.3, 0.7))
    image = _between(np.clip(0.5 + 0.3 * field, 0, 1), any_colour(rng), any_colour(rng))
    if rng.random() < 0.5:
        image = _shade(image, rng.uniform(2, 16) * grain(rng, height, width))
    return image


def paper(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Paper: plain, fibrous, lined, squared, dotted or crumpled."""
    image = np.full((height, width, 3), hsv(rng.uniform(0.05, 0.18), rng.uniform(0, 0.2), rng.uniform(0.78, 1)), np.uint8)
    relief = rng.uniform(0.5, 4) * grain(rng, height, width)
    if rng.random() < 0.5:
        relief = relief + rng.uniform(1, 6) * clouds(rng, height, width, rng.uniform(30, 200), 8)
    if rng.random() < 0.25:  # crumpled: folds are ridges of slow noise
        folds = np.abs(clouds(rng, height, width, rng.uniform(80, 250), 16))
        relief = relief + rng.uniform(6, 22) * (0.8 - folds)
    image = _shade(image, relief)
    if rng.random() < 0.55:
        _ruling(rng, image)
    if rng.random() < 0.2:
        for _ in range(int(rng.integers(20, 90))):  # fibres
            start = rng.uniform(0, 1, 2) * (width, height)
            points = start + np.cumsum(rng.normal(0, 4, (5, 2)), axis=0)
            cv2.polylines(image, [points.astype(np.int32)], False, (image[0, 0] * rng.uniform(0.75, 0.95)).tolist(), 1,
                          cv2.LINE_AA)
    return image


def _ruling(rng: np.random.Generator, image: np.ndarray) -> None:
    """Lines, squares or dots as printed on writing paper; the squares are far too many to be shapes."""
    height, width = image.shape[:2]
    gap, slope = rng.uniform(9, 34), rng.normal(0, 0.02)
    colour = (hsv(rng.choice([0.55, 0.6, 0.0, 0.35]), rng.uniform(0.05, 0.5), rng.uniform(0.6, 0.9))).tolist()
    kind = rng.integers(3)
    if kind == 2:
        for y in np.arange(gap / 2, height, gap):
            for x in np.arange(gap / 2, width, gap):
                cv2.circle(image, (round(x), round(y)), 1, colour, -1, cv2.LINE_AA)
        return
    for y in np.arange(rng.uniform(0, gap), height, gap):
        cv2.line(image, (0, round(y)), (width, round(y + slope * width)), colour, 1, cv2.LINE_AA)
    if kind == 1:
        for x in np.arange(rng.uniform(0, gap), width, gap):
            cv2.line(image, (round(x), 0), (round(x - slope * height), height), colour, 1, cv2.LINE_AA)


def board(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A chalk board: dark green, grey or black, with the smears of a sponge."""
    base = hsv(rng.choice([0.38, 0.42, 0.6, 0.0]), rng.uniform(0.0, 0.55), rng.uniform(0.1, 0.32))
    field = clouds(rng, height, width, rng.uniform(60, 200), 6) * rng.uniform(2, 7)
    field = field + rng.uniform(0, 4) * streaks(rng, height, width, 25, bool(rng.random() < 0.5))
    return _shade(np.full((height, width, 3), base, np.uint8), field)


def wood(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Grain lines bent by slow noise, sometimes in boards."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along, across = (x, y) if rng.random() < 0.5 else (y, x)
    bend = clouds(rng, height, width, rng.uniform(80, 300), 30) * rng.uniform(4, 18)
    rings = np.sin((across + bend + 0.02 * along) * rng.uniform(0.08, 0.5))
    field = 0.5 + 0.22 * rings + 0.06 * streaks(rng, height, width, 21, along is y)
    hue, value = rng.uniform(0.04, 0.12), rng.uniform(0.4, 0.95)
    image = _between(np.clip(field, 0, 1), hsv(hue, rng.uniform(0.4, 0.7), value * 0.65), hsv(hue, rng.uniform(0.2, 0.6), value))
    if rng.random() < 0.5:
        plank = rng.uniform(40, 140)
        lines = (across % plank < 1.6)
        image[lines] = (image[lines] * 0.5).astype(np.uint8)
    return image


def fabric(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A weave, with stripes or tartan at times."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = rng.uniform(2.5, 7)
    weave = np.sin(x * (2 * np.pi / pitch)) * np.sin(y * (2 * np.pi / pitch))
    base = any_colour(rng)
    image = np.full((height, width, 3), base, np.uint8)
    field = rng.uniform(3, 14) * weave + 4 * grain(rng, height, width)
    field += rng.uniform(2, 10) * clouds(rng, height, width, rng.uniform(60, 200), 12)
    if rng.random() < 0.4:
        wide = rng.uniform(14, 60)
        field += rng.uniform(8, 30) * (np.sin(x * (2 * np.pi / wide)) > 0.2)
        if rng.random() < 0.5:
            field += rng.uniform(8, 30) * (np.sin(y * (2 * np.pi / wide)) > 0.2)
    return _shade(image, field)


def concrete(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Plaster, stone, asphalt: grey, stained and grainy, cracked at times."""
    image = np.full((height, width, 3), hsv(rng.uniform(0, 0.2), rng.uniform(0, 0.2), rng.uniform(0.25, 0.9)), np.uint8)
    field = rng.uniform(4, 16) * clouds(rng, height, width, rng.uniform(40, 250), 3, rng.uniform(0.5, 0.8))
    field += rng.uniform(1, 12) * grain(rng, height, width)
    image = _shade(image, field)
    for _ in range(int(rng.integers(0, 4))):
        steps = rng.normal(0, 8, (30, 2)) + rng.normal(0, 6, 2)
        crack = rng.uniform(0, 1, 2) * (width, height) + np.cumsum(steps, axis=0)
        cv2.polylines(image, [crack.astype(np.int32)], False, (image[0, 0] * 0.6).tolist(), 1, cv2.LINE_AA)
    return image


def bricks(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A wall of soft bricks or tiles, each a little different in colour."""
    tall = rng.uniform(9, 30)
    wide = tall * rng.uniform(1.0, 3.0)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y = y + 1.5 * clouds(rng, height, width, 60, 16)
    row = np.floor(y / tall)
    shifted = x + (row % 2) * wide / 2
    column = np.floor(shifted / wide)
    tone = np.sin(row * 12.9898 + column * 78.233) * 43758.5453
    tone = (tone - np.floor(tone)) - 0.5
    joint = ((y % tall) < max(1.0, tall * 0.1)) | ((shifted % wide) < max(1.0, tall * 0.1))
    brick, mortar = natural_colour(rng), natural_colour(rng)
    field = rng.uniform(8, 40) * tone + 6 * grain(rng, height, width) + 8 * clouds(rng, height, width, 100, 12)
    weight = cv2.GaussianBlur(joint.astype(np.float32), (0, 0), 0.8)
    return _shade(_between(weight, brick, mortar), field)


def _between(weight: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """`first` where the weight (0..1, [h, w]) is 0, `second` where it is 1, uint8 [h, w, 3]."""
    ramp = np.linspace(0, 1, 256)[:, None]
    table = (first + (second - first) * ramp).clip(0, 255).astype(np.uint8).reshape(256, 1, 3)
    index = cv2.convertScaleAbs(weight.astype(np.float32), alpha=255)
    return cv2.LUT(cv2.merge([index] * 3), table)


def _shade(image: np.ndarray, field: np.ndarray) -> np.ndarray:
    """The picture with a field of lightness, in grey levels, added to all channels."""
    lifted = cv2.add(image, cv2.merge([np.ascontiguousarray(field, np.float32)] * 3), dtype=cv2.CV_8U)
    return lifted
