"""The recipe: which network is trained on what, for how long."""

from __future__ import annotations

from dataclasses import dataclass

from .network import Shape
from .scenes import Mix


@dataclass(frozen=True)
class Phase:
    """A part of a stage. Small inputs come in large batches and large ones in small, at the same cost."""

    until: float
    """Where it ends, as a share of the stage's steps."""
    pixels: int
    """Of a batch."""
    sizes: tuple[int, ...]
    """Sides of the square inputs, in pixels, each as likely as the others."""
    large: float = 0.0
    """Share of the shapes drawn large on purpose (`Mix.large`)."""


@dataclass(frozen=True)
class Stage:
    """One network's training: a warm-up, then half a cosine from `peak` down. It begins with the weights of the stage before."""

    shape: Shape
    steps: int
    peak: float
    """The highest learning rate."""
    phases: tuple[Phase, ...]
    first_scene: int
    """Seed of its first scene; the next ones follow, and begin again at nought from `TRAINING` on."""


NARROW = Shape(widths=(16, 32, 48, 64, 96), class_width=32)
WIDE = Shape(widths=(16, 32, 48, 96, 152), class_width=48)

STAGES = (
    Stage(
        NARROW,
        42_000,
        3e-3,
        (
            Phase(0.21, 16 * 160**2, (128, 160, 192)),
            Phase(0.39, 8 * 288**2, (224, 288, 352, 416)),
            Phase(0.48, 8 * 320**2, (320, 448, 640, 640)),
            Phase(1.00, 8 * 320**2, (448, 640, 640, 640), large=0.5),
        ),
        first_scene=0,
    ),
    Stage(WIDE, 14_000, 1.5e-3, (Phase(1.00, 12 * 320**2, (448, 640, 640, 640), large=0.5),), first_scene=3_000_000),
)
"""From small pictures to large ones (progressive resizing): what makes a heart a heart is learned as well on small ones,
at a quarter of the cost. Small pictures hold no large shapes, and large ones only two a batch: so the last phase draws
more of those. Without it, the network found nine in ten shapes of 32 to 128 pixels and four in ten above 320.

From a narrow network to a wide one for the same reason: what the narrow one has learned, at half the cost a picture, the
wide one need not learn again (`grow.py`)."""

MIX = Mix(density=3.2, empty=0.16, shares=(0.09, 0.11, 0.11, 0.10, 0.10, 0.10, 0.10, 0.19, 0.10))
"""Fuller scenes than the held-out ones, with more to learn from each pixel; more pictures without a shape; and more of the
classes that are of many kinds: arrows above all, triangles and rectangles."""

TRAINING = 5_000_000
"""Training's seeds are below; progress is watched, and the held-out scenes are drawn, with seeds above."""
