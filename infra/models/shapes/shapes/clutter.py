"""Drawn things that are none of the nine shapes: text, scribbles, curves and odd figures."""

from __future__ import annotations

import cv2
import numpy as np

from .colours import contrasting_ink
from .things import ellipse, turned, wavy

_FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX,
          cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_COMPLEX_SMALL, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX,
          cv2.FONT_HERSHEY_SCRIPT_COMPLEX)
Figure = tuple[np.ndarray, bool]
Ink = tuple[float, ...]
# Large letters that are shapes themselves (O, X, +, T, V, A, D, 0, 4) are left out.
_SAFE_LETTERS = "BCEFGHJKLMNPRSUWYZabcdefghjkmnpqrsuyz2356789?&#@%"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;()/"


def add_clutter(rng: np.random.Generator, image: np.ndarray, count: int) -> None:
    """Draws `count` things that are not to be found into a picture (uint8 [H, W, 3])."""
    height, width = image.shape[:2]
    short = min(height, width)
    for _ in range(count):
        size = short * np.exp(rng.uniform(np.log(0.05), np.log(0.7)))
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        ink = _ink(rng, image, x, y, size)
        if rng.random() < 0.22:
            _text(rng, image, x, y, size, ink)
        else:
            _figure(rng, image, x, y, size, ink)


def add_overlay(rng: np.random.Generator, image: np.ndarray) -> None:
    """A few thin lines over everything: hairs, wires, creases; too thin to hide a shape."""
    height, width = image.shape[:2]
    # One turn for all: lines that cross would be a cross.
    angle, bend = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.04)
    line = np.stack([np.linspace(-0.7, 0.7, 20), bend * np.linspace(-1, 1, 20) ** 2], axis=1) * max(height, width)
    for _ in range(int(rng.integers(1, 4))):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        _stroke(image, turned(line, angle) + (x, y), _ink(rng, image, x, y, 40), 1)


def _ink(rng: np.random.Generator, image: np.ndarray, x: float, y: float, size: float) -> Ink:
    height, width = image.shape[:2]
    left, top = int(np.clip(x - size / 2, 0, width - 8)), int(np.clip(y - size / 2, 0, height - 8))
    region = image[top:top + max(8, int(size)), left:left + max(8, int(size))]
    return tuple(contrasting_ink(rng, region, rng.uniform(15, 60)).tolist())


