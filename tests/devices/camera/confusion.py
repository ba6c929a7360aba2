"""What was said against what was so, over many scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from devices.camera.guide import judge
from kiosk.materials.camera import Advice
from tests.devices.camera.scenes import CONDITIONS, Scene, moments, scene

Confusion = dict[Advice, Counter[Advice]]


def said_of(of: Scene) -> Advice:
    """The advice at the second of two looks."""
    first, second = moments(of)
    return judge(second, judge(first, None).page).advice


def confusion(seeds: Iterable[int]) -> Confusion:
    """For each truth how often each advice was given, one scene a seed."""
    every = tuple(seeds)
    return {truth: Counter(said_of(scene(truth, seed)) for seed in every) for truth in CONDITIONS}


def right(of: Confusion) -> float:
    """The share that was said as it was."""
    return sum(said[truth] for truth, said in of.items()) / sum(said.total() for said in of.values())


def table(of: Confusion) -> str:
    """One line a truth, one column an advice."""
    heads = [advice.value for advice in CONDITIONS]
    lines = [f"{'':12}" + "".join(f"{head:>11}" for head in heads)]
    for truth, said in of.items():
        lines.append(f"{truth.value:12}" + "".join(f"{said[advice] or '·':>11}" for advice in CONDITIONS))
    return "\n".join(lines)
