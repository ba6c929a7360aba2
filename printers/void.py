"""The strip behind a paper that was broken off, so that a half never passes for a whole."""

from __future__ import annotations

from collections.abc import Sequence

from printers.fonts import FontStack
from printers.layout.compositor import Compositor
from printers.layout.marks import gap, rule, stack
from printers.layout.measures import bold
from printers.layout.paint import pdf

_FACE = bold(34, 48)
_EDGE, _RULE = 16, 8


def void_strip(sentences: Sequence[str], width: int, fonts: FontStack) -> bytes:
    """The sentences between two bars, `width` dots of 1/8 mm wide. Raises GlyphMissingError (P12)."""
    setter, inner = Compositor(fonts), width - 2 * _EDGE
    said = stack(*(setter.centred(sentence, inner, _FACE) for sentence in sentences))
    bar = rule(0, inner, _RULE)
    strip = stack(gap(_EDGE), bar, gap(_EDGE), said, gap(_EDGE), bar, gap(_EDGE)).moved(_EDGE)
    return pdf((strip,), width, title=sentences[0], language="zh", fonts=fonts)
