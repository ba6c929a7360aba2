"""The travel document of ICAO Doc 9303: who it is, told to whoever knows what is printed in it."""

from devices.cards.travel.document import content_of, read, recognise

__all__ = ["content_of", "read", "recognise"]
