"""Average precision as COCO counts it: IoU 0.50 to 0.95 in steps of 0.05, 101-point interpolation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decode import overlaps

THRESHOLDS = np.arange(0.5, 1.0, 0.05)
RECALLS = np.linspace(0, 1, 101)
FLOATS = NDArray[np.float32]
INTS = NDArray[np.int64]


class Accuracy:
    """Collects what was found and what is there, a picture at a time."""

    def __init__(self, classes: int):
        self._scores: list[list[float]] = [[] for _ in range(classes)]
        self._hits: list[list[NDArray[np.bool_]]] = [[] for _ in range(classes)]
        self._present = [0] * classes

    def add(self, boxes: FLOATS, scores: FLOATS, classes: INTS, truth: FLOATS, truth_classes: INTS) -> None:
        """Adds one picture: found boxes [k, 4] best first, and the truth [n, 4], both x1, y1, x2, y2 in its pixels."""
        for c in range(len(self._present)):
            real = truth[truth_classes == c]
            self._present[c] += len(real)
            taken = np.zeros((len(THRESHOLDS), len(real)), bool)
            for k in np.flatnonzero(classes == c):
                iou = overlaps(boxes[k], real)
                hit = np.zeros(len(THRESHOLDS), bool)
                for t, threshold in enumerate(THRESHOLDS):
                    free = np.where(taken[t], -1.0, iou)
                    if free.size and free.max() >= threshold:
                        taken[t, free.argmax()] = hit[t] = True
                self._scores[c].append(float(scores[k]))
                self._hits[c].append(hit)

    def by_class(self) -> NDArray[np.float64]:
        """AP of each class at each threshold [classes, 10]; NaN for a class that is nowhere."""
        return np.stack([self._average(c) for c in range(len(self._present))])

    def ap(self) -> tuple[float, float]:
        """AP50 and AP50-95, means over the classes present."""
        table = self.by_class()
        return float(np.nanmean(table[:, 0])), float(np.nanmean(table))

    def _average(self, c: int) -> NDArray[np.float64]:
        if self._present[c] == 0:
            return np.full(len(THRESHOLDS), np.nan)
        if not self._hits[c]:
            return np.zeros(len(THRESHOLDS))
        order = np.argsort(-np.array(self._scores[c]), kind="stable")
        hits = np.stack(self._hits[c])[order].cumsum(0)
        recall = hits / self._present[c]
        precision = hits / np.arange(1, len(order) + 1)[:, None]
        precision = np.maximum.accumulate(precision[::-1])[::-1]
        result = np.zeros(len(THRESHOLDS))
        for t in range(len(THRESHOLDS)):
            at = np.searchsorted(recall[:, t], RECALLS, side="left")
            result[t] = np.where(at < len(order), precision[np.minimum(at, len(order) - 1), t], 0).mean()
        return result
