"""Scenes of drawn shapes with their boxes, for training and for evaluation.

A scene is a function of its seed and size alone: `python3 -m shapes.scenes`
writes the same files on every run.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from . import backgrounds
from .classes import CLASSES
from .clutter import add_clutter, add_overlay
from .compose import paint
from .degrade import degrade
from .ink import rasterise
from .outlines import make_outline
from .photographs import photograph
from .placing import Layout
from .styles import pick_style

HELD_OUT_SEED = 9_000_000
SMALLEST, LARGE, LARGEST = 16.0, 160.0, 600.0  # a shape's longer side, in pixels

_PLAIN = ((backgrounds.flat, 0.26), (backgrounds.gradient, 0.15), (backgrounds.noisy, 0.1), (backgrounds.paper, 0.2),
          (backgrounds.board, 0.06), (backgrounds.wood, 0.06), (backgrounds.fabric, 0.06), (backgrounds.concrete, 0.07),
          (backgrounds.bricks, 0.04))


@dataclass(frozen=True)
class Scene:
    """A picture and the shapes on it."""

    image: np.ndarray    # uint8 [H, W, 3], BGR
    boxes: np.ndarray    # float32 [n, 4], xyxy in pixel edges, within the picture
    classes: np.ndarray  # int64 [n], indices into CLASSES


@dataclass(frozen=True)
class Mix:
    """What scenes hold."""

    density: float = 2.2
    """Mean number of shapes beyond the first in 400x400 pixels; it grows with the picture's side."""
    empty: float = 0.12
    """Share of scenes without a shape, most of them like photographs."""
    shares: tuple[float, ...] | None = None
    """Share of each class; all alike where not given."""
    large: float = 0.0
    """Share of the shapes that are drawn large on purpose, `LARGE` pixels and more."""


USUAL = Mix()


def draw_scene(seed: int, width: int, height: int, mix: Mix = USUAL) -> Scene:
    """The scene of a seed at a size in pixels (both at least 32)."""
    rng = np.random.default_rng((seed, width, height))
    negative = rng.random() < mix.empty
    photo = rng.random() < (0.8 if negative else 0.2)
    ground = photograph if photo else _PLAIN[rng.choice(len(_PLAIN), p=[share for _, share in _PLAIN])][0]
    image = ground(rng, height, width)
    paper_like = ground in (backgrounds.paper, backgrounds.board, backgrounds.flat)

    if rng.random() < (0.25 if photo else 0.5):
        add_clutter(rng, image, int(rng.integers(1, 10)))
    layout = Layout(height, width)
    if not negative and rng.random() > 0.03:
        by_hand = rng.choice([0.0, 0.9]) if paper_like else rng.choice([0.0, 0.15, 0.9], p=[0.55, 0.25, 0.2])
        _add_shapes(rng, image, layout, mix, by_hand, ground is backgrounds.board)
    if rng.random() < 0.12:
        add_overlay(rng, image)
    boxes = np.array([shape.box for shape in layout.shapes], np.float32).reshape(-1, 4)
    smallest = float(min((boxes[:, 2:] - boxes[:, :2]).max(axis=1), default=120.0))
    labels = np.array([shape.label for shape in layout.shapes], np.int64)
    return Scene(degrade(rng, image, smallest), boxes, labels)


def held_out(seed: int) -> Scene:
    """A scene for evaluation, whose seed decides its size, too: longer side 320..960, up to 16:9."""
    rng = np.random.default_rng((seed, 0x512E))
    longer = int(rng.integers(320, 961))
    shorter = round(longer / rng.uniform(1.0, 16 / 9))
    width, height = (longer, shorter) if rng.random() < 0.6 else (shorter, longer)
    return draw_scene(seed, width, height)


def _add_shapes(
    rng: np.random.Generator, image: np.ndarray, layout: Layout, mix: Mix, by_hand: float, chalk: bool
) -> None:
    """Draws 1 to about 12 shapes, more in larger pictures."""
    short = min(layout.height, layout.width)
    count = min(12, 1 + rng.poisson(mix.density * np.sqrt(layout.height * layout.width) / 400))
    most = min(LARGEST, 0.95 * short)
    sizes = np.exp(rng.uniform(np.log(SMALLEST), np.log(most), count))
    if mix.large and most > LARGE:
        sizes = np.where(rng.random(count) < mix.large, np.exp(rng.uniform(np.log(LARGE), np.log(most), count)), sizes)
    if rng.random() < 0.6:  # small ones on top of large ones, more often than not
        sizes = np.sort(sizes)[::-1]
    for size in sizes:
        label = int(rng.choice(len(CLASSES), p=mix.shares) if mix.shares else rng.integers(len(CLASSES)))
        size = max(float(size), SMALLEST + 2)
        outline = make_outline(rng, label, size)
        style = pick_style(rng, outline, size, by_hand, chalk)
        # The box includes the stroke, so the outline gives way to keep the size.
        drawing = rasterise(rng, outline.scaled(max(0.7, (size - style.stroke) / size)), style, size)
        placed = layout.try_place(rng, label, drawing)
        if placed is not None:
            paint(rng, image, drawing, style, placed.origin, size)


def write(folder: Path, first: int, count: int) -> None:
    """Writes scenes held-out-000.png ... with YOLO text labels; about every second one as JPEG."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        seed = first + index
        scene = held_out(seed)
        name = f"held-out-{index:03d}"
        if seed % 2:
            saved = cv2.imwrite(str(folder / f"{name}.jpg"), scene.image, [cv2.IMWRITE_JPEG_QUALITY, 95])
        else:
            saved = cv2.imwrite(str(folder / f"{name}.png"), scene.image)
        if not saved:
            raise OSError(f"cannot write {folder / name}")
        (folder / f"{name}.txt").write_text(yolo_labels(scene), encoding="ascii")


def yolo_labels(scene: Scene) -> str:
    """`class cx cy w h` a line, normalised to 0..1."""
    height, width = scene.image.shape[:2]
    lines = []
    for label, (x1, y1, x2, y2) in zip(scene.classes, scene.boxes.astype(np.float64)):
        lines.append(f"{label} {(x1 + x2) / 2 / width:.6f} {(y1 + y2) / 2 / height:.6f} "
                     f"{(x2 - x1) / width:.6f} {(y2 - y1) / height:.6f}\n")
    return "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write scenes and their labels.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=int, default=HELD_OUT_SEED)
    parser.add_argument("--count", type=int, default=500)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    write(arguments.out, arguments.first, arguments.count)


if __name__ == "__main__":
    main()
