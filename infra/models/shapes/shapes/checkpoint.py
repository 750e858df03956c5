"""What a training leaves in its folder, so that it can be interrupted, exported and measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from .classes import CLASSES
from .network import Network
from .recipe import STAGES

FILE = "checkpoint.pt"


def save(folder: Path, stage: int, step: int, **parts: Any) -> None:
    """Keeps the state of `parts` after `step` steps of `STAGES[stage]`, in one move."""
    new = folder / (FILE + ".new")
    torch.save({"stage": stage, "step": step, **{name: part.state_dict() for name, part in parts.items()}}, new)
    new.replace(folder / FILE)


def read(folder: Path, device: str | torch.device = "cpu") -> dict[str, Any]:
    """The folder's checkpoint: "stage", "step", and the state of each part."""
    return torch.load(folder / FILE, map_location=device)


def latest(folder: Path) -> dict[str, Any]:
    """The folder's checkpoint; a training's beginning, which has no parts, where there is none."""
    return read(folder) if (folder / FILE).exists() else {"stage": 0, "step": 0}


def trained(folder: Path) -> Network:
    """The network of the folder's checkpoint with the weights to ship: the moving average."""
    state = read(folder)
    network = Network(len(CLASSES), STAGES[state["stage"]].shape)
    network.load_state_dict(state["average"])
    return network
