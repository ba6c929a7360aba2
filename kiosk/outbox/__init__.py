"""The queue's entries, their envelopes and their legal moves."""
