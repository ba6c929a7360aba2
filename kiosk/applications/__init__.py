"""The frozen, numbered thing a citizen submits."""
