"""YOLOv8, narrower than 'n', written from its published description.

Sources: the architecture's description in "YOLOv8" (docs.ultralytics.com/models/yolov8) and in "Real-Time Flying Object
Detection with YOLOv8" (Reis et al., 2023, arXiv:2305.09972, section 3); C2f follows CSPNet and ELAN (Wang et al., 2019,
arXiv:1911.11929; 2022, arXiv:2211.04800), the neck PANet (Liu et al., 2018, arXiv:1803.01534), the head's box
distribution "Generalized Focal Loss" (Li et al., 2020, arXiv:2006.04388).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

STRIDES = (8, 16, 32)
BINS = 16
"""Bins of the distribution of one side's distance, in strides: 0 to 15."""


@dataclass(frozen=True)
class Shape:
    """How wide and deep the network is. YOLOv8n has widths (16, 32, 64, 128, 256), depths (1, 2, 2, 1), box 64."""

    widths: tuple[int, int, int, int, int]
    class_width: int
    box_width: int = 32
    depths: tuple[int, int, int, int] = (1, 2, 2, 1)
    neck_depth: int = 1


class Conv(nn.Module):
    """Convolution, batch norm, SiLU."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 1, stride: int = 1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03)

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.silu(self.norm(self.conv(x)), inplace=True)


class Bottleneck(nn.Module):
    """Two 3x3 convolutions, in the backbone with a residual connection."""

    def __init__(self, width: int, residual: bool):
        super().__init__()
        self.first = Conv(width, width, 3)
        self.second = Conv(width, width, 3)
        self.residual = residual

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(self.first(x))
        return x + y if self.residual else y


class C2f(nn.Module):
    """Splits the channels in two and keeps the output of every bottleneck on the way for the last convolution."""

    def __init__(self, inputs: int, outputs: int, depth: int, residual: bool):
        super().__init__()
        self.half = outputs // 2
        self.split = Conv(inputs, 2 * self.half)
        self.blocks = nn.ModuleList(Bottleneck(self.half, residual) for _ in range(depth))
        self.join = Conv((2 + depth) * self.half, outputs)

    def forward(self, x: Tensor) -> Tensor:
        parts = list(self.split(x).split((self.half, self.half), 1))
        for block in self.blocks:
            parts.append(block(parts[-1]))
        return self.join(torch.cat(parts, 1))


class SPPF(nn.Module):
    """Spatial pyramid pooling as three 5x5 poolings in a row: windows of 5, 9 and 13."""

    def __init__(self, width: int):
        super().__init__()
        self.narrow = Conv(width, width // 2)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.join = Conv(width // 2 * 4, width)

    def forward(self, x: Tensor) -> Tensor:
        parts = [self.narrow(x)]
        for _ in range(3):
            parts.append(self.pool(parts[-1]))
        return self.join(torch.cat(parts, 1))


class Head(nn.Module):
    """Decoupled and anchor-free: for each cell, distributions of four distances, and a logit for each class."""

    def __init__(self, widths: tuple[int, int, int], classes: int, box_width: int, class_width: int):
        super().__init__()
        self.boxes = nn.ModuleList(self._branch(w, box_width, 4 * BINS) for w in widths)
        self.classes = nn.ModuleList(self._branch(w, class_width, classes) for w in widths)
        for box, label in zip(self.boxes, self.classes):
            # Begins with sides of about one and a half strides from the centre, the size of small objects.
            box[-1].bias.data.copy_((-0.5 * torch.arange(BINS)).repeat(4))
            # One in a hundred (Lin et al., 2017, arXiv:1708.02002, section 3.3). YOLOv8 begins far lower and has a
            # warm-up of its own for biases; with Adam's even steps it would take thousands to come up from there.
            nn.init.constant_(label[-1].bias, -math.log(99))

    @staticmethod
    def _branch(inputs: int, width: int, outputs: int) -> nn.Sequential:
        return nn.Sequential(Conv(inputs, width, 3), Conv(width, width, 3), nn.Conv2d(width, outputs, 1))

    def forward(self, maps: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Returns distributions [n, anchors, 4, BINS] and class logits [n, anchors, classes]."""
        boxes = torch.cat([branch(m).flatten(2) for branch, m in zip(self.boxes, maps)], 2)
        labels = torch.cat([branch(m).flatten(2) for branch, m in zip(self.classes, maps)], 2)
        return boxes.reshape(boxes.shape[0], 4, BINS, -1).permute(0, 3, 1, 2), labels.transpose(1, 2)


