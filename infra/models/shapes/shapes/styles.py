"""How shapes are drawn in one picture: printed, sketched, chalked; each shape varies a little."""

from __future__ import annotations

import numpy as np

from .ink import Style
from .outlines import Outline


def pick_style(rng: np.random.Generator, outline: Outline, size: float, by_hand: float, chalk: bool) -> Style:
    """A style for a shape of `size` pixels; `by_hand` is the share of shapes drawn by hand (0..1)."""
    shaky = rng.uniform(0.25, 1.0) if rng.random() < by_hand and size > 20 else 0.0
    if size < 40:  # a wobble of a pixel is plenty
        shaky *= 0.6
    roll = rng.random()
    if not outline.closed:
        return Style(_width(rng, size, 0.13), False, shaky, _passes(rng, shaky, size), _medium(rng, shaky, chalk),
                     dash=_dash(rng, size, 0.06))
    filled = roll < (0.4 if shaky else 0.62)
    outlined = not filled or rng.random() < 0.3
    stroke = _width(rng, size, 0.06 if filled else 0.15) if outlined else 0.0
    style = Style(stroke, filled, shaky, _passes(rng, shaky, size), _medium(rng, shaky, chalk))
    if filled and size > 44 and rng.random() < 0.16:
        style.hatch = str(rng.choice(["lines", "cross", "dots"], p=[0.6, 0.2, 0.2]))
        style.spacing = max(4.0, size * rng.uniform(0.035, 0.11))
        style.stroke = style.stroke or _width(rng, size, 0.05)
    style.mitred = outline.angular and not shaky and style.stroke > 0 and rng.random() < 0.7
    if not style.mitred:
        style.dash = 0.0 if filled or shaky else _dash(rng, size, 0.1)
    return style


def _width(rng: np.random.Generator, size: float, most: float) -> float:
    """A stroke's width in pixels: thin ones are commoner, and tiny shapes keep their holes."""
    widest = max(1.6, size * (min(most, 0.1) if size < 32 else most))
    return float(np.exp(rng.uniform(np.log(1.5), np.log(max(widest, 1.6)))))


def _passes(rng: np.random.Generator, shaky: float, size: float) -> int:
    return 1 if not shaky or size < 36 or rng.random() < 0.75 else int(rng.integers(2, 4))


def _medium(rng: np.random.Generator, shaky: float, chalk: bool) -> str:
    if chalk:
        return "chalk"
    return str(rng.choice(["ink", "marker", "pencil"], p=[0.5, 0.25, 0.25])) if shaky else "ink"


def _dash(rng: np.random.Generator, size: float, share: float) -> float:
    return float(size * rng.uniform(0.05, 0.12)) if size > 50 and rng.random() < share else 0.0
