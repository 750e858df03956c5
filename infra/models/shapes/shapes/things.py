"""Things that photo-like scenes are made of. None is a drawn shape: all are textured and shaded.

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


def wheel(p: Painter, x: float, y: float, size: float) -> None:
    """A tyre, rim, spokes and hub, seen more or less from the side."""
    rng = p.rng
    narrow, angle = rng.uniform(0.45, 1.0), rng.normal(0, 0.3)
    radius, rim = size / 2, rng.uniform(0.55, 0.92)
    tyre, metal, inside = (p.material((x, y), size, natural_colour(rng) * f, 0.7) for f in (0.3, 0.9, 0.6))
    p.fill(ellipse(x, y, radius * narrow, radius, angle), tyre)
    p.fill(ellipse(x, y, radius * narrow * rim, radius * rim, angle), inside)
    p.line(ellipse(x, y, radius * narrow * rim, radius * rim, angle), max(1, size * 0.03), metal, True)
    rim_points = ellipse(x, y, radius * narrow * rim, radius * rim, angle)
    for index in range(0, 39, int(rng.choice([2, 3, 5, 8]))):
        p.line(np.array([[x, y], rim_points[index]]), max(1, size * rng.uniform(0.01, 0.06)), metal)
    p.fill(ellipse(x, y, radius * 0.18 * narrow, radius * 0.18, angle), metal)


def plate(p: Painter, x: float, y: float, size: float) -> None:
    """A plate, bowl or pan with rings of light and shade, and food on it."""
    rng, colour = p.rng, natural_colour(p.rng) * 0.4 + 140
    squash, angle = rng.uniform(0.4, 1.0), rng.normal(0, 0.2)
    for share in (1.0, 0.94, 0.72, 0.66)[: int(rng.integers(2, 5))]:
        p.fill(ellipse(x, y + size * 0.01 * (1 - share), size / 2 * share, size / 2 * share * squash, angle),
               p.material((x, y), size, colour * rng.uniform(0.72, 1.05), 0.8))
    for _ in range(int(rng.integers(1, 12))):
        away, turn = rng.uniform(0, 0.3) * size, rng.uniform(0, 2 * np.pi)
        lump(p, x + away * np.cos(turn), y + away * squash * np.sin(turn), size * rng.uniform(0.08, 0.35))


def cylinder(p: Painter, x: float, y: float, size: float) -> None:
    """A cup, can, bottle or vase: strips that shade towards the sides, a rim, a band, perhaps a handle."""
    rng, colour = p.rng, natural_colour(p.rng)
    wide, tall, strips = size * rng.uniform(0.25, 0.5), size * rng.uniform(0.5, 1.0), 7
    taper, brightest = rng.uniform(0.6, 1.1), rng.uniform(1, 5)
    edges = np.linspace(-0.5, 0.5, strips + 1)
    if rng.random() < 0.4:
        p.line(ellipse(x + wide / 2, y, wide * 0.35, tall * 0.3), max(2, size * 0.05), p.material((x, y), size, colour * 0.7))
    for strip in range(strips):
        tone = 1.1 - 0.13 * abs(strip - brightest)
        a, b = edges[strip] * wide, edges[strip + 1] * wide
        p.fill(np.array([[x + a, y - tall / 2], [x + b, y - tall / 2], [x + b * taper, y + tall / 2], [x + a * taper, y + tall / 2]]),
               p.material((x, y), size, colour * tone, 0.5))
    p.fill(ellipse(x, y + tall / 2, wide * taper / 2, wide * 0.12, 0, 0, np.pi), p.material((x, y), size, colour * 0.6))
    p.fill(ellipse(x, y - tall / 2, wide / 2, wide * 0.14), p.material((x, y), size, colour * rng.uniform(0.4, 1.2)))
    if rng.random() < 0.4:
        lump(p, x, y, wide * 0.7)


def box(p: Painter, x: float, y: float, size: float) -> None:
    """A box, cupboard, book or screen: faces unevenly lit, edges, and things on them."""
    rng, colour = p.rng, natural_colour(p.rng)
    wide, tall = size * rng.uniform(0.4, 1.0), size * rng.uniform(0.3, 1.0)
    deep = rng.uniform(-0.35, 0.35, 2) * size
    front = quad(rng, x, y, wide, tall, 0.06)
    for first in range(4):
        pair = front[[first, (first + 1) % 4]]
        p.fill(np.concatenate([pair, pair[::-1] + deep]), p.material((x, y), size, colour * rng.uniform(0.4, 0.9), 0.8))
    p.fill(front, p.material((x, y), size, colour, 0.9, 1.3))
    if rng.random() < 0.75:
        for _ in range(int(rng.integers(1, 5))):
            at = (front * rng.dirichlet(np.ones(4))[:, None]).sum(axis=0)
            lump(p, at[0], at[1], size * rng.uniform(0.1, 0.35))
    if rng.random() < 0.4:
        ends = rng.uniform(0, 1, (int(rng.integers(1, 5)), 1))
        seam = p.material((x, y), size, colour * 0.4)
        for share in ends:
            p.line(np.array([front[0] + share * (front[3] - front[0]), front[1] + share * (front[2] - front[1])]), 1, seam)


def window(p: Painter, x: float, y: float, size: float) -> None:
    """A window with a frame, panes and what is seen or mirrored in them."""
    rng = p.rng
    wide, tall = size * rng.uniform(0.4, 1.0), size * rng.uniform(0.5, 1.0)
    outer = quad(rng, x, y, wide, tall, 0.03)
    frame = p.material((x, y), size, shading=0.6)
    p.fill(outer, p.material((x, y), size, shading=1.2, roughness=1.5))
    for _ in range(int(rng.integers(1, 4))):
        at = (outer * rng.dirichlet(np.ones(4) * 2)[:, None]).sum(axis=0)
        p.fill(wavy(rng, *at, size * rng.uniform(0.08, 0.25)), p.material(tuple(at), size, shading=1.0))
    columns, rows = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    thick = max(1, size * rng.uniform(0.01, 0.05))
    for share in np.arange(columns + 1) / columns:
        p.line(np.array([outer[0] + share * (outer[1] - outer[0]), outer[3] + share * (outer[2] - outer[3])]), thick, frame)
    for share in np.arange(rows + 1) / rows:
        p.line(np.array([outer[0] + share * (outer[3] - outer[0]), outer[1] + share * (outer[2] - outer[1])]), thick, frame)


def shelf(p: Painter, x: float, y: float, size: float) -> None:
    """Books or bottles side by side."""
    left = x - size / 2
    while left < x + size / 2 and p.room > 20:
        wide, tall = size * p.rng.uniform(0.03, 0.12), size * p.rng.uniform(0.2, 0.45)
        p.fill(quad(p.rng, left + wide / 2, y - tall / 2, wide, tall, 0.04), p.material((left, y), size / 3, shading=0.6))
        left += wide
    p.fill(quad(p.rng, x, y + size * 0.02, size, size * 0.04, 0.0), p.material((x, y), size))


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


def vehicle(p: Painter, x: float, y: float, size: float) -> None:
    """A car, van or bus from the side: body, cab, windows, lights, wheels."""
    rng, colour = p.rng, natural_colour(p.rng)
    tall = size * rng.uniform(0.25, 0.5)
    p.fill(wavy(rng, x, y + tall * 0.55, size * 0.5, 0.05) * [1, 0.2] + [0, 0.8 * (y + tall * 0.55)], p.material((x, y), size, colour * 0.15))
    body = quad(rng, x, y, size, tall, 0.05)
    p.fill(body, p.material((x, y), size, colour, 1.0))
    cab = quad(rng, x + rng.normal(0, 0.1) * size, y - tall * 0.7, size * rng.uniform(0.4, 0.9), tall * 0.6, 0.15)
    p.fill(cab, p.material((x, y), size, colour * 0.9, 1.0))
    for share in (0.25, 0.75):
        window(p, *(cab[0] + share * (cab[1] - cab[0]) + (0, tall * 0.3)), size * 0.22)
    for offset in (-0.3, 0.3):
        wheel(p, x + offset * size, y + tall * 0.5, size * 0.22)
    for _ in range(3):
        lump(p, x + rng.uniform(-0.5, 0.5) * size, y + rng.uniform(-0.3, 0.3) * tall, size * 0.06)


def tree(p: Painter, x: float, y: float, size: float) -> None:
    """A trunk, branches and a ragged crown."""
    rng, colour = p.rng, np.array([40.0, 90.0, 60.0]) * p.rng.uniform(0.4, 1.6)
    bark = p.material((x, y), size, shading=0.8)
    p.line(np.array([[x, y], [x + rng.normal(0, 0.05) * size, y - size * 0.6]]), max(2, size * 0.07), bark)
    for _ in range(int(rng.integers(4, 10))):
        at = (x + rng.normal(0, 0.2) * size, y - size * rng.uniform(0.5, 1.0))
        p.line(np.array([[x, y - size * 0.4], at]), max(1, size * 0.02), bark)
        p.fill(wavy(rng, *at, size * rng.uniform(0.1, 0.28), 0.6), p.material(at, size / 3, colour * rng.uniform(0.6, 1.4), 0.9, 2.0))


def pole(p: Painter, x: float, y: float, size: float) -> None:
    """A lamp post or mast with an arm."""
    tall, metal = size * p.rng.uniform(1, 3), p.material((x, y), size, shading=0.6)
    top = np.array([x + p.rng.normal(0, 0.03) * tall, y - tall])
    p.line(np.array([[x, y], top]), max(1, size * p.rng.uniform(0.02, 0.07)), metal)
    p.line(np.array([top, top + (p.rng.uniform(-0.3, 0.3) * tall, p.rng.uniform(-0.05, 0.1) * tall)]), max(1, size * 0.03), metal)


def sign_back(p: Painter, x: float, y: float, size: float) -> None:
    """A board on a post so dirty, worn and overhung that nothing on it is a shape."""
    pole(p, x, y, size * 0.5)
    for _ in range(4):
        lump(p, x + p.rng.normal(0, 0.1) * size, y - size + p.rng.normal(0, 0.1) * size, size * p.rng.uniform(0.1, 0.4))


def tool(p: Painter, x: float, y: float, size: float) -> None:
    """Cutlery, pens, cables: long thin things."""
    rng, angle = p.rng, p.rng.uniform(0, 2 * np.pi)
    bend = np.stack([np.linspace(-0.5, 0.5, 8) * size, np.cumsum(rng.normal(0, 0.03, 8)) * size], axis=1)
    metal = p.material((x, y), size, shading=1.2)
    points = turned(bend, angle) + (x, y)
    p.line(points, max(1, size * rng.uniform(0.02, 0.08)), metal)
    p.fill(wavy(rng, *points[-1], size * 0.09, 0.2), metal)


def anything(p: Painter, x: float, y: float, size: float) -> None:
    """One of the things at random."""
    if p.room > 30:
        (lump, ball, wheel, plate, cylinder, box, window, figure, animal, vehicle, tree, tool)[p.rng.integers(12)](p, x, y, size)
