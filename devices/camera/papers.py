"""Papers that belong to nobody, drawn for demo and training; each says in large letters that it is a sample."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from devices.camera.frames import Pixels, scaled

# 150 dpi: as much as the drawn table shows of it.
DOTS_MM = 6
FONT_FILE = "NotoSansSC-Regular.ttf"
_INK, _STAMP = (40, 34, 30), (60, 60, 215)


@dataclass(frozen=True, slots=True)
class Paper:
    """One sample: its title, its lines, its size, the colour of its paper (blue, green, red), and what its QR code says."""

    title: str
    lines: tuple[str, ...]
    width_mm: int = 210
    height_mm: int = 297
    colour: tuple[int, int, int] = (246, 250, 250)
    code: str = ""


_NOBODY = ("姓名　某某某", "性别　样本", "出生日期　〇〇〇〇年〇〇月〇〇日")
PAPERS: tuple[Paper, ...] = (
    Paper(
        "常住人口登记卡",
        (*_NOBODY, "户主或与户主关系　户主", "籍贯　样本旗", "民族　样本", "住址　样本旗样本苏木样本嘎查〇号", "登记日期　〇〇〇〇年〇〇月〇〇日"),
        143,
        105,
        (226, 240, 236),
    ),
    Paper(
        "出生医学证明",
        (*_NOBODY, "出生地　样本医院", "母亲姓名　某某某", "父亲姓名　某某某", "签发机构　样本医院", "编号　〇〇〇〇〇〇〇〇〇"),
        colour=(232, 238, 250),
    ),
    Paper("残疾人证", (*_NOBODY, "残疾类别　样本", "残疾等级　样本", "签发机关　样本旗残疾人联合会"), 105, 143, (235, 240, 225)),
    Paper(
        "营业执照",
        ("名称　样本便民商店", "类型　个体工商户", "经营者　某某某", "经营场所　样本旗样本苏木样本嘎查", "经营范围　日用百货零售", "登记机关　样本旗市场监督管理局"),
        297,
        210,
        (240, 248, 252),
        "SAMPLE 样本 00000000",
    ),
    Paper(
        "草原承包经营权证",
        ("承包方代表　某某某", "草原坐落　样本嘎查", "承包面积　〇〇〇亩", "承包期限　三十年", "四至　东至样本，西至样本，南至样本，北至样本", "发证机关　样本旗人民政府"),
        code="SAMPLE 样本 11111111",
    ),
)  # fmt: skip


def drawn(paper: Paper, fonts: Path) -> Pixels:
    """The paper as it would be scanned, DOTS_MM pixels a millimetre."""
    height, width = paper.height_mm * DOTS_MM, paper.width_mm * DOTS_MM
    page = np.full((height, width, 3), paper.colour, np.uint8)
    face = cv2.FontFace(str(fonts / FONT_FILE))
    unit = min(width, height) // 24
    cv2.rectangle(page, (unit, unit), (width - unit, height - unit), _INK, max(2, unit // 16))
    title = cv2.getTextSize((0, 0), paper.title, (0, 0), face, unit * 2)
    cv2.putText(page, paper.title, ((width - title[2]) // 2, unit * 4), _INK, face, unit * 2)
    step = (height - 7 * unit) // (len(paper.lines) + 1)
    for number, line in enumerate(paper.lines, 1):
        cv2.putText(page, line, (unit * 2, unit * 4 + number * step), _INK, face, unit)
    _stamp(page, face, unit)
    if paper.code:
        _print_code(page, paper.code, unit)
    return page


def _stamp(page: Pixels, face: cv2.FontFace, unit: int) -> None:
    """In the lower left corner, where no line is."""
    cv2.putText(page, "样本 SAMPLE", (unit * 2, page.shape[0] - unit * 2), _STAMP, face, unit * 2)


def _print_code(page: Pixels, text: str, unit: int) -> None:
    code = np.asarray(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=8))
    printed = cv2.cvtColor(scaled(np.asarray(code, np.uint8), unit * 5), cv2.COLOR_GRAY2BGR)
    bottom, right = page.shape[0] - unit * 2, page.shape[1] - unit * 2
    page[bottom - printed.shape[0] : bottom, right - printed.shape[1] : right] = printed
