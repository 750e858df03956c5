"""Made things of photo-like scenes. None is a drawn shape: all are shaded, and most are textured.

Every function takes the painter, a place in pixels and a size in pixels.
"""

from __future__ import annotations

import numpy as np

from .colours import natural_colour
from .painter import Painter
from .things import animal, ball, ellipse, figure, lump, quad, tree, turned, wavy


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


def dial(p: Painter, x: float, y: float, size: float) -> None:
    """A clock or gauge: a rim, a shaded face, ticks, hands."""
    rng, angle = p.rng, p.rng.uniform(0, 2 * np.pi)
    narrow = rng.uniform(0.6, 1.0)
    p.fill(ellipse(x, y, size / 2 * narrow, size / 2), p.material((x, y), size, shading=1.4))
    share = rng.uniform(0.8, 0.93)
    p.fill(ellipse(x, y, size / 2 * narrow * share, size / 2 * share), p.material((x, y), size, shading=0.9))
    mark = p.material((x, y), size)
    outer, inner = (ellipse(x, y, size / 2 * narrow * r, size / 2 * r, angle) for r in (share * 0.92, share * 0.78))
    for index in range(0, 39, int(rng.choice([1, 3]))):
        p.line(np.array([outer[index], inner[index]]), max(1, size * 0.02), mark)
    for _ in range(2):
        turn, reach = rng.uniform(0, 2 * np.pi), rng.uniform(0.2, 0.4) * size
        p.line(np.array([[x, y], [x + reach * narrow * np.cos(turn), y + reach * np.sin(turn)]]), max(1, size * 0.03), mark)


def screen(p: Painter, x: float, y: float, size: float) -> None:
    """A screen or a framed picture: a bezel, a picture in it, a gleam across, a stand."""
    rng = p.rng
    bezel = p.material((x, y), size, natural_colour(rng) * rng.uniform(0.1, 0.8), 0.8)
    p.line(np.array([[x, y], [x + rng.normal(0, 0.05) * size, y + size * 0.5]]), size * 0.1, bezel)
    frame = quad(rng, x, y, size, size * rng.uniform(0.55, 0.8), 0.06)
    p.fill(frame, bezel)
    centre = frame.mean(axis=0)
    inside = centre + (frame - centre) * rng.uniform(0.8, 0.95)
    p.fill(inside, p.material((x, y), size, shading=1.5))
    for _ in range(int(rng.integers(2, 7))):
        at = (inside * rng.dirichlet(np.ones(4) * 1.5)[:, None]).sum(axis=0)
        p.fill(wavy(rng, *at, size * rng.uniform(0.05, 0.16)), p.material(tuple(at), size / 3, shading=1.0))
    if rng.random() < 0.5:
        a, b = np.sort(rng.uniform(0, 1, 2))[:, None]
        edge, far = inside[1] - inside[0], inside[2] - inside[3]
        p.fill(np.stack([inside[0] + a * edge, inside[0] + b * edge, inside[3] + b * far * 0.8, inside[3] + a * far * 0.8]).reshape(4, 2),
               p.material((x, y), size, shading=1.0))


def canopy(p: Painter, x: float, y: float, size: float) -> None:
    """An umbrella, awning or kite: gores in two or more colours that meet at the top."""
    rng, count = p.rng, int(p.rng.integers(4, 9))
    colours = [p.material((x, y), size, shading=1.2) for _ in range(int(rng.integers(2, 4)))]
    handle = p.material((x, y), size)
    p.line(np.array([[x, y - size * 0.3], [x + rng.normal(0, 0.1) * size, y + size * 0.5]]), max(1, size * 0.03), handle)
    rim = ellipse(x, y, size / 2, size * rng.uniform(0.1, 0.4), rng.normal(0, 0.15), np.pi * rng.uniform(0.8, 1.0), 2 * np.pi)
    top = np.array([x + rng.normal(0, 0.08) * size, y - size * rng.uniform(0.3, 0.5)])
    cuts = np.linspace(0, 39, count + 1).astype(int)
    for index in range(count):
        a, b = rim[cuts[index]], rim[cuts[index + 1]]
        sag = (a + b) / 2 + (0, -size * 0.04)
        p.fill(np.array([top, a, sag, b]), colours[index % len(colours)])


def anything(p: Painter, x: float, y: float, size: float) -> None:
    """One of the things at random."""
    if p.room > 30:
        _ALL[p.rng.integers(len(_ALL))](p, x, y, size)


_ALL = (lump, ball, wheel, plate, cylinder, box, window, figure, animal, vehicle, tree, tool, dial, screen, canopy)