class Network(nn.Module):
    """Backbone, neck and head. Input [n, 3, h, w], RGB of 0 to 1, sides multiples of 32."""

    def __init__(self, classes: int, shape: Shape):
        super().__init__()
        w0, w1, w2, w3, w4 = shape.widths
        d1, d2, d3, d4 = shape.depths
        self.to8 = nn.Sequential(
            Conv(3, w0, 3, 2), Conv(w0, w1, 3, 2), C2f(w1, w1, d1, True), Conv(w1, w2, 3, 2), C2f(w2, w2, d2, True)
        )
        self.to16 = nn.Sequential(Conv(w2, w3, 3, 2), C2f(w3, w3, d3, True))
        self.to32 = nn.Sequential(Conv(w3, w4, 3, 2), C2f(w4, w4, d4, True), SPPF(w4))
        self.up = nn.Upsample(scale_factor=2.0, mode="nearest")
        n = shape.neck_depth
        self.top16 = C2f(w4 + w3, w3, n, False)
        self.out8 = C2f(w3 + w2, w2, n, False)
        self.down16 = Conv(w2, w2, 3, 2)
        self.out16 = C2f(w2 + w3, w3, n, False)
        self.down32 = Conv(w3, w3, 3, 2)
        self.out32 = C2f(w3 + w4, w4, n, False)
        self.head = Head((w2, w3, w4), classes, shape.box_width, shape.class_width)

    def features(self, x: Tensor) -> list[Tensor]:
        """The neck's maps at strides 8, 16 and 32."""
        c8 = self.to8(x)
        c16 = self.to16(c8)
        c32 = self.to32(c16)
        p16 = self.top16(torch.cat((self.up(c32), c16), 1))
        p8 = self.out8(torch.cat((self.up(p16), c8), 1))
        p16 = self.out16(torch.cat((self.down16(p8), p16), 1))
        p32 = self.out32(torch.cat((self.down32(p16), c32), 1))
        return [p8, p16, p32]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Returns distributions, class logits (see `Head`), the cells' centres [anchors, 2] and strides [anchors, 1]."""
        maps = self.features(x)
        distributions, logits = self.head(maps)
        centres, strides = cells(maps)
        return distributions, logits, centres, strides


def cells(maps: list[Tensor]) -> tuple[Tensor, Tensor]:
    """The cells' centres [anchors, 2] (x, y, in cells) and strides [anchors, 1] (pixels), in the head's order."""
    centres, strides = [], []
    for m, stride in zip(maps, STRIDES):
        h, w = m.shape[2], m.shape[3]
        x = torch.arange(w, device=m.device).to(m.dtype) + 0.5
        y = torch.arange(h, device=m.device).to(m.dtype) + 0.5
        grid = torch.stack((x.view(1, -1).expand(h, w), y.view(-1, 1).expand(h, w)), -1).reshape(-1, 2)
        centres.append(grid)
        strides.append(torch.full_like(grid[:, :1], stride))
    return torch.cat(centres), torch.cat(strides)


def distances(distributions: Tensor) -> Tensor:
    """The mean of each distribution [..., BINS], in strides: left, top, right, bottom."""
    bins = torch.arange(BINS, device=distributions.device).to(distributions.dtype)
    return (distributions.softmax(-1) * bins).sum(-1)


def corners(distance: Tensor, centres: Tensor) -> Tensor:
    """Boxes [..., 4] as x1, y1, x2, y2, in cells."""
    return torch.cat((centres - distance[..., :2], centres + distance[..., 2:]), -1)


class Exported(nn.Module):
    """The network as a file offers it: boxes in pixels of the input and scores, [n, 4 + classes, anchors]."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        distributions, logits, centres, strides = self.network(images)
        near, far = distances(distributions).split((2, 2), -1)
        centre = (centres + (far - near) / 2) * strides
        size = (near + far) * strides
        return torch.cat((centre, size, logits.sigmoid()), -1).transpose(1, 2)
