"""Which screen follows which: the person walking the corridor."""
