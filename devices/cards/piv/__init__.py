"""The clerk's PIV card (NIST SP 800-73-4): it signs a challenge, and its certificate says whose it is."""

from devices.cards.piv.card import prove, recognise
from devices.cards.piv.office import Offices, read_offices
from devices.cards.piv.proof import judge

__all__ = ["Offices", "judge", "prove", "read_offices", "recognise"]
