"""The nine classes, in the order of the network's outputs."""

from __future__ import annotations

CLASSES: tuple[str, ...] = (
    "circle", "triangle", "rectangle", "pentagon", "hexagon", "star", "heart", "arrow", "cross",
)
CIRCLE, TRIANGLE, RECTANGLE, PENTAGON, HEXAGON, STAR, HEART, ARROW, CROSS = range(len(CLASSES))
