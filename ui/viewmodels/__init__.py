"""Thin view-models: what each screen shows of the visit's state, and the events a finger makes."""
