"""From the network's output to boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FLOATS = NDArray[np.float32]


def overlaps(box: FLOATS, others: FLOATS) -> FLOATS:
    """IoU of one box [4] with others [n, 4], x1, y1, x2, y2: [n]."""
    near = np.maximum(box[:2], others[:, :2])
    far = np.minimum(box[2:], others[:, 2:])
    shared = (far - near).clip(0).prod(1)
    areas = (others[:, 2:] - others[:, :2]).prod(1)
    union = (box[2:] - box[:2]).prod() + areas - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def suppress(boxes: FLOATS, scores: FLOATS, limit: float) -> NDArray[np.int64]:
    """Greedy NMS: indices kept of boxes [n, 4], best score first; a box that overlaps a kept one by more falls."""
    order = np.argsort(-scores, kind="stable")
    kept = []
    while order.size:
        kept.append(order[0])
        order = order[1:][overlaps(boxes[order[0]], boxes[order[1:]]) <= limit]
    return np.array(kept, np.int64)


def decode(output: FLOATS, confidence: float, iou: float = 0.7, most: int = 300) -> tuple[FLOATS, FLOATS, NDArray[np.int64]]:
    """Boxes [k, 4] in the input's pixels, scores [k] and classes [k] of one output [4 + classes, anchors], best first."""
    scores = output[4:].max(0)
    keep = scores >= confidence
    scores, classes = scores[keep], output[4:, keep].argmax(0)
    centre, size = output[:2, keep].T, output[2:4, keep].T
    boxes = np.concatenate((centre - size / 2, centre + size / 2), 1)
    found = [k for c in np.unique(classes) for k in np.flatnonzero(classes == c)[suppress(boxes[classes == c], scores[classes == c], iou)]]
    best = np.array(sorted(found, key=lambda k: -scores[k])[:most], np.int64)
    return boxes[best], scores[best], classes[best]
