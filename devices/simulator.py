"""SimulatedCardReader: the CardReader of demo, training and tests, with cards that are bytes and readings that take time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Protocol

from devices.cards import piv, travel
from devices.cards.piv.training import PivChip, TrainingOffice
from devices.cards.registry import decode_block, read_chip
from devices.deadline import Deadline
from devices.images import CardImage, ChipImage, ChipSession, ClerkImage, PassportImage, ResidentIdImage
from devices.inbox import Inbox, Interruption, LiveInbox, Mishap, Scene
from devices.pcsc.apdu import Exchange, TransmitError, exchange
from kiosk.base.clock import Clock
from kiosk.base.errors import DeviceError
from kiosk.cards import CardContent, CardKind, CardProblem, CardRef, CardStatus, ReaderState
from kiosk.cards.mrz import DocumentKey
from kiosk.identity.clerk import ClerkProof, PinRefusal, SignInChallenge

# Field times for a citizen's card on a SAM reader are 0.6 to 1.2 s: 0.21 s of radio, 0.11 s of serial line, the rest SAM.
_RESIDENT_ID_S = 0.9
# A contact chip at 9600 baud in T=0: 12 bit times a byte, and a few milliseconds of thinking an APDU.
_POWER_UP_S, _BYTE_S, _APDU_S = 0.2, 12 / 9600, 0.005
# Basic Access Control and the first data group, over the air.
_DOCUMENT_S = 0.5
# A worn card, a card in its sleeve: several attempts, and still read before a person gives up.
_SLOW_TIMES = 5
_BOTH_KINDS = frozenset(CardKind)
_PROBLEMS = {
    ReaderState.MUTE: CardProblem.MUTE,
    ReaderState.UNSUPPORTED: CardProblem.UNSUPPORTED,
    ReaderState.WRONG_SLOT: CardProblem.WRONG_SLOT,
    ReaderState.STUCK: CardProblem.STUCK,
}


class _Chip(Protocol):
    def transmit(self, command: bytes) -> bytes: ...


class SimulatedCardReader:
    """One reader with a slot for each kind it accepts. `insert`, `remove` and their like may be called from any lane.

    Clerks' cards are issued by `office`, and keep count of their tries as long as there is this reader.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        *,
        inbox: Inbox | None = None,
        accepts: frozenset[CardKind] = _BOTH_KINDS,
        office: TrainingOffice | None = None,
    ) -> None:
        self._name = name
        self._clock = clock
        self._inbox = inbox if inbox is not None else LiveInbox()
        self._accepts = accepts
        self._office = office
        self._issued: dict[ClerkImage, PivChip] = {}
        self._scene = Scene(ReaderState.EMPTY)
        self._played: Scene | None = None
        self._epoch = 0
        self._told: CardStatus | None = None

    @property
    def name(self) -> str:
        """What it is called by whoever plays on it."""
        return self._name

    @property
    def scene(self) -> Scene:
        """What it is like now, or will be as soon as its lane takes up what was played; may be looked at from any lane."""
        return self._played or self._scene

    def play(self, scene: Scene) -> None:
        """From now on it is like that."""
        self._played = scene
        self._inbox.put(scene)

    def insert(self, card: CardImage) -> None:
        """A card is put in."""
        self.play(Scene(ReaderState.PRESENT, card))

    def swap(self, card: CardImage) -> None:
        """The card is exchanged so fast that no empty reader is ever seen."""
        self.play(Scene(ReaderState.PRESENT, card))

    def remove(self) -> None:
        """The card is pulled, whether it is being read or not."""
        self.play(Scene(ReaderState.EMPTY))

    def mute(self) -> None:
        """Something is put in that does not answer: a card the wrong way round, a bank card with a dirty chip."""
        self.play(Scene(ReaderState.MUTE))

    def stick(self) -> None:
        """A card is in and the reader hangs at it: nothing is answered until `remove`."""
        self.play(Scene(ReaderState.STUCK))

    def lose_reader(self) -> None:
        """The reader's cable is pulled."""
        self.play(Scene(ReaderState.NO_READER))

    def lose_service(self) -> None:
        """The card service dies."""
        self.play(Scene(ReaderState.NO_SERVICE))

    def restore(self) -> None:
        """Cable and service are back; nothing is in the slot."""
        self.play(Scene(ReaderState.EMPTY))

    def wait(self, timeout_s: float) -> CardStatus:
        """The status as soon as it differs from the last one returned, or after `timeout_s` seconds."""
        deadline = Deadline.after(self._clock, timeout_s)
        while (status := self._status()) == self._told:
            happening = self._inbox.next(deadline.left_s())
            if not isinstance(happening, Scene):
                break
            self._enter(happening)
        self._told = status
        return status

    def read(self, card: CardRef, deadline_s: float) -> CardContent | CardProblem:
        """What the same decoders as ever find in the card's bytes, after as long as a real reader takes."""
        deadline = Deadline.after(self._clock, deadline_s)
        try:
            self._spend(0.0, deadline, epoch=card.epoch)
            # A clerk's card is known by one command: what is to go wrong with it goes wrong when it signs.
            if self._scene.mishap is Mishap.MISPLACED or not isinstance(self._scene.card, ClerkImage):
                self._befall(deadline, epoch=card.epoch)
            outcome = self._decode(deadline, epoch=card.epoch)
        except TransmitError as error:
            return error.problem
        if outcome is CardProblem.UNSUPPORTED:
            self._scene = replace(self._scene, state=ReaderState.UNSUPPORTED)
        return outcome

    def read_document(self, card: CardRef, key: DocumentKey, *, deadline_s: float) -> CardContent | CardProblem:
        """The holder in the document's zone when the key is the one printed in it."""
        deadline = Deadline.after(self._clock, deadline_s)
        try:
            self._spend(_DOCUMENT_S, deadline, epoch=card.epoch)
        except TransmitError as error:
            return error.problem
        image = self._scene.card
        if not isinstance(image, PassportImage):
            return CardProblem.UNSUPPORTED
        if key != image.zone.key():
            return CardProblem.KEY_WRONG
        return travel.content_of(image.zone, key, today=self._clock.now().day())

    def prove(
        self, card: CardRef, pin: str, *, challenge: SignInChallenge, deadline_s: float
    ) -> ClerkProof | PinRefusal | CardProblem:
        """What the same driver as ever gets out of the clerk's card that is in."""
        deadline = Deadline.after(self._clock, deadline_s)
        try:
            self._spend(0.0, deadline, epoch=card.epoch)
            image = self._scene.card
            if not isinstance(image, ClerkImage):
                return CardProblem.UNSUPPORTED
            self._befall(deadline, epoch=card.epoch)
            dialogue = self._dialogue(self._powered(image), deadline, epoch=card.epoch)
            return piv.prove(dialogue, pin, challenge=challenge)
        except TransmitError as error:
            return error.problem

    def interrupt(self) -> None:
        """Makes a blocked `wait` return at once."""
        self._inbox.put(Interruption())

    def close(self) -> None:
        """Nothing is held."""

    def _befall(self, deadline: Deadline, *, epoch: int) -> None:
        """What was decided for this reading when its card was put in."""
        match self._scene.mishap:
            case Mishap.STALLED:
                self._spend(deadline.left_s(), deadline, epoch=epoch)
            case Mishap.HELD:
                self._spend(deadline.left_s(), deadline, epoch=epoch, late=CardProblem.BUSY)
            case Mishap.PULLED:
                self._spend(_RESIDENT_ID_S / 2, deadline, epoch=epoch)
                self._enter(Scene(ReaderState.EMPTY))
                raise TransmitError(CardProblem.REMOVED)
            case Mishap.EXCHANGED:
                # Another card is held over it for a moment: two in one purse.
                self._spend(_RESIDENT_ID_S / 2, deadline, epoch=epoch)
                self._enter(Scene(ReaderState.EMPTY))
                raise TransmitError(CardProblem.CHANGED)
            case Mishap.MISPLACED:
                raise TransmitError(CardProblem.INSERT)
            case Mishap.BROKEN:
                raise DeviceError("C03", "a reader that is played to be broken")
            case Mishap.SLOW:
                self._spend(_RESIDENT_ID_S * _SLOW_TIMES, deadline, epoch=epoch)

    def _decode(self, deadline: Deadline, *, epoch: int) -> CardContent | CardProblem:
        image = self._scene.card
        if isinstance(image, ResidentIdImage):
            self._spend(_RESIDENT_ID_S, deadline, epoch=epoch)
            return decode_block(image.block)
        if image is None:
            return CardProblem.REMOVED
        if isinstance(image, PassportImage):
            return CardProblem.KEY_NEEDED
        self._spend(_POWER_UP_S, deadline, epoch=epoch)
        chip = self._powered(image) if isinstance(image, ClerkImage) else ChipSession(image)
        return read_chip(self._dialogue(chip, deadline, epoch=epoch))

    def _powered(self, image: ClerkImage) -> PivChip:
        """The one card that this image stands for, its PIN forgotten."""
        if image not in self._issued:
            office = self._office = self._office or TrainingOffice()
            self._issued[image] = office.card(image.name, image.pin, tries=image.tries, refused=image.refused)
        chip = self._issued[image]
        chip.reset()
        return chip

    def _dialogue(self, chip: _Chip, deadline: Deadline, *, epoch: int) -> Exchange:
        return partial(exchange, partial(self._transmit, chip, deadline, epoch=epoch))

    def _transmit(self, chip: _Chip, deadline: Deadline, command: bytes, *, epoch: int) -> bytes:
        answer = chip.transmit(command)
        self._spend(_APDU_S + _BYTE_S * (len(command) + len(answer)), deadline, epoch=epoch)
        return answer

    def _spend(
        self, seconds: float, deadline: Deadline, *, epoch: int, late: CardProblem = CardProblem.TIMEOUT
    ) -> None:
        """Lets time pass as the reader would take it, and sees what happens to the card meanwhile."""
        end = Deadline.after(self._clock, seconds)
        while (happening := self._inbox.next(end.left_s())) is not None:
            if isinstance(happening, Scene):
                self._enter(happening)
        self._check(epoch)
        if deadline.passed():
            raise TransmitError(late)

    def _check(self, epoch: int) -> None:
        state = self._status().state
        if state is ReaderState.NO_SERVICE:
            raise DeviceError("C01", "no card service")
        if state in _PROBLEMS:
            raise TransmitError(_PROBLEMS[state])
        if state is not ReaderState.PRESENT:
            raise TransmitError(CardProblem.REMOVED)
        if epoch != self._epoch:
            raise TransmitError(CardProblem.CHANGED)

    def _enter(self, scene: Scene) -> None:
        self._scene = scene
        if self._played is scene:
            self._played = None
        if scene.card is not None:
            self._epoch += 1

    def _status(self) -> CardStatus:
        state = self._scene.state
        if isinstance(self._scene.card, ResidentIdImage) and CardKind.RESIDENT_ID not in self._accepts:
            state = ReaderState.WRONG_SLOT
        if isinstance(self._scene.card, ChipImage | ClerkImage) and CardKind.SOCIAL_SECURITY not in self._accepts:
            state = ReaderState.UNSUPPORTED
        card = CardRef(self._name, self._epoch) if state is ReaderState.PRESENT else None
        return CardStatus(self._name, state, card, self._scene.fault, self._accepts)
