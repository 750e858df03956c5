"""Task-aligned assignment: which cells answer for which object."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from .geometry import iou

TOP = 10
"""Cells an object gets, at most."""
ALPHA, BETA = 0.5, 6.0
"""Exponents of score and overlap in the alignment."""


class Assignment(NamedTuple):
    """What each cell is to answer."""

    boxes: Tensor
    """[n, anchors, 4] x1, y1, x2, y2 in pixels; meaningless where not positive."""
    scores: Tensor
    """[n, anchors, classes], 0 to 1: soft targets, zero where not positive."""
    positive: Tensor
    """[n, anchors] bool."""


@torch.no_grad()
def assign(scores: Tensor, boxes: Tensor, centres: Tensor, labels: Tensor, truth: Tensor, present: Tensor) -> Assignment:
    """Assigns cells to objects (Feng et al., 2021, "TOOD", arXiv:2108.07755, section 3.2, with YOLOv8's exponents).

    scores [n, anchors, classes] of 0 to 1, boxes [n, anchors, 4] and centres [anchors, 2] in pixels;
    labels [n, objects], truth [n, objects, 4] in pixels, present [n, objects] bool (the rest is padding).
    """
    n, objects = labels.shape
    anchors, classes = scores.shape[1:]
    if objects == 0:
        return Assignment(boxes, torch.zeros_like(scores), torch.zeros(n, anchors, dtype=torch.bool, device=scores.device))
    # 1. A cell is a candidate for the objects that its centre lies in: [n, objects, anchors].
    near = centres - truth[:, :, None, :2]
    far = truth[:, :, None, 2:] - centres
    inside = (torch.minimum(near.amin(-1), far.amin(-1)) > 1e-9) & present[:, :, None]
    # 2. How well its prediction fits: score of the object's class, and overlap. Only candidates are computed. Plain IoU,
    #    as in the paper: CIoU falls to nought and below where a small object meets a far too large prediction, and what
    #    has no overlap gets no target and no weight, so it would never be learned.
    image, thing, cell = inside.nonzero(as_tuple=True)
    overlap = scores.new_zeros(n, objects, anchors)
    overlap[image, thing, cell] = iou(truth[image, thing], boxes[image, cell])
    score = scores.new_zeros(n, objects, anchors)
    score[image, thing, cell] = scores[image, cell, labels[image, thing]]
    alignment = score**ALPHA * overlap**BETA
    # 3. The best few of each object; an object too small for a cell's centre simply has none.
    top = alignment.topk(min(TOP, anchors), -1)
    chosen = torch.zeros_like(inside).scatter_(-1, top.indices, True) & inside
    # 4. A cell chosen by several objects goes to the one it overlaps most.
    several = chosen.sum(1, keepdim=True) > 1
    best = torch.zeros_like(chosen).scatter_(1, overlap.argmax(1, keepdim=True), True)
    chosen = torch.where(several, best & inside, chosen)
    positive = chosen.any(1)
    owner = chosen.float().argmax(1)
    # 5. An object's best cell is to score as high as its best overlap, the others in proportion.
    alignment = alignment * chosen
    strongest = alignment.amax(-1, keepdim=True)
    reach = (overlap * chosen).amax(-1, keepdim=True)
    strength = (alignment * reach / (strongest + 1e-9)).amax(1)
    target = torch.zeros_like(scores)
    owned = labels.gather(1, owner)
    target.scatter_(-1, owned[..., None], (strength * positive)[..., None])
    return Assignment(truth.gather(1, owner[..., None].expand(-1, -1, 4)), target, positive)
