"""The moving average of the weights, which is what is shipped."""

from __future__ import annotations

import copy
import math

import torch
from torch import nn


class Average:
    """An exponential moving average of a network's weights, a network itself."""

    def __init__(self, network: nn.Module, decay: float = 0.9995):
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay = decay

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Follows quickly in the first of a stage's steps, when the weights still change much."""
        keep = self.decay * (1 - math.exp(-step / 1000))
        current = network.state_dict()
        for name, value in self.network.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - keep)
            else:
                value.copy_(current[name])
