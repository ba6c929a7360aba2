"""The screen wing: PySide6 lives here only."""
