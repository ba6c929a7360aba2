"""Photographs that never were: printed pages on tables of wood, cloth and white, with the light, lens and hands of a station, from a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import cos, radians, sin

import cv2
import numpy as np
from cv2.typing import MatLike

from app import paths
from devices.camera.frames import Pixels
from devices.camera.papers import DOTS_MM, PAPERS, drawn
from devices.camera.table import Place, seen
from kiosk.materials.camera import Advice

WIDTH, HEIGHT = 1280, 720
TABLES = ("wood", "cloth", "dark", "white", "blue")
# Conditions whose truth the scene itself makes; MOVING needs two frames.
CONDITIONS = (
    Advice.GOOD,
    Advice.NO_PAGE,
    Advice.NOT_WHOLE,
    Advice.TOO_FAR,
    Advice.TOO_DARK,
    Advice.TOO_BRIGHT,
    Advice.MOVING,
    Advice.BLURRED,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One arrangement: the truth about it, and everything that makes the picture."""

    truth: Advice
    table: str
    page: int
    place: Place
    seed: int
    noise: float = 2.0
    gain: float = 1.0
    shade: float = 0.15
    blur: float = 0.5
    glare: float = 0.0
    hand: bool = False


@cache
def page(number: int) -> Pixels:
    """One of the samples, or behind them a letter full of small print."""
    return drawn(PAPERS[number], paths.FONTS) if number < len(PAPERS) else _letter()


def _letter() -> Pixels:
    sheet = np.full((297 * DOTS_MM, 210 * DOTS_MM, 3), 250, np.uint8)
    face = cv2.FontFace(str(paths.FONTS / "NotoSansSC-Regular.ttf"))
    for line in range(34):
        cv2.putText(
            sheet,
            "样本通知：请携带原件及复印件于工作日前来办理，过期不候。" * 2,
            (150, 180 + 46 * line),
            (30, 30, 30),
            face,
            26,
        )
    sheet[:, -150:] = 250
    return sheet


def scene(truth: Advice, seed: int) -> Scene:
    """A scene of that truth; everything else is of chance, within what the truth allows."""
    chance = np.random.default_rng([seed, *truth.encode()])
    between = chance.uniform
    number = int(chance.integers(0, len(PAPERS) + 1))
    turned = between(-12, 12)
    across, along = _extent(number, turned)
    fits = min(WIDTH / across, HEIGHT / along)
    scale = fits * between(0.78, 0.9)
    # What is left around the page, in millimetres, less a finger's breadth.
    loose_x, loose_y = ((room / scale - size) / 2 - 6 for room, size in ((WIDTH, across), (HEIGHT, along)))
    place = Place(
        float(between(-0.7, 0.7) * max(0.0, loose_x)), float(between(-0.4, 0.4) * max(0.0, loose_y)),
        turned, float(between(0, 7)), float(scale),
    )  # fmt: skip
    good = Scene(
        truth, TABLES[int(chance.integers(0, len(TABLES)))], number, place, seed,
        noise=float(between(0.5, 4)), gain=float(between(0.8, 1.0)), shade=float(between(0, 0.3)), blur=float(between(0.3, 0.8)),
    )  # fmt: skip
    return _spoilt(good, chance, across / 2, along / 2)


def _extent(number: int, turned: float) -> tuple[float, float]:
    tall, wide = (side / DOTS_MM for side in page(number).shape[:2])
    cosine, sine = cos(radians(turned)), abs(sin(radians(turned)))
    return wide * cosine + tall * sine, tall * cosine + wide * sine


def _spoilt(good: Scene, chance: np.random.Generator, across: float, along: float) -> Scene:
    """The same with what its truth says is wrong with it; `across` and `along` are half of the page's extent."""
    between, place = chance.uniform, good.place
    match good.truth:
        case Advice.NOT_WHOLE:
            side = 1 if chance.random() < 0.5 else -1
            beyond = WIDTH / place.scale / 2 + across * between(0.1, 0.76)
            below = HEIGHT / place.scale / 2 + along * between(0.1, 0.76)
            out = {"right_mm": side * float(beyond)} if chance.random() < 0.5 else {"down_mm": side * float(below)}
            return replace(good, place=replace(place, **out))
        case Advice.TOO_FAR:
            return replace(good, place=replace(place, scale=place.scale * float(between(0.27, 0.4))))
        case Advice.TOO_DARK:
            return replace(good, gain=float(between(0.08, 0.22)))
        case Advice.TOO_BRIGHT:
            return replace(good, glare=float(between(0.1, 0.2)), gain=float(between(0.8, 0.95)))
        case Advice.BLURRED:
            return replace(good, blur=float(between(2.5, 5.0) * max(1.0, place.scale / 2.2)))
        case _:
            return good


def moments(of: Scene) -> tuple[Pixels, Pixels]:
    """The frame, and the one a tenth of a second later: a MOVING paper is elsewhere, and no noise is the same twice."""
    chance = np.random.default_rng([of.seed, 1])
    noise = np.asarray(chance.normal(0, of.noise, (HEIGHT, WIDTH, 3)), np.float32)
    first = _exposed(of)
    moved = replace(of.place, right_mm=of.place.right_mm + 14.0, turned=of.place.turned + 2.0)
    later = _exposed(replace(of, place=moved)) if of.truth is Advice.MOVING else first
    return _developed(first + noise), _developed(later + np.roll(noise, (37, 53), (0, 1)))


def picture(of: Scene) -> Pixels:
    """The frame alone."""
    return moments(of)[0]


