"""A map of labels painted object by object, then turned into a textured, shaded picture at once.

Every object of a photo-like scene gets a label (uint8) with a colour, a share of
each of several noise textures and a gradient of its own. Rendering is then a
few table look-ups over the whole picture, however many objects there are.
"""

from __future__ import annotations

import cv2
import numpy as np

from .colours import natural_colour
from .noise import clouds, grain, streaks

_TEXTURES = 4  # fine grain, slow clouds, horizontal streaks, vertical streaks


class Painter:
    """Paints irregular, textured things; coordinates in pixels of a canvas [height, width]."""

    def __init__(self, rng: np.random.Generator, height: int, width: int):
        self.rng, self.height, self.width = rng, height, width
        self.labels = np.zeros((height, width), np.uint8)
        self._colour = np.zeros((256, 3), np.float32)
        self._texture = np.zeros((256, _TEXTURES), np.float32)
        self._slope = np.zeros((256, 3), np.float32)  # along x, along y, constant
        self._count = 0
        self.material((width / 2, height / 2), max(width, height))

    @property
    def room(self) -> int:
        """How many more materials fit."""
        return 255 - self._count

    def material(self, centre: tuple[float, float], size: float, colour: np.ndarray | None = None,
                 shading: float = 0.35, roughness: float = 1.0) -> int:
        """A new label for an object of `size` pixels at `centre`; its gradient changes by `shading` across it."""
        rng, label = self.rng, min(self._count, 255)
        self._count += 1
        self._colour[label] = natural_colour(rng) if colour is None else colour
        # Many things are nearly smooth; streaks, which look woven, stay the exception.
        shares = rng.dirichlet((0.5, 0.9, 0.15, 0.15)) * 0.3 * rng.random() ** 1.5 * roughness
        self._texture[label] = shares
        angle, slope = rng.uniform(0, 2 * np.pi), rng.uniform(0.3, 1.0) * shading / max(size, 1.0)
        self._slope[label, 0], self._slope[label, 1] = slope * np.cos(angle), slope * np.sin(angle)
        self._slope[label, 2] = -self._slope[label, 0] * centre[0] - self._slope[label, 1] * centre[1]
        return label

    def fill(self, contour: np.ndarray, label: int) -> None:
        """Fills a contour (float [n, 2])."""
        cv2.fillPoly(self.labels, [np.round(contour * 16).astype(np.int32)], label, cv2.LINE_8, 4)

    def line(self, points: np.ndarray, thickness: float, label: int, closed: bool = False) -> None:
        """Draws a polyline (float [n, 2]) of a thickness in pixels."""
        cv2.polylines(self.labels, [np.round(points * 16).astype(np.int32)], closed, label, max(1, round(thickness)),
                      cv2.LINE_8, 4)

    def render(self) -> np.ndarray:
        """The picture, uint8 [height, width, 3]."""
        rng, height, width = self.rng, self.height, self.width
        labels = self.labels
        fields = (grain(rng, height, width),
                  clouds(rng, height, width, rng.uniform(20, 120), 3, rng.uniform(0.5, 0.8)),
                  streaks(rng, height, width, int(rng.integers(7, 30)), False),
                  streaks(rng, height, width, int(rng.integers(7, 30)), True))
        shade = cv2.LUT(labels, self._slope[:, 2].copy())
        shade += cv2.LUT(labels, self._slope[:, 0].copy()) * np.arange(width, dtype=np.float32)
        shade += cv2.LUT(labels, self._slope[:, 1].copy()) * np.arange(height, dtype=np.float32)[:, None]
        for index, field in enumerate(fields):
            shade += cv2.LUT(labels, self._texture[:, index].copy()) * field
        # Things darken towards the creases where they meet others.
        edge = cv2.morphologyEx(labels, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        crease = cv2.GaussianBlur(edge.astype(np.float32), (0, 0), rng.uniform(1.0, 4.0))
        shade -= rng.uniform(0.0, 0.6) * crease
        gain = np.clip(1.0 + shade, 0.1, 2.2)
        colour = cv2.LUT(cv2.merge([labels] * 3), self._colour.clip(0, 255).astype(np.uint8).reshape(256, 1, 3))
        return cv2.multiply(colour, cv2.merge([gain] * 3), dtype=cv2.CV_8U)
