"""The sexes of GB/T 2261.1: one-digit code to the word a card prints."""

from __future__ import annotations

from collections.abc import Mapping

SEXES: Mapping[str, str] = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}


def sex_name(code: str) -> str:
    """The word for that code ("1" → "男"); a code that is not in the table gives an empty text."""
    return SEXES.get(code, "")