def _exposed(of: Scene) -> MatLike:
    frame: MatLike = _table(of).astype(np.float32)
    if of.truth is not Advice.NO_PAGE:
        frame = _on(frame, page(of.page), of.place)
    if of.hand:
        frame = _covered(frame, of)
    return cv2.GaussianBlur(_lit(frame, of), (0, 0), of.blur)


def _covered(frame: MatLike, of: Scene) -> MatLike:
    """A thumb over one corner."""
    corner, middle = corners(of)[of.seed % 4], corners(of).mean(axis=0)
    tip = corner + (middle - corner) * 0.22
    root = corner - (middle - corner) * 0.6
    thumb = cv2.line(np.zeros(frame.shape[:2], np.uint8), tip.astype(int).tolist(), root.astype(int).tolist(), 255, 90)
    part = cv2.GaussianBlur(thumb, (0, 0), 2)[:, :, None].astype(np.float32) / 255
    return np.array([110, 140, 200], np.float32) * part + frame * (1 - part)


def _developed(frame: MatLike) -> Pixels:
    _, packed = cv2.imencode(".jpg", np.clip(frame, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    shot = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert shot is not None
    return shot


def corners(of: Scene) -> MatLike:
    """Where the page's corners really are, in pixels, clockwise from its own top left."""
    tall, wide = (side / DOTS_MM / 2 for side in page(of.page).shape[:2])
    edges = np.array([[[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]])
    return np.asarray(cv2.perspectiveTransform(edges, seen(of.place, (WIDTH, HEIGHT)))[0])


def _on(table: MatLike, sheet: Pixels, place: Place) -> MatLike:
    """The sheet on the table, its edges smooth and its thin shadow beside it."""
    tall, wide = sheet.shape[:2]
    size = table.shape[1], table.shape[0]
    centred = np.array([[1 / DOTS_MM, 0, -wide / 2 / DOTS_MM], [0, 1 / DOTS_MM, -tall / 2 / DOTS_MM], [0, 0, 1]])
    through = seen(place, size) @ centred
    # Twice as large as the frame and then halved, or small print becomes dots of chance.
    finer = np.diag([2.0, 2.0, 1.0]) @ through
    twice = (size[0] * 2, size[1] * 2)
    over = cv2.resize(cv2.warpPerspective(sheet, finer, twice), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    share = cv2.resize(
        cv2.warpPerspective(np.full(sheet.shape[:2], 255, np.uint8), finer, twice), size, interpolation=cv2.INTER_AREA
    )
    shadow = cv2.GaussianBlur(np.roll(share, (2, 3), (0, 1)), (0, 0), 2.5)[:, :, None].astype(np.float32) / 255
    part = share[:, :, None].astype(np.float32) / 255
    return over * part + table * (1 - 0.35 * shadow) * (1 - part)


def _lit(frame: MatLike, of: Scene) -> MatLike:
    chance = np.random.default_rng([of.seed, 7])
    height, width = frame.shape[:2]
    down, right = np.mgrid[0 : 1 : complex(height), 0 : 1 : complex(width)].astype(np.float32)
    way = chance.uniform(0, 2 * np.pi)
    slope = (right - 0.5) * np.cos(way) + (down - 0.5) * np.sin(way)
    frame = frame * (of.gain * (1 - of.shade * (slope + 0.5)))[:, :, None]
    if of.glare:
        middle = corners(of).mean(axis=0) + chance.uniform(-60, 60, 2)
        far = ((right * width - middle[0]) ** 2 + (down * height - middle[1]) ** 2) / (of.glare * height) ** 2
        frame = frame + 260 * np.exp(-far)[:, :, None]
    return frame


def _table(of: Scene) -> MatLike:
    chance = np.random.default_rng([of.seed, 3])
    size = HEIGHT, WIDTH
    if of.table == "wood":
        return np.clip(_wood(chance, size), 0, 255)
    if of.table == "cloth":
        return np.clip(_cloth(chance, size), 0, 255)
    tone = {"dark": (45, 45, 48), "white": (226, 228, 230), "blue": (150, 110, 60)}[of.table]
    return np.clip(np.array(tone) + 2 * _chance(chance, (size[0] // 4, size[1] // 4), size)[:, :, None], 0, 255)


def _chance(chance: np.random.Generator, cells: tuple[int, int], size: tuple[int, int]) -> MatLike:
    """Chance in so many cells, smooth between them."""
    return cv2.resize(chance.normal(0, 1, cells).astype(np.float32), size[::-1], interpolation=cv2.INTER_CUBIC)


def _wood(chance: np.random.Generator, size: tuple[int, int]) -> MatLike:
    grain = _chance(chance, (size[0] // 3, 12), size)
    fine = _chance(chance, (size[0], 40), size)
    board: MatLike = np.array([88, 124, 160]) * (1 + 0.10 * grain + 0.06 * fine)[:, :, None]
    for seam in range(int(chance.integers(40, 160)), size[0], 170):
        board[seam : seam + 3] = board[seam : seam + 3] * 0.55
    return board


def _cloth(chance: np.random.Generator, size: tuple[int, int]) -> MatLike:
    down, right = np.mgrid[0 : size[0], 0 : size[1]]
    weave = 1 + 0.12 * np.sin(right * 1.1) * np.sin(down * 1.1)
    check = np.where(((right // 60) + (down // 60)) % 2 == 0, 1.0, 0.85)
    folds = 1 + 0.15 * _chance(chance, (5, 8), size)
    return np.asarray(np.array([110, 105, 150]) * (weave * folds * check)[:, :, None])