def _text(rng: np.random.Generator, image: np.ndarray, x: float, y: float, size: float, ink: Ink) -> None:
    """A word or some lines of text, level or turned."""
    tall = min(size * 0.4, np.exp(rng.uniform(np.log(7), np.log(90))))
    font, lines = int(rng.choice(_FONTS)), 1 if rng.random() < 0.6 else int(rng.integers(2, 8))
    letters = _LETTERS if tall < 26 else _SAFE_LETTERS
    thickness = max(1, round(tall * rng.uniform(0.04, 0.16)))
    scale = tall / 22 * (1.9 if font == cv2.FONT_HERSHEY_PLAIN else 1.0)
    if lines > 1:
        tall, scale, thickness = tall * 0.5, scale * 0.5, max(1, thickness // 2)
    for line in range(lines):
        count = int(rng.integers(3, 12)) if lines == 1 else int(rng.integers(10, 32))
        word = "".join(rng.choice(list(letters + ("  " if lines > 1 else "")), count))
        at = (round(x - size / 2), round(y + line * tall * 1.7))
        cv2.putText(image, word, at, font, scale, ink, thickness, cv2.LINE_AA)


def _figure(rng: np.random.Generator, image: np.ndarray, x: float, y: float, size: float, ink: Ink) -> None:
    """An odd figure, filled or in outline."""
    maker = _FIGURES[rng.integers(len(_FIGURES))]
    points, closed = maker(rng)
    points = turned(points, rng.uniform(0, 2 * np.pi)) * (size / 2) + (x, y)
    if closed and rng.random() < 0.5:
        cv2.fillPoly(image, [_fixed(points)], ink, cv2.LINE_AA, 4)
        if rng.random() < 0.6:
            return
        ink = tuple(rng.uniform(0, 255, 3).tolist())
    _stroke(image, points, ink, max(1, round(size * rng.uniform(0.01, 0.08))), closed)


def _stroke(image: np.ndarray, points: np.ndarray, ink: Ink, thickness: int, closed: bool = False) -> None:
    cv2.polylines(image, [_fixed(points)], closed, ink, thickness, cv2.LINE_AA, 4)


def _fixed(points: np.ndarray) -> np.ndarray:
    return np.round(points * 16).astype(np.int32)


# Each figure is about the unit circle in size: points float64 [n, 2], and whether it is closed.

def _line(rng: np.random.Generator) -> Figure:
    return np.array([[-1.0, 0.0], [1.0, 0.0]]) * rng.uniform(0.5, 2.5), False


def _curve(rng: np.random.Generator) -> Figure:
    x = np.linspace(-1, 1, 40)
    return np.stack([x, rng.uniform(0.1, 0.5) * np.sin(x * rng.uniform(1.5, 8) + rng.uniform(0, 6))], axis=1), False


def _zigzag(rng: np.random.Generator) -> Figure:
    count = int(rng.integers(4, 14))
    return np.stack([np.linspace(-1, 1, count), rng.uniform(0.1, 0.5) * (-1.0) ** np.arange(count)], axis=1), False


def _spiral(rng: np.random.Generator) -> Figure:
    t = np.linspace(0.1, 1, 90)
    turn = 2 * np.pi * rng.uniform(1.8, 4) * t
    return np.stack([t * np.cos(turn), t * np.sin(turn)], axis=1), False


def _arc(rng: np.random.Generator) -> Figure:
    return ellipse(0, 0, 1, rng.uniform(0.5, 1), 0, 0, rng.uniform(0.4, 1.35) * np.pi), False


def _scribble(rng: np.random.Generator) -> Figure:
    points = np.cumsum(rng.normal(0, 0.35, (int(rng.integers(10, 40)), 2)), axis=0)
    points -= points.mean(axis=0)
    return points / max(1e-6, np.abs(points).max()), False


def _loops(rng: np.random.Generator) -> Figure:
    t = np.linspace(0, 1, 140)
    turn = 2 * np.pi * rng.uniform(4, 9) * t
    return np.stack([2 * t - 1 + 0.2 * np.cos(turn), rng.uniform(0.15, 0.4) * np.sin(turn)], axis=1), False


def _half_circle(rng: np.random.Generator) -> Figure:
    return ellipse(0, 0.4, 1, rng.uniform(0.7, 1), 0, np.pi, 2 * np.pi), True


def _crescent(rng: np.random.Generator) -> Figure:
    outer = ellipse(0, 0, 1, 1, 0, np.radians(50), np.radians(310))
    inner = ellipse(rng.uniform(0.3, 0.6), 0, 0.8, 0.8, 0, np.radians(290), np.radians(70))
    return np.concatenate([outer, inner]), True


def _bitten(rng: np.random.Generator) -> Figure:
    gap = np.radians(rng.uniform(30, 60))
    return np.concatenate([ellipse(0, 0, 1, 1, 0, gap, 2 * np.pi - gap), [[0.0, 0.0]]]), True


def _letter_l(rng: np.random.Generator) -> Figure:
    a, b = rng.uniform(-0.6, 0.3, 2)
    return np.array([[-1, -1], [a, -1], [a, b], [1, b], [1, 1], [-1, 1]]) * 0.85, True


def _letter_u(rng: np.random.Generator) -> Figure:
    a, b = rng.uniform(0.25, 0.6), rng.uniform(-0.5, 0.5)
    return np.array([[-1, -1], [-a, -1], [-a, b], [a, b], [a, -1], [1, -1], [1, 1], [-1, 1]]) * 0.85, True


def _stairs(rng: np.random.Generator) -> Figure:
    count = int(rng.integers(3, 6))
    corner = np.repeat(np.linspace(-0.8, 0.8, count), 2)
    return np.concatenate([np.stack([corner[1:], corner[:-1]], axis=1), [[-0.8, 0.8]]]), True


def _burst(rng: np.random.Generator) -> Figure:
    count = int(rng.integers(8, 18))
    angle = np.arange(2 * count) * np.pi / count
    reach = np.where(np.arange(2 * count) % 2, rng.uniform(0.5, 0.85), 1.0)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * reach[:, None], True


def _jagged(rng: np.random.Generator) -> Figure:
    count = int(rng.integers(8, 14))
    angle = (np.arange(count) + rng.uniform(-0.3, 0.3, count)) * (2 * np.pi / count)
    while True:  # one that is almost convex could pass for a polygon drawn by a shaky hand
        points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * rng.uniform(0.3, 1.0, count)[:, None]
        outline = points.astype(np.float32)
        if cv2.contourArea(outline) < 0.72 * cv2.contourArea(cv2.convexHull(outline)):
            return points, True


def _blob(rng: np.random.Generator) -> Figure:
    return wavy(rng, 0, 0, 0.8, rng.uniform(0.4, 0.7), 48), True


def _cloud(rng: np.random.Generator) -> Figure:
    t = np.linspace(0, 2 * np.pi, 120)
    reach = 1 - 0.35 * np.abs(np.sin(t * int(rng.integers(3, 6)) + 0.3))
    return np.stack([reach * np.cos(t), rng.uniform(0.5, 0.9) * reach * np.sin(t)], axis=1), True


def _petals(rng: np.random.Generator) -> Figure:
    t = np.linspace(0, 2 * np.pi, 140)
    reach = 0.35 + 0.65 * np.abs(np.cos(t * rng.choice([1.5, 3.0, 4.0])))
    return np.stack([reach * np.cos(t), reach * np.sin(t)], axis=1), True


def _bolt(rng: np.random.Generator) -> Figure:
    return np.array([[0.1, -1], [-0.5, 0.15], [-0.05, 0.1], [-0.25, 1], [0.5, -0.25], [0.05, -0.2], [0.45, -1]]), True


def _drop(rng: np.random.Generator) -> Figure:
    t = np.linspace(0, 2 * np.pi, 60)
    return np.stack([np.cos(t), 0.75 * np.sin(t) * np.sin(t / 2) ** 2], axis=1), True


def _tick(rng: np.random.Generator) -> Figure:
    return np.array([[-1, -0.1], [-0.4, 0.6], [1, -0.8]]), False


def _corner(rng: np.random.Generator) -> Figure:
    return np.array([[1.0, 0.0], [0.0, 0.0], [np.cos(1.0), np.sin(1.0)]]) * [1, rng.uniform(0.5, 1.5)], False


_FIGURES = (_line, _curve, _curve, _zigzag, _spiral, _arc, _arc, _scribble, _loops, _half_circle, _crescent,
            _bitten, _letter_l, _letter_u, _stairs, _burst, _jagged, _jagged, _blob, _blob, _cloud, _petals, _bolt,
            _drop, _tick, _corner)
