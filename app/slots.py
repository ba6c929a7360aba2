"""The slots: what every card reader sees, told as it changes, and what is asked of the card in one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from app.crew import Crew
from kiosk.base import lanes as lane
from kiosk.base.errors import LaneStuck
from kiosk.cards import CardContent, CardProblem, CardRef, CardStatus
from kiosk.identity.clerk import NONCE_BYTES, Clerk, ClerkProof, PinRefusal, SignInChallenge, SignInRefusal
from kiosk.journey import effects, events

SESSION_S = 15.0
RETRY_S = 1.0

Post = Callable[[events.Event], None]
Failed = Callable[[Exception], None]
Answer = TypeVar("Answer")
Proven = Clerk | SignInRefusal | PinRefusal | CardProblem


class Slots:
    """Watches each reader of the crew on its own lane, and there reads, opens and proves the card that lies in it."""

    def __init__(self, crew: Crew, terminal: str, *, post: Post, failed: Failed, fresh_id: Callable[[], str]) -> None:
        self._crew = crew
        self._terminal = terminal
        self._post = post
        self._failed = failed
        self._fresh_id = fresh_id
        self._seen: dict[int, CardStatus] = {}
        self._closed = False

    def watch(self) -> None:
        """Begin with every reader."""
        for number in range(len(self._crew.readers)):
            self._watch(number)

    def close(self) -> None:
        """Watch no more."""
        self._closed = True
        for reader in self._crew.readers:
            reader.interrupt()

    def tell(self) -> None:
        """In the order of the settings: of two cards that wait, the one in the reader named first is read."""
        for _, status in sorted(self._seen.items()):
            self._post(events.ReaderChanged(status))

    def read(self, effect: effects.ReadCard) -> None:
        """What the card gives freely."""
        number = self._slot_of(effect.card)
        read = partial(self._crew.readers[number].read, effect.card, SESSION_S)
        self._ask(number, read, partial(self._was_read, number))

    def open_document(self, effect: effects.ReadDocument) -> None:
        """What a travel document gives to whoever has its key."""
        number = self._slot_of(effect.card)
        opens = self._crew.documents[number]
        read = partial(opens.read_document, effect.card, effect.key, deadline_s=SESSION_S)
        self._ask(number, read, partial(self._was_read, number))

    def prove_clerk(self, effect: effects.ProveClerk) -> None:
        """Who the clerk is whose card and PIN these are."""
        number = self._slot_of(effect.card)
        self._ask(number, partial(self._prove, number, effect), partial(self._was_proven, effect.card))

    def _watch(self, number: int) -> None:
        """The presence loop of one reader: wait on its lane, tell what changed, wait again."""
        if self._closed:
            return
        reader = self._crew.readers[number]
        saw, lost = partial(self._saw, number), partial(self._lost, number)
        self._crew.lanes.run(lane.cards(number), partial(reader.wait, self._crew.wait_s), saw, lost)

    def _lost(self, number: int, error: Exception) -> None:
        """A reader that fails is told once and watched again: it may be back in a second. One that hangs says so itself."""
        self._crew.lanes.after(RETRY_S, partial(self._watch, number))
        if isinstance(error, LaneStuck):
            self._crew.renew(number)
        else:
            self._failed(error)

    def _saw(self, number: int, status: CardStatus) -> None:
        if self._seen.get(number) != status:
            self._seen[number] = status
            self._post(events.ReaderChanged(status))
        self._watch(number)

    def _slot_of(self, card: CardRef) -> int:
        """By the reader's name: the card may have left behind a fault or a warning, and the reader says so itself."""
        return next(at for at, status in self._seen.items() if status.reader == card.reader)

    def _ask(self, number: int, ask: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        self._crew.readers[number].interrupt()
        self._crew.lanes.run(lane.cards(number), ask, done, partial(self._not_read, number))

    def _not_read(self, number: int, error: Exception) -> None:
        """A reader that fails or hangs ends this reading; the person is told, and can put the card in again."""
        if isinstance(error, LaneStuck):
            self._crew.renew(number)
            self._post(events.CardFailed(CardProblem.STUCK))
        else:
            self._post(events.CardFailed(CardProblem.TIMEOUT))
            self._failed(error)

    def _was_read(self, number: int, answer: CardContent | CardProblem) -> None:
        today = self._crew.clock.now().day()
        if isinstance(answer, CardContent):
            self._post(events.CardRead(answer, today, self._fresh_id()))
        elif answer is CardProblem.KEY_NEEDED and number in self._crew.documents:
            self._post(events.DocumentFound(today))
        else:
            self._post(events.CardFailed(answer))

    def _prove(self, number: int, effect: effects.ProveClerk) -> Proven:
        """On the reader's lane. A challenge is never asked twice, and what the card answers is judged where it was made."""
        clerks = self._crew.clerks.get(number)
        if clerks is None:
            return CardProblem.CLERK_CARD
        challenge = SignInChallenge(self._terminal, self._crew.entropy.bytes(NONCE_BYTES), self._crew.clock.now())
        answer = clerks.prove(effect.card, effect.pin, challenge=challenge, deadline_s=SESSION_S)
        return self._crew.admits(answer, challenge) if isinstance(answer, ClerkProof) else answer

    def _was_proven(self, card: CardRef, proven: Proven) -> None:
        match proven:
            case Clerk():
                today = self._crew.clock.now().day()
                self._post(events.ClerkSignedIn(card, proven, today, self._fresh_id()))
            case CardProblem():
                self._post(events.CardFailed(proven))
            case _:
                self._post(events.SignInRefused(card, proven))
