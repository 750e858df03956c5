"""Reads a network back from the file that was exported of it, so that training can go on where no checkpoint is left.

An exported file has batch norms folded into the convolutions before them. Unfolded again, each norm gets the mean and the
variance that its convolution puts out on scenes of training; its scale and offset are what undoes these. What the network
computes stays the same; the optimiser begins anew.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import numpy_helper
import torch
from torch import Tensor, nn

from .network import Conv, Network


@torch.no_grad()
def restore(network: Network, file: Path, scenes: list[Tensor]) -> None:
    """Gives `network` the weights of `file`, which was exported of one of the same shape.

    `scenes` are batches of pictures [n, 3, h, w], RGB of 0 to 1, on which the norms' statistics are taken.
    """
    weights = iter(_weights(file))
    for module in network.modules():
        # Modules lie in the order in which they run, as the file's nodes do.
        if isinstance(module, nn.Conv2d):
            weight, bias = next(weights)
            module.weight.data = weight.reshape(module.weight.shape)
            if module.bias is not None:
                module.bias.data = bias
        elif isinstance(module, nn.BatchNorm2d):
            module.weight.fill_(1)
            module.bias.copy_(bias)
            module.running_mean.zero_()
            module.running_var.fill_(1 - module.eps)
    _normalise(network, scenes)


def _weights(file: Path) -> list[tuple[Tensor, Tensor]]:
    """Weight and bias of each convolution."""
    graph = onnx.load(str(file)).graph
    values = {v.name: torch.from_numpy(numpy_helper.to_array(v).astype("float32")) for v in graph.initializer}
    kept = {n.output[0]: n.input[0] for n in graph.node if n.op_type == "Cast"}
    return [tuple(values[kept.get(i, i)] for i in node.input[1:3]) for node in graph.node if node.op_type == "Conv"]


def _normalise(network: Network, scenes: list[Tensor]) -> None:
    """Sets the norms' statistics to what is measured, and scale and offset so that nothing changes."""
    sums: dict[Conv, list[Tensor]] = {m: [] for m in network.modules() if isinstance(m, Conv)}
    hooks = [
        m.conv.register_forward_hook(lambda _, __, y, kept=kept: kept.append(torch.stack((y.mean((0, 2, 3)), (y * y).mean((0, 2, 3))))))
        for m, kept in sums.items()
    ]
    network.eval()
    for batch in scenes:
        network(batch)
    for hook in hooks:
        hook.remove()
    for module, kept in sums.items():
        mean, square = torch.stack(kept).mean(0)
        norm = module.norm
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(square - mean * mean)
        norm.weight.copy_((norm.running_var + norm.eps).sqrt())
        norm.bias.add_(mean)
