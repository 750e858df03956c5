"""Choosing colours: palettes, and inks that can be told from what lies beneath them."""

from __future__ import annotations

import cv2
import numpy as np


def hsv(hue: float, saturation: float, value: float) -> np.ndarray:
    """BGR colour float32 [3] in 0..255 of a hue in turns and saturation and value in 0..1."""
    wheel = (np.array([2.0, 4.0, 0.0]) + 6.0 * hue) % 6.0
    pure = np.clip(np.abs(wheel - 3.0) - 1.0, 0.0, 1.0)
    return (255.0 * value * (1.0 - saturation * (1.0 - pure))).astype(np.float32)


def any_colour(rng: np.random.Generator) -> np.ndarray:
    """Any colour, from natural dull ones to bright ones, BGR float32 [3]."""
    return hsv(rng.random(), rng.random() ** 1.3, rng.uniform(0.08, 1.0))


def natural_colour(rng: np.random.Generator) -> np.ndarray:
    """Colours of photographs: mostly earth, foliage, sky, skin and grey, seldom loud; BGR float32 [3]."""
    roll = rng.random()
    if roll < 0.35:
        return hsv(rng.uniform(0.03, 0.14), rng.uniform(0.1, 0.65), rng.uniform(0.1, 0.95))
    if roll < 0.5:
        return hsv(rng.uniform(0.16, 0.40), rng.uniform(0.15, 0.7), rng.uniform(0.08, 0.7))
    if roll < 0.63:
        return hsv(rng.uniform(0.53, 0.65), rng.uniform(0.1, 0.7), rng.uniform(0.2, 1.0))
    if roll < 0.85:
        return hsv(rng.random(), rng.uniform(0.0, 0.12), rng.uniform(0.04, 1.0))
    return hsv(rng.random(), rng.uniform(0.3, 1.0), rng.uniform(0.2, 1.0))


def pale_colour(rng: np.random.Generator) -> np.ndarray:
    """Paper, walls, slides: light and weakly coloured, BGR float32 [3]."""
    return hsv(rng.random(), rng.uniform(0.0, 0.18), rng.uniform(0.8, 1.0))


def ink_colour(rng: np.random.Generator) -> np.ndarray:
    """Colours that people draw and print with, BGR float32 [3]."""
    roll = rng.random()
    if roll < 0.2:
        return hsv(rng.random(), rng.uniform(0.0, 0.3), rng.uniform(0.0, 0.25))
    if roll < 0.3:
        return hsv(rng.random(), rng.uniform(0.0, 0.1), rng.uniform(0.88, 1.0))
    if roll < 0.75:
        return hsv(rng.random(), rng.uniform(0.65, 1.0), rng.uniform(0.5, 1.0))
    if roll < 0.85:
        return hsv(rng.random(), rng.uniform(0.2, 0.5), rng.uniform(0.75, 1.0))
    return any_colour(rng)


def difference(colours: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """How different colours [..., 3] look from `colour` [3]: 0..about 255, lightness counting most."""
    delta = colours - colour
    light = delta @ np.array([0.114, 0.587, 0.299], np.float32)
    return np.sqrt(light * light + 0.12 * (delta * delta).sum(axis=-1))


def contrasting_ink(rng: np.random.Generator, region: np.ndarray, contrast: float,
                    cells: np.ndarray | None = None) -> np.ndarray:
    """An ink that stands out from a region (uint8 [h, w, 3]) by at least `contrast` nearly everywhere.

    `cells` (bool [6, 6]) limits the test to the parts of the region that are
    really drawn on. Falls back to the best of the candidates.
    """
    samples = cv2.resize(region, (6, 6), interpolation=cv2.INTER_AREA).astype(np.float32)
    samples = samples[cells] if cells is not None and cells.any() else samples.reshape(-1, 3)
    best, best_score = None, -1.0
    for attempt in range(14):
        # After many misses only black and white are worth trying.
        colour = ink_colour(rng) if attempt < 12 else np.full(3, 250.0 * (attempt - 12), np.float32)
        score = float(np.sort(difference(samples, colour))[len(samples) // 7])
        if score >= contrast:
            return colour
        if score > best_score:
            best, best_score = colour, score
    return best
