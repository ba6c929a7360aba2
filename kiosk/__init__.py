"""The rules of a visit: pure Python that knows no screen, no device and no wire."""
