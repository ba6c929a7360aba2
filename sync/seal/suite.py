"""What a crypto suite must do: five methods and the keys they take, behind which `intl`, `gm` or a certified module stands."""

from __future__ import annotations

from typing import Protocol


class Suite(Protocol):
    """One deployment uses one suite, fixed by its configuration; an envelope of another one is refused, never negotiated."""

    @property
    def name(self) -> str:
        """The name that stands in the envelope's header."""
        ...

    def hash(self, raw: bytes) -> bytes:
        """The digest, 32 bytes."""
        ...

    def private_key(self, secret: bytes) -> bytes:
        """A private key made of at least 32 secret bytes, the same one each time; a card or module may give its handle. Raises SealError K01."""
        ...

    def signing_public(self, private: bytes) -> bytes:
        """The public half of a private key that signs. Raises SealError K01."""
        ...

    def sealing_public(self, private: bytes) -> bytes:
        """The public half of a private key that opens. Raises SealError K01."""
        ...

    def check_public(self, public: bytes) -> None:
        """Raises SealError K01 unless these bytes can be a public key of this suite."""
        ...

    def sign(self, private: bytes, message: bytes) -> bytes:
        """The signature of the message. Raises SealError K01 for a key that is none."""
        ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature is that of the key's owner over these very bytes. Raises SealError K01 for a key that is none."""
        ...

    def seal(self, public: bytes, plain: bytes, context: bytes) -> bytes:
        """The plain text so that only the key's owner opens it, and only in this context. Raises SealError K01."""
        ...

    def open(self, private: bytes, sealed: bytes, context: bytes) -> bytes:
        """The plain text. Raises SealError K02 for another key or context or a changed bit, K01 for a key that is none."""
        ...
