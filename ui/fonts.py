"""Loads the vendored fonts and sets the application's font, with the families for Mongolian and rare characters behind it."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

VENDORED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansMongolian-Regular.ttf")
FAMILIES = ("Noto Sans SC", "Noto Sans Mongolian", "HanaMinA", "HanaMinB")


class FontMissing(RuntimeError):
    """A vendored font file could not be loaded: the installation is damaged."""


def load_fonts() -> None:
    """Load the fonts of kiosk/fonts into this process; call once after the QGuiApplication is made.

    QML has no list of families (`font.families` is silently ignored), so the fallbacks live on the application's font and
    QFont's own substitution table; QML text names only the first family.
    """
    for name in VENDORED:
        with as_file(files("kiosk") / "fonts" / name) as path:
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise FontMissing(name)
    QFont.insertSubstitutions(FAMILIES[0], FAMILIES[1:])
    font = QFont(list(FAMILIES))
    font.setPixelSize(36)
    QGuiApplication.setFont(font)
