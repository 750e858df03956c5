"""Overlap of boxes given as x1, y1, x2, y2."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def iou(a: Tensor, b: Tensor, eps: float = 1e-7) -> Tensor:
    """IoU of boxes [..., 4], pair by pair: [...], 0 to 1."""
    width = (torch.minimum(a[..., 2], b[..., 2]) - torch.maximum(a[..., 0], b[..., 0])).clamp(min=0)
    height = (torch.minimum(a[..., 3], b[..., 3]) - torch.maximum(a[..., 1], b[..., 1])).clamp(min=0)
    shared = width * height
    areas = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1)
    return shared / (areas - shared + eps)


def ciou(a: Tensor, b: Tensor, eps: float = 1e-7) -> Tensor:
    """Complete IoU of boxes [..., 4], pair by pair: [...], -1 to 1 (Zheng et al., 2020, arXiv:1911.08287)."""
    aw, ah = a[..., 2] - a[..., 0], a[..., 3] - a[..., 1] + eps
    bw, bh = b[..., 2] - b[..., 0], b[..., 3] - b[..., 1] + eps
    width = (torch.minimum(a[..., 2], b[..., 2]) - torch.maximum(a[..., 0], b[..., 0])).clamp(min=0)
    height = (torch.minimum(a[..., 3], b[..., 3]) - torch.maximum(a[..., 1], b[..., 1])).clamp(min=0)
    shared = width * height
    iou = shared / (aw * ah + bw * bh - shared + eps)
    hull_w = torch.maximum(a[..., 2], b[..., 2]) - torch.minimum(a[..., 0], b[..., 0])
    hull_h = torch.maximum(a[..., 3], b[..., 3]) - torch.minimum(a[..., 1], b[..., 1])
    diagonal = hull_w**2 + hull_h**2 + eps
    apart = ((b[..., 0] + b[..., 2] - a[..., 0] - a[..., 2]) ** 2 + (b[..., 1] + b[..., 3] - a[..., 1] - a[..., 3]) ** 2) / 4
    aspect = 4 / math.pi**2 * (torch.atan(bw / bh) - torch.atan(aw / ah)) ** 2
    with torch.no_grad():
        weight = aspect / (aspect - iou + 1 + eps)
    return iou - apart / diagonal - aspect * weight
