"""Where the scores' middle lies.

Trained on scenes full of shapes, a network is too sure where there are none. Its logits are lowered by one margin, the same
for all classes, so that at a confidence of 0.5 few boxes appear on scenes without a shape. Which box is before which stays
as it is, and so does AP.
"""

from __future__ import annotations

import numpy as np
import torch

from .decode import decode
from .network import Exported, Network
from .scenes import Mix, draw_scene

FALSE_ALARMS = 0.15
"""Boxes a scene at a confidence of 0.5."""
SCENES = range(8_100_000, 8_100_400)
"""Seeds; no other scenes are drawn with these."""


@torch.no_grad()
def margin(network: Network) -> float:
    """By how much to lower the logits, at least 0."""
    model = Exported(network).eval()
    found: list[float] = []
    for seed in SCENES:
        image = np.ascontiguousarray(draw_scene(seed, 640, 480, Mix(empty=1.0)).image[:, :, ::-1].transpose(2, 0, 1))
        output = model(torch.from_numpy(image)[None].float() / 255)[0].numpy()
        found += decode(output, 0.5)[1].tolist()
    most = int(FALSE_ALARMS * len(SCENES))
    if len(found) <= most:
        return 0.0
    score = sorted(found, reverse=True)[most]
    return float(np.log(score / (1 - score)))
