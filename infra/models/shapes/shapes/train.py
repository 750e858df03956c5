"""Trains the network: `python3 -m shapes.train --out FOLDER`. About two hours on two cores, minutes on a GPU."""

from __future__ import annotations

import argparse
import copy
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .accuracy import Accuracy
from .batches import draw_sample, loader
from .classes import CLASSES
from .decode import decode
from .loss import Targets, loss
from .network import Exported, Network
from .scenes import USUAL

STEPS = 42_000
PEAK, FLOOR, WARMUP = 3e-3, 3e-5, 300
DECAY = 5e-4
VALIDATION = 8_000_000
"""First seed of the scenes that progress is measured on; apart from training's and from the held-out ones."""


class Average:
    """An exponential moving average of the weights, which is what is shipped."""

    def __init__(self, network: nn.Module, decay: float = 0.9995):
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Follows quickly at first, when the weights still change much."""
        self.steps += 1
        keep = self.decay * (1 - math.exp(-self.steps / 1000))
        current = network.state_dict()
        for name, value in self.network.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - keep)
            else:
                value.copy_(current[name])


def optimiser(network: nn.Module) -> torch.optim.AdamW:
    """AdamW; biases and norms do not decay."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    free = [p for p in network.parameters() if p.ndim <= 1]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": DECAY}, {"params": free, "weight_decay": 0.0}], lr=PEAK)


def rate(step: int, steps: int) -> float:
    """The learning rate: a linear warm-up, then half a cosine."""
    if step < WARMUP:
        return PEAK * (step + 1) / WARMUP
    return FLOOR + (PEAK - FLOOR) * (1 + math.cos(math.pi * (step - WARMUP) / max(1, steps - WARMUP))) / 2


@torch.no_grad()
def validate(network: Network, device: torch.device, scenes: int = 64, size: int = 640) -> tuple[float, float]:
    """AP50 and AP50-95 on scenes that are no part of training."""
    model = Exported(network).eval()
    accuracy = Accuracy(len(CLASSES))
    for i in range(scenes):
        sample = draw_sample(VALIDATION + i, size, USUAL)
        image = np.ascontiguousarray(sample.image[:, :, ::-1].transpose(2, 0, 1))
        output = model(torch.from_numpy(image)[None].to(device).float() / 255)[0].cpu().numpy()
        accuracy.add(*decode(output, 0.001), sample.boxes, sample.classes)
    return accuracy.ap()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoint and the log")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=0, help="of the weights and of the first scene")
    parser.add_argument("--workers", type=int, default=1, help="processes that draw scenes")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--every", type=int, default=2000, help="steps between validations")
    parser.add_argument("--resume", action="store_true", help="go on from the folder's checkpoint")
    arguments = parser.parse_args()
    train(arguments)


def train(arguments: argparse.Namespace) -> None:
    """Runs the training that the command line describes."""
    torch.manual_seed(arguments.seed)
    # By itself it takes one thread for two hyperthreads, which here are worth nearly two cores.
    torch.set_num_threads(os.cpu_count() or 1)
    device = torch.device(arguments.device)
    arguments.out.mkdir(parents=True, exist_ok=True)
    checkpoint = arguments.out / "checkpoint.pt"
    network = Network(len(CLASSES)).to(device, memory_format=torch.channels_last).train()
    average = Average(network)
    adam = optimiser(network)
    first = 0
    if arguments.resume:
        state = torch.load(checkpoint, map_location=device)
        first = average.steps = state["step"]
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        adam.load_state_dict(state["optimiser"])
    batches = iter(loader(arguments.seed, first, arguments.steps, arguments.workers))
    began, shown, sums = time.monotonic(), 0, torch.zeros(3)
    for step in range(first, arguments.steps):
        for group in adam.param_groups:
            group["lr"] = rate(step, arguments.steps)
        images, targets = next(batches)
        pictures = images.to(device).float().div_(255).contiguous(memory_format=torch.channels_last)
        distributions, logits, centres, strides = network(pictures)
        value, parts = loss(distributions, logits, centres, strides, Targets(*(t.to(device) for t in targets)))
        adam.zero_grad(set_to_none=True)
        value.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 10.0)
        adam.step()
        average.update(network)
        shown += images.shape[0]
        sums += parts.cpu()
        done = step + 1
        if done % 100 == 0:
            box, label, distribution = (sums / 100).tolist()
            speed = shown / (time.monotonic() - began)
            line = f"step {done:6d}  box {box:.3f}  class {label:.3f}  distribution {distribution:.3f}  {speed:.1f} pictures/s"
            report(arguments.out, line)
            began, shown, sums = time.monotonic(), 0, torch.zeros(3)
        if done % arguments.every == 0 or done == arguments.steps:
            torch.save({"step": done, "network": network.state_dict(), "average": average.network.state_dict(), "optimiser": adam.state_dict()}, checkpoint)
            ap50, ap = validate(average.network, device)
            report(arguments.out, f"step {done:6d}  AP50 {ap50:.4f}  AP50-95 {ap:.4f}")
            began = time.monotonic()


def report(folder: Path, line: str) -> None:
    """Prints a line and keeps it in the log."""
    print(line, flush=True)
    with (folder / "training.log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    main()
