"""Widens a trained network without changing what it computes (Chen et al., 2016, "Net2Net", arXiv:1511.05641, section 3).

The old channels come first in every map; the new ones begin as any network's do, and nothing old listens to them at first.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .network import SPPF, C2f, Conv, Head, Network

Map = list[int]
"""Where each old channel of a map lies in the new one."""


def grow(old: Network, new: Network) -> None:
    """Copies `old` into `new`, which is at least as wide everywhere and as deep."""
    pixels = [0, 1, 2]
    c8 = _sequence(old.to8, new.to8, pixels)
    c16 = _sequence(old.to16, new.to16, c8)
    c32 = _sequence(old.to32, new.to32, c16)
    p16 = _c2f(old.top16, new.top16, _cat((c32, _outputs(new.to32[-1])), (c16, _outputs(new.to16[-1]))))
    p8 = _c2f(old.out8, new.out8, _cat((p16, _outputs(new.top16)), (c8, _outputs(new.to8[-1]))))
    down16 = _conv(old.down16, new.down16, p8)
    p16 = _c2f(old.out16, new.out16, _cat((down16, _outputs(new.down16)), (p16, _outputs(new.top16))))
    down32 = _conv(old.down32, new.down32, p16)
    p32 = _c2f(old.out32, new.out32, _cat((down32, _outputs(new.down32)), (c32, _outputs(new.to32[-1]))))
    for branches in ("boxes", "classes"):
        for i, maps in enumerate((p8, p16, p32)):
            _sequence(getattr(old.head, branches)[i], getattr(new.head, branches)[i], maps)


def _outputs(module: nn.Module) -> int:
    """Channels that come out of a module."""
    if isinstance(module, (C2f, SPPF)):
        module = module.join
    assert isinstance(module, Conv)
    return module.conv.out_channels


def _cat(*parts: tuple[Map, int]) -> Map:
    """The map of a concatenation; each part with its new width."""
    result: Map = []
    offset = 0
    for channels, width in parts:
        result += [offset + c for c in channels]
        offset += width
    return result


def _sequence(old: nn.Sequential, new: nn.Sequential, inputs: Map) -> Map:
    for before, after in zip(old, new):
        if isinstance(before, C2f):
            inputs = _c2f(before, after, inputs)
        elif isinstance(before, SPPF):
            inputs = _sppf(before, after, inputs)
        elif isinstance(before, Conv):
            inputs = _conv(before, after, inputs)
        else:
            inputs = _plain(before, after, inputs, list(range(before.out_channels)))
    return inputs


def _c2f(old: C2f, new: C2f, inputs: Map) -> Map:
    half = list(range(old.half))
    _conv(old.split, new.split, inputs, _cat((half, new.half), (half, new.half)))
    for before, after in zip(old.blocks, new.blocks):
        _conv(before.second, after.second, _conv(before.first, after.first, half))
    return _conv(old.join, new.join, _cat(*[(half, new.half)] * (2 + len(old.blocks))))


def _sppf(old: SPPF, new: SPPF, inputs: Map) -> Map:
    narrow = _conv(old.narrow, new.narrow, inputs)
    return _conv(old.join, new.join, _cat(*[(narrow, _outputs(new.narrow))] * 4))


def _conv(old: Conv, new: Conv, inputs: Map, outputs: Map | None = None) -> Map:
    outputs = _plain(old.conv, new.conv, inputs, outputs or list(range(old.conv.out_channels)))
    for name in ("weight", "bias", "running_mean", "running_var"):
        getattr(new.norm, name).data[outputs] = getattr(old.norm, name).data
    return outputs


@torch.no_grad()
def _plain(old: nn.Conv2d, new: nn.Conv2d, inputs: Map, outputs: Map) -> Map:
    weight: Tensor = new.weight
    rows = torch.zeros_like(weight[outputs])
    rows[:, inputs] = old.weight
    weight[outputs] = rows
    if old.bias is not None:
        new.bias[outputs] = old.bias
    return outputs
