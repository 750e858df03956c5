"""Noise fields, cheap enough to draw a background in a few milliseconds."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

_BANK_SIDE = 1280


@lru_cache(maxsize=1)
def _bank() -> np.ndarray:
    """White Gaussian noise, float32 [1280, 1280], the same in every process.

    Drawing fresh normals for each picture would cost more than all the rest of
    it, so grain is a random window, flipped at random, of this one field.
    """
    return np.random.default_rng(20_240_601).standard_normal((_BANK_SIDE, _BANK_SIDE), dtype=np.float32)


def grain(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """White noise of mean 0 and deviation 1, float32 [height, width]."""
    bank = _bank()
    if height > _BANK_SIDE or width > _BANK_SIDE:
        bank = np.tile(bank, (-(-height // _BANK_SIDE), -(-width // _BANK_SIDE)))
    top = int(rng.integers(bank.shape[0] - height + 1))
    left = int(rng.integers(bank.shape[1] - width + 1))
    window = bank[top:top + height, left:left + width]
    return window[:: -1 if rng.random() < 0.5 else 1, :: -1 if rng.random() < 0.5 else 1]


def clouds(rng: np.random.Generator, height: int, width: int, cell: float, finest: float = 4.0,
           persistence: float = 0.5) -> np.ndarray:
    """Fractal (1/f-like) noise of mean about 0 and deviation about 1, float32 [height, width].

    `cell` is the size in pixels of the coarsest detail and `finest` that of the
    finest; every octave between has `persistence` (0..1) of the amplitude of the
    one before. Built as a pyramid, so the cost is that of the finest level.
    """
    rows, columns = max(2, round(height / cell)), max(2, round(width / cell))
    field = rng.standard_normal((rows, columns), dtype=np.float32)
    amplitude, energy = 1.0, 1.0
    while height / rows > 2 * finest:
        rows, columns = min(2 * rows, height), min(2 * columns, width)
        amplitude *= persistence
        energy += amplitude * amplitude
        field = cv2.resize(field, (columns, rows), interpolation=cv2.INTER_CUBIC)
        field += amplitude * grain(rng, rows, columns)
    # Cubic interpolation loses about a quarter of the deviation; good enough here.
    return cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(1.25 / np.sqrt(energy))


def streaks(rng: np.random.Generator, height: int, width: int, length: int, vertical: bool) -> np.ndarray:
    """Noise smeared along one axis over `length` pixels, deviation about 1, float32 [height, width]."""
    field = grain(rng, height, width)
    kernel = (1, length) if vertical else (length, 1)
    return cv2.blur(field, kernel) * np.float32(np.sqrt(length))
