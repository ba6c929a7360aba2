"""Carrying envelopes by other ways than a line: on paper."""
