"""Batches of scenes, drawn while training goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from .letterbox import letterbox
from .loss import Targets
from .recipe import MIX, TRAINING, Stage
from .scenes import Mix, draw_scene

USES = 3
"""How often a scene is shown, each time turned, mirrored or recoloured anew: drawing costs more than turning."""


@dataclass
class Sample:
    """A picture as the network gets it: BGR uint8 [size, size, 3], boxes in its pixels."""

    image: NDArray[np.uint8]
    boxes: NDArray[np.float32]
    classes: NDArray[np.int64]


def draw_sample(seed: int, size: int, mix: Mix) -> Sample:
    """Draws a scene whose longer side is half to one and a half times the input's, and letterboxes it."""
    rng = np.random.default_rng((seed, 1))
    longer = int(size * rng.uniform(0.5, 1.5))
    shorter = longer if rng.random() < 0.7 else int(longer / rng.uniform(1.0, 1.78))
    width, height = (longer, shorter) if rng.random() < 0.5 else (shorter, longer)
    scene = draw_scene(seed, width, height, mix)
    fitted, transform = letterbox(scene.image, size, square=True)
    return Sample(fitted, transform.apply(scene.boxes), scene.classes)


def turn(sample: Sample, rng: np.random.Generator) -> Sample:
    """Mirrors and turns by quarters, which changes no shape's class, and recolours."""
    image, boxes = sample.image, sample.boxes.copy()
    size = image.shape[0]
    if rng.random() < 0.5:
        image = image[:, ::-1]
        boxes[:, [0, 2]] = size - boxes[:, [2, 0]]
    if rng.random() < 0.5:
        image = image[::-1]
        boxes[:, [1, 3]] = size - boxes[:, [3, 1]]
    if rng.random() < 0.5:
        image = image.transpose(1, 0, 2)
        boxes = boxes[:, [1, 0, 3, 2]]
    if rng.random() < 0.3:
        image = image[:, :, rng.permutation(3)]
    if rng.random() < 0.1:
        image = 255 - image
    if rng.random() < 0.3:
        gain, shift = rng.uniform(0.7, 1.3), rng.uniform(-30, 30)
        table = np.clip(np.arange(256) * gain + shift, 0, 255).astype(np.uint8)
        image = cv2.LUT(np.ascontiguousarray(image), table)
    return Sample(image, boxes, sample.classes)


def collate(samples: list[Sample]) -> tuple[torch.Tensor, Targets]:
    """Pictures uint8 [n, 3, size, size], RGB, and their objects."""
    images = np.stack([np.ascontiguousarray(s.image[:, :, ::-1].transpose(2, 0, 1)) for s in samples])
    most = max(len(s.classes) for s in samples)
    labels = np.zeros((len(samples), most), np.int64)
    boxes = np.zeros((len(samples), most, 4), np.float32)
    present = np.zeros((len(samples), most), bool)
    for i, s in enumerate(samples):
        k = len(s.classes)
        labels[i, :k], boxes[i, :k], present[i, :k] = s.classes, s.boxes, True
    return torch.from_numpy(images), Targets(*map(torch.from_numpy, (labels, boxes, present)))


class Batches(IterableDataset):  # type: ignore[type-arg]
    """The batches of a stage from step `first` on; each worker draws scenes of its own."""

    def __init__(self, stage: Stage, first: int):
        self.stage, self.first = stage, first

    def __iter__(self) -> Iterator[tuple[torch.Tensor, Targets]]:
        cv2.setNumThreads(1)
        info = get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        stage = self.stage
        rng = np.random.default_rng((stage.first_scene, self.first, worker))
        # A resumed run goes on with scenes that the first did not see.
        scene = stage.first_scene + 10 * self.first + worker
        shelves: dict[int, list[Sample]] = defaultdict(list)
        for step in range(self.first + worker, stage.steps, workers):
            phase = next(p for p in stage.phases if step < p.until * stage.steps)
            size = int(rng.choice(phase.sizes))
            count = max(2, phase.pixels // size**2)
            shelf = shelves[size]
            fresh = max(1, count // USES) if len(shelf) >= 8 * count else count
            for _ in range(fresh):
                shelf.append(draw_sample(scene % TRAINING, size, replace(MIX, large=phase.large)))
                scene += workers
            # The newest are always shown, so that none leaves the shelf unseen; the others come at random.
            older = rng.choice(len(shelf) - fresh, count - fresh, replace=False) if fresh < count else []
            batch = shelf[-fresh:] + [shelf[int(i)] for i in older]
            yield collate([turn(s, rng) for s in batch])
            del shelf[: max(0, len(shelf) - 12 * count)]


def loader(stage: Stage, first: int, workers: int) -> DataLoader[tuple[torch.Tensor, Targets]]:
    """Batches drawn by `workers` processes of their own."""
    return DataLoader(Batches(stage, first), batch_size=None, num_workers=workers, prefetch_factor=4)
