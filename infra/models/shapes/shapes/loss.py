"""YOLOv8's loss: classes by binary cross-entropy, boxes by CIoU and distribution focal loss."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from .assigner import assign
from .geometry import ciou
from .network import BINS, corners, distances

BOX, CLASS, DISTRIBUTION = 7.5, 0.5, 1.5
"""Weights of the three parts, YOLOv8's."""


class Targets(NamedTuple):
    """Objects of a batch, padded to the most that one picture has."""

    labels: Tensor
    """[n, objects] int64."""
    boxes: Tensor
    """[n, objects, 4] x1, y1, x2, y2 in pixels of the input."""
    present: Tensor
    """[n, objects] bool."""


def distribution_focal(distributions: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy with the two bins beside the true distance (Li et al., 2020, arXiv:2006.04388, equation 6).

    distributions [k, 4, BINS] logits, target [k, 4] in strides, 0 to below BINS - 1. Returns [k].
    """
    low = target.long()
    share = low + 1 - target
    log = distributions.log_softmax(-1)
    at_low = log.gather(-1, low[..., None])[..., 0]
    at_high = log.gather(-1, low[..., None] + 1)[..., 0]
    return -(at_low * share + at_high * (1 - share)).mean(-1)


def loss(distributions: Tensor, logits: Tensor, centres: Tensor, strides: Tensor, targets: Targets) -> tuple[Tensor, Tensor]:
    """The loss to minimise, a scalar, and its parts [3] (box, class, distribution) for the log."""
    boxes = corners(distances(distributions), centres)
    assignment = assign(logits.detach().sigmoid(), boxes.detach() * strides, centres * strides, *_order(targets))
    total = assignment.scores.sum().clamp(min=1)
    by_class = functional.binary_cross_entropy_with_logits(logits, assignment.scores, reduction="sum") / total
    positive = assignment.positive
    if not positive.any():
        zero = by_class.new_zeros(())
        # Touches every output, so that every parameter has a gradient.
        return by_class * CLASS + 0 * distributions.sum(), torch.stack((zero, by_class.detach(), zero))
    weight = assignment.scores.sum(-1)[positive]
    cell_strides = strides.expand(positive.shape[0], -1, -1)[positive]
    truth = assignment.boxes[positive] / cell_strides
    by_box = ((1 - ciou(boxes[positive], truth)) * weight).sum() / total
    middle = centres.expand(positive.shape[0], -1, -1)[positive]
    wanted = torch.cat((middle - truth[:, :2], truth[:, 2:] - middle), -1).clamp(0, BINS - 1 - 0.01)
    by_distribution = (distribution_focal(distributions[positive], wanted) * weight).sum() / total
    parts = torch.stack((by_box, by_class, by_distribution))
    return (parts * parts.new_tensor((BOX, CLASS, DISTRIBUTION))).sum(), parts.detach()


def _order(targets: Targets) -> tuple[Tensor, Tensor, Tensor]:
    return targets.labels, targets.boxes, targets.present
