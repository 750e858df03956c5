"""Shapes put into a picture one after another so that each can still be seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .ink import Drawing

LEAST_VISIBLE = 0.45  # share of a shape's ink that no other may cover
LEAST_INSIDE = 0.60   # share of its ink within the picture
MOST_OVERLAP = 0.6    # IoU of two boxes: closer ones a suppression of doubles could take for one


@dataclass
class Placed:
    """A shape that has its place: class, box (xyxy in pixels, clipped) and what of its ink is seen."""

    label: int
    box: np.ndarray
    origin: tuple[int, int]  # where the drawing's patch begins, left and top; may be negative
    left: int                # where the part of it within the picture begins
    top: int
    seen: np.ndarray   # bool [h, w]
    total: int


class Layout:
    """The shapes of one picture of `width` by `height` pixels."""

    def __init__(self, height: int, width: int):
        self.height, self.width = height, width
        self.shapes: list[Placed] = []

    def try_place(self, rng: np.random.Generator, label: int, drawing: Drawing, attempts: int = 8) -> Placed | None:
        """Finds a place for a drawing, on top of all before it; None if there is none."""
        wide, tall = drawing.box[2] - drawing.box[0], drawing.box[3] - drawing.box[1]
        cut = rng.random() < 0.08
        reach = 0.35 if cut else 0.0
        if not cut and (wide > self.width or tall > self.height):
            return None
        for _ in range(attempts):
            x = rng.uniform(-reach * wide, self.width - (1 - reach) * wide)
            y = rng.uniform(-reach * tall, self.height - (1 - reach) * tall)
            left, top = self._inside(x - drawing.box[0], y - drawing.box[1], drawing.box, cut)
            placed = self._placed(label, drawing, left, top)
            if placed is not None and self._free(placed):
                self._cover(placed)
                self.shapes.append(placed)
                return placed
        return None

    def _inside(self, left: float, top: float, box: np.ndarray, cut: bool) -> tuple[int, int]:
        left, top = round(left), round(top)
        if not cut:  # rounding to whole pixels must not push an uncut shape over the edge
            left = min(max(left, int(np.ceil(-box[0]))), int(np.floor(self.width - box[2])))
            top = min(max(top, int(np.ceil(-box[1]))), int(np.floor(self.height - box[3])))
        return left, top

    def _placed(self, label: int, drawing: Drawing, left: int, top: int) -> Placed | None:
        total = int(np.count_nonzero(drawing.solid))
        rows, columns = _window(left, top, drawing.solid.shape, self.height, self.width)
        seen = drawing.solid[rows, columns]
        if total == 0 or np.count_nonzero(seen) < LEAST_INSIDE * total:
            return None
        box = drawing.box + np.array([left, top, left, top])
        if box[0] < 0 or box[1] < 0 or box[2] > self.width or box[3] > self.height:
            # Cut off, what is seen may be narrower than the clipped box.
            ys, xs = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
            x, y = left + columns.start, top + rows.start
            seen_box = np.array([x + xs[0], y + ys[0], x + xs[-1] + 1, y + ys[-1] + 1], np.float64)
            limit = np.array([0, 0, 0, 0, self.width, self.height, self.width, self.height], np.float64)
            box = np.clip(box, limit[:4], limit[4:])
            for side, edge in enumerate(limit[[0, 1, 4, 5]]):
                if box[side] != edge and abs(seen_box[side] - box[side]) > 1:
                    box[side] = seen_box[side]
        return Placed(label, box.astype(np.float32), (left, top), left + columns.start, top + rows.start, seen.copy(), total)

    def _free(self, new: Placed) -> bool:
        for old in self.shapes:
            if _iou(old.box, new.box) > MOST_OVERLAP:
                return False
            windows = _common(old, new)
            if windows is not None:
                old_part, new_part = windows
                covered = np.count_nonzero(old.seen[old_part] & new.seen[new_part])
                if np.count_nonzero(old.seen) - covered < LEAST_VISIBLE * old.total:
                    return False
        return True

    def _cover(self, new: Placed) -> None:
        for old in self.shapes:
            windows = _common(old, new)
            if windows is not None:
                old.seen[windows[0]] &= ~new.seen[windows[1]]


def _window(left: int, top: int, shape: tuple[int, int], height: int, width: int) -> tuple[slice, slice]:
    """The rows and columns of a patch at (left, top) that lie within the picture."""
    return (slice(max(0, -top), max(0, min(shape[0], height - top))),
            slice(max(0, -left), max(0, min(shape[1], width - left))))


def _common(a: Placed, b: Placed) -> tuple[tuple[slice, slice], tuple[slice, slice]] | None:
    """The window that two shapes share, in the coordinates of each; None if they are apart."""
    left, top = max(a.left, b.left), max(a.top, b.top)
    right = min(a.left + a.seen.shape[1], b.left + b.seen.shape[1])
    bottom = min(a.top + a.seen.shape[0], b.top + b.seen.shape[0])
    if left >= right or top >= bottom:
        return None
    return tuple((slice(top - s.top, bottom - s.top), slice(left - s.left, right - s.left)) for s in (a, b))


def _iou(a: np.ndarray, b: np.ndarray) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or tall <= 0:
        return 0.0
    both = wide * tall
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)
