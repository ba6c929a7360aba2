"""What becomes of thermal paper in a pocket, a stove's smoke and a hurried photograph: seeded, class by class.

A print is a picture at the head's own resolution, one value a dot, 0 black. Damage is done to the paper first, then a camera
looks at it: tilted, out of focus, badly lit, at 1.7 pixels a dot, which is a whole paper of 300 mm in a picture of 12 megapixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from random import Random
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.float32]
PIXELS_A_DOT = 1.7
DOTS_PER_MM = 8


@dataclass(frozen=True, slots=True)
class Hands:
    """The chance that damages one paper, the same for the same seed."""

    chance: Random

    def noise(self, shape: tuple[int, int]) -> Grey:
        """Independent values around 0, of standard deviation 1."""
        made = np.random.default_rng(self.chance.getrandbits(32))
        return made.standard_normal(shape, dtype=np.float32)

    def blots(self, paper: Grey, share: float) -> NDArray[np.bool_]:
        """Round spots of 1 to 6 mm until they cover that share of the paper."""
        height, width = paper.shape
        covered = np.zeros(paper.shape, dtype=np.bool_)
        left = share * paper.size
        while left > 0:
            radius = self.chance.uniform(1, 6) / 2 * DOTS_PER_MM
            y, x = self.chance.uniform(0, height), self.chance.uniform(0, width)
            top, side = max(0, int(y - radius)), max(0, int(x - radius))
            part = covered[top : int(y + radius) + 2, side : int(x + radius) + 2]
            rows, columns = np.ogrid[top : top + part.shape[0], side : side + part.shape[1]]
            spot = (rows - y) ** 2 + (columns - x) ** 2 < radius**2
            left -= int((spot & ~part).sum())
            part |= spot
        return covered


def missing(paper: Grey, hands: Hands) -> Grey:
    """A tenth is gone: half of it rubbed white, half of it blackened by fat and heat."""
    paper = np.where(hands.blots(paper, 0.05), 255, paper)
    return np.where(hands.blots(paper, 0.05), 0, paper)


def torn(paper: Grey, hands: Hands) -> Grey:
    """An eighth is torn off at one end, along a ragged line; what lies behind is grey."""
    height, width = paper.shape
    edge = np.cumsum([hands.chance.uniform(-3, 3) for _ in range(width)]) + height * 0.12
    gone = np.arange(height)[:, None] < edge[None, :]
    if hands.chance.random() < 0.5:
        gone = gone[::-1]
    return np.where(gone, 110, paper)


def faded(paper: Grey, hands: Hands) -> Grey:
    """Black is down to 40 % of its contrast, unevenly; three dots of the head are dead; a twentieth is rubbed off."""
    height, width = paper.shape
    paper = paper.copy()
    for _ in range(3):
        paper[:, hands.chance.randrange(width)] = 255
    paper = np.where(hands.blots(paper, 0.05), 255, paper)
    uneven = np.linspace(hands.chance.uniform(0.3, 0.5), 0.4, height)[:, None]
    return (255 - (255 - paper) * uneven).astype(np.float32)


def tilted(paper: Grey, hands: Hands) -> Grey:
    """Nothing but the camera's own: see `photographed`, which tilts this class more."""
    return np.where(hands.blots(paper, 0.02), 255, paper)


CLASSES: Mapping[str, Callable[[Grey, Hands], Grey]] = MappingProxyType(
    {"missing": missing, "torn": torn, "faded": faded, "tilted": tilted}
)
TILT = MappingProxyType({"missing": 2.0, "torn": 2.0, "faded": 3.0, "tilted": 12.0})


def photographed(paper: Grey, hands: Hands, *, tilt: float) -> Image.Image:
    """Dot gain, tilt, focus, light from one side and the sensor's noise."""
    picture = Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8))
    size = ceil(picture.width * PIXELS_A_DOT), ceil(picture.height * PIXELS_A_DOT)
    # A heated dot is a little larger than its square.
    picture = picture.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    around = Image.new("L", (picture.width + 120, picture.height + 120), 150)
    around.paste(Image.new("L", (picture.width + 2 * 54, picture.height + 2 * 30), 235), (6, 30))
    around.paste(picture, (60, 60))
    angle = hands.chance.uniform(tilt / 2, tilt) * hands.chance.choice((-1, 1))
    turned = around.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=150)
    blurred = turned.filter(ImageFilter.GaussianBlur(hands.chance.uniform(0.5, 1.0)))
    grey = np.asarray(blurred, dtype=np.float32)
    light = np.linspace(hands.chance.uniform(0.7, 0.9), 1, grey.shape[1])[None, :]
    noisy = grey * light * 0.9 + 12 + 6 * hands.noise((grey.shape[0], grey.shape[1]))
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def damaged(paper: Image.Image, kind: str, seed: int) -> Image.Image:
    """A photograph of the print after that class of damage."""
    hands = Hands(Random(f"{kind} {seed}"))
    hurt = CLASSES[kind](np.asarray(paper.convert("L"), dtype=np.float32), hands)
    return photographed(hurt, hands, tilt=TILT[kind])
