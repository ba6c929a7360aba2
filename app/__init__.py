"""Assembles the terminal: the one place that knows every name."""
