"""What judges a clerk's proof at this terminal: the offices of its settings, and the played one where readers are played."""

from __future__ import annotations

from collections.abc import Callable

from app.crew import admits_nobody
from app.product import offices_of
from devices.cards.piv import Offices, judge
from devices.cards.piv.training import TrainingOffice
from kiosk.base.settings import Clerks
from kiosk.identity.clerk import Clerk, ClerkProof, SignInChallenge, SignInRefusal
from sync.seal.keylist import KeyList, believed_ms

Admits = Callable[[ClerkProof, SignInChallenge], Clerk | SignInRefusal]


def admission(clerks: Clerks, played: TrainingOffice | None, hub: KeyList, *, proven_ms: int) -> Admits:
    """The judge; `proven_ms` is the highest hub time proven before this start: whatever is proven later verifies the clock.

    Raises ConfigError G01 or G03 for the offices' files.
    """
    offices = offices_of(clerks)
    if played is not None:
        offices = Offices(offices.issuers + played.offices.issuers, offices.revoked | played.offices.revoked)
    if not offices.issuers:
        return admits_nobody

    def admits(proof: ClerkProof, challenge: SignInChallenge) -> Clerk | SignInRefusal:
        earliest_ms = believed_ms(challenge.at, hub, hub_time_ms=proven_ms)
        return judge(proof, challenge, offices=offices, earliest_ms=earliest_ms)

    return admits
