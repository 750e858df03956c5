"""Overlap of boxes given as x1, y1, x2, y2."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def iou(a: Tensor, b: Tensor, eps: float = 1e-7) -> Tensor:
    """IoU of boxes [..., 4], pair by pair: [...], 0 to 1."""
    shared = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    areas = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1)
    return shared / (areas - shared + eps)


def ciou(a: Tensor, b: Tensor, eps: float = 1e-7) -> Tensor:
    """Complete IoU of boxes [..., 4], pair by pair: [...], -1 to 1 (Zheng et al., 2020, arXiv:1911.08287)."""
    overlap = iou(a, b, eps)
    aw, ah = a[..., 2] - a[..., 0], a[..., 3] - a[..., 1] + eps
    bw, bh = b[..., 2] - b[..., 0], b[..., 3] - b[..., 1] + eps
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    diagonal = (hull**2).sum(-1) + eps
    apart = ((b[..., :2] + b[..., 2:] - a[..., :2] - a[..., 2:]) ** 2).sum(-1) / 4
    aspect = 4 / math.pi**2 * (torch.atan(bw / bh) - torch.atan(aw / ah)) ** 2
    with torch.no_grad():
        weight = aspect / (aspect - overlap + 1 + eps)
    return overlap - apart / diagonal - aspect * weight
