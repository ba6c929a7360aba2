"""What a rating may say: grades in both national code tables, and the listed reasons of each grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.applications.model import Place, Timestamp
from kiosk.base.clock import Moment
from kiosk.feedback.model import Grade, Rating

# Best first, as they stand on the screen and in both tables, which count in opposite directions.
GRADES = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Reason:
    """One listed reason (evalDetail of the review interface), in the words of the list."""

    code: str
    zh: str


def _reasons(*lines: str) -> tuple[Reason, ...]:
    return tuple(Reason(line[:3], line[4:]) for line in lines)


REASONS: Mapping[Grade, tuple[Reason, ...]] = MappingProxyType(
    {
        Grade.VERY_SATISFIED: _reasons(
            "510 一窗受理一次办结", "511 可以先受理后补材料", "512 不用提交证明", "513 可以全程网上办理",
            "514 可以使用手机办理", "515 可以就近办理", "516 无需材料直接办理", "517 服务热情效率高",
        ),
        Grade.SATISFIED: _reasons(
            "406 填写一张表单就可完成申报", "407 在线提交材料窗口核验", "408 一张清单告知全部申报材料",
            "409 用告知承诺减免申报材料", "410 可以在线预约办理", "411 跑大厅一次办完", "412 可以使用自助机办理",
            "413 服务态度较好",
        ),
        Grade.FAIRLY_SATISFIED: _reasons(
            "307 一次性告知需要补正的材料", "308 提供申报材料样本", "309 在承诺的时间内办结", "310 办事指南指引准确",
            "311 按办事指南要求的材料即可办理", "312 可以快递送达", "313 跑动次数与承诺的一致", "314 服务态度一般",
        ),
        Grade.DISSATISFIED: _reasons(
            "207 没有提供材料样本", "208 没有提供材料清单", "209 未在承诺时间内办结",
            "210 同样内容的证明材料被要求多次提交", "211 承诺网办但无法在线办理", "212 在线预约后到大厅重复取号排队",
            "213 窗口人员业务不熟练", "214 服务态度生硬",
        ),
        Grade.VERY_DISSATISFIED: _reasons(
            "108 在办事指南之外增加新的审批条件", "109 需提供办事指南之外的申报材料", "110 无理由超过法定办理时间",
            "111 办事指南提供样本有错", "112 承诺在线收取申报材料实际无法收取", "113 多头跑窗口和部门",
            "114 跑动次数与承诺的不一致", "115 服务态度差效率低",
        ),
    }
)  # fmt: skip


def is_bad(grade: Grade) -> bool:
    """Whether the grade is a bad review (差评), which goes to rectification: the last two."""
    return grade in GRADES[3:]


def case_code(grade: Grade) -> str:
    """The code of GB/T 39046-2020 table A.8: 1 is the best, 5 the worst."""
    return str(GRADES.index(grade) + 1)


def review_code(grade: Grade) -> str:
    """The code of the review interface (satisfaction): 5 is the best, 1 the worst."""
    return str(len(GRADES) - GRADES.index(grade))


def grade_of_case_code(code: str) -> Grade:
    """The grade of a GB/T 39046-2020 A.8 code; ValueError for any other text."""
    return _grade_at(code, range(1, 6))


def grade_of_review_code(code: str) -> Grade:
    """The grade of a review interface code; ValueError for any other text."""
    return _grade_at(code, range(5, 0, -1))


def rating(
    id: str,
    application_id: str,
    *,
    item_id: str,
    grade: Grade,
    reasons: tuple[str, ...],
    place: Place,
    at: Moment,
) -> Rating:
    """One rating of one transaction; reasons are codes of its own grade, each once. ValueError for others: a bug."""
    own = {reason.code for reason in REASONS[grade]}
    if set(reasons) - own or len(set(reasons)) != len(reasons):
        raise ValueError("a rating's reasons are listed reasons of its grade")
    return Rating(id, application_id, item_id, grade, reasons, place, Timestamp(at.unix_ms, at.confidence))


def _grade_at(code: str, order: range) -> Grade:
    codes = [str(number) for number in order]
    return GRADES[codes.index(code)]
