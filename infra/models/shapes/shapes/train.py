"""Trains the network: `python3 -m shapes.train --out FOLDER`. About three hours on two cores, minutes on a GPU."""

from __future__ import annotations

import argparse
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import checkpoint
from .accuracy import Accuracy
from .average import Average
from .batches import draw_sample, loader
from .classes import CLASSES
from .decode import decode
from .grow import grow
from .loss import Targets, loss
from .network import Exported, Network
from .recipe import STAGES, Stage
from .scenes import USUAL

FLOOR, WARMUP = 3e-5, 300
"""The last learning rate of a stage, and the steps until its highest."""
DECAY = 5e-4
VALIDATION = 8_000_000
"""First seed of the scenes that progress is measured on; apart from training's and from the held-out ones."""


def optimiser(network: nn.Module, peak: float) -> torch.optim.AdamW:
    """AdamW; biases and norms do not decay."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    free = [p for p in network.parameters() if p.ndim <= 1]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": DECAY}, {"params": free, "weight_decay": 0.0}], lr=peak)


def rate(stage: Stage, step: int) -> float:
    """The learning rate: a linear warm-up, then half a cosine."""
    if step < WARMUP:
        return stage.peak * (step + 1) / WARMUP
    return FLOOR + (stage.peak - FLOOR) * (1 + math.cos(math.pi * (step - WARMUP) / max(1, stage.steps - WARMUP))) / 2


@torch.no_grad()
def validate(network: nn.Module, device: torch.device, scenes: int = 64, size: int = 640) -> tuple[float, float]:
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
    parser.add_argument("--workers", type=int, default=1, help="processes that draw scenes")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--every", type=int, default=2000, help="steps between checkpoints")
    arguments = parser.parse_args()
    # By itself it takes one thread for two hyperthreads, which here are worth nearly two cores.
    torch.set_num_threads(os.cpu_count() or 1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    saved = checkpoint.latest(arguments.out)
    done = saved["step"] >= STAGES[saved["stage"]].steps
    for index in range(saved["stage"] + done, len(STAGES)):
        train(index, arguments)


def begin(index: int, arguments: argparse.Namespace) -> tuple[Network, Average, torch.optim.Optimizer, int]:
    """A stage's start: from its own checkpoint, from the stage before, widened, or from nothing. With the steps done."""
    torch.manual_seed(index)
    stage = STAGES[index]
    network = Network(len(CLASSES), stage.shape)
    saved = checkpoint.latest(arguments.out)
    if saved["stage"] < index:
        grow(checkpoint.trained(arguments.out), network)
    network = network.to(arguments.device, memory_format=torch.channels_last).train()
    average, adam = Average(network), optimiser(network, stage.peak)
    if saved["stage"] < index or saved["step"] == 0:
        return network, average, adam, 0
    for name, part in (("network", network), ("average", average.network), ("optimiser", adam)):
        part.load_state_dict(saved[name])
    return network, average, adam, saved["step"]


def learn(network: Network, adam: torch.optim.Optimizer, images: Tensor, targets: Targets) -> Tensor:
    """One step. Returns the loss's parts: box, class, distribution."""
    device = next(network.parameters()).device
    pictures = images.to(device).float().div_(255).contiguous(memory_format=torch.channels_last)
    value, parts = loss(*network(pictures), Targets(*(t.to(device) for t in targets)))
    adam.zero_grad(set_to_none=True)
    value.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 10.0)
    adam.step()
    return parts.cpu()


def train(index: int, arguments: argparse.Namespace) -> None:
    """Runs what is left of a stage."""
    stage = STAGES[index]
    network, average, adam, first = begin(index, arguments)
    batches = iter(loader(stage, first, arguments.workers))
    began, shown, sums = time.monotonic(), 0, torch.zeros(3)
    for step in range(first, stage.steps):
        for group in adam.param_groups:
            group["lr"] = rate(stage, step)
        images, targets = next(batches)
        sums += learn(network, adam, images, targets)
        average.update(network, step + 1)
        shown += images.shape[0]
        done = step + 1
        if done % 100 == 0:
            box, label, distribution = (sums / 100).tolist()
            speed = shown / (time.monotonic() - began)
            line = f"box {box:.3f}  class {label:.3f}  distribution {distribution:.3f}  {speed:.1f} pictures/s"
            report(arguments.out, f"stage {index}  step {done:6d}  {line}")
            began, shown, sums = time.monotonic(), 0, torch.zeros(3)
        if done % arguments.every == 0 or done == stage.steps:
            checkpoint.save(arguments.out, index, done, network=network, average=average.network, optimiser=adam)
            ap50, ap = validate(average.network, arguments.device)
            report(arguments.out, f"stage {index}  step {done:6d}  AP50 {ap50:.4f}  AP50-95 {ap:.4f}")
            began = time.monotonic()


def report(folder: Path, line: str) -> None:
    """Prints a line and keeps it in the log."""
    print(line, flush=True)
    with (folder / "training.log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    main()
