"""Chip cards as the standard's tables have them, in bytes written down by hand and answered as strictly as T=0 does."""

from __future__ import annotations

from dataclasses import dataclass, field

OK = b"\x90\x00"
SSSE = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")
T0_ATR = bytes.fromhex("3B650000534F434152")
# A type-B card whose application data are D1 03 86: the ATR pcsc-tools' list calls "Resident Identity Card of PRC".
RESIDENT_ID_ATR = bytes.fromhex("3B888001D103860500808000")


def with_check(atr: bytes) -> bytes:
    """The ATR with its TCK (ISO/IEC 7816-3): the exclusive or of all bytes after the first."""
    check = 0
    for byte in atr[1:]:
        check ^= byte
    return atr + bytes([check])


# Holder: 张三, female, Han, 1949-12-31, the identity number GB 11643 itself gives as its example.
FIRST = {
    0xEF05: [
        "0110330300D15600000599110145FFFFFFFF",
        "020133",
        "0304332E3030",
        "040C111111111111111111111111",
        "050420190601",
        "060420290531",
        "0709413132333435363738",
    ],
    0xEF06: [
        "0812313130313035313934393132333130303258",
        "091ED5C5C8FD0000000000000000000000000000000000000000000000000000",
        "4E140000000000000000000000000000000000000000",
        "0A0132",
        "0B0101",
        "0C03110105",
        "0D0419491231",
    ],
}
# Holder: 李𬱖 (the second character has four bytes in GB 18030), spaces for padding, no continued name, Mongolian, male.
SECOND = {
    0xEF05: ["050420200101", "0604FFFFFFFF", "0709423030303030303031"],
    0xEF06: [
        "0812313530383032313939323032313430303337",
        "091EC0EE9933C336202020202020202020202020202020202020202020202020",
        "0A0131",
        "0B0102",
        "0D0419920214",
    ],
}


@dataclass
class Card:
    """One powered card; a card without files knows no application."""

    atr: bytes = T0_ATR
    files: dict[int, list[str]] = field(default_factory=dict)
    locked: tuple[int, ...] = ()
    selected: int = 0
    waiting: bytes = b""

    def reset(self) -> None:
        """Power went, or the reader reset it."""
        self.waiting, self.selected = b"", 0

    def answer(self, command: bytes) -> bytes:
        """The answer to one command TPDU."""
        instruction = command[1]
        if instruction == 0xC0:
            return self._hand_over(command[4])
        self.waiting = b""
        if instruction == 0xA4 and command[2] == 0x04:
            return self._promise(b"\x6f\x11\x84\x0f" + SSSE) if self.files and command[5:] == SSSE else b"\x6a\x82"
        if instruction == 0xA4:
            return self._select(int.from_bytes(command[5:7], "big"))
        if instruction == 0xB2:
            return self._read(command[2], by_number=command[3] == 0x04, length=command[4])
        if instruction == 0x20:
            return b"\x63\xc2"
        return b"\x6d\x00"

    def _promise(self, body: bytes) -> bytes:
        self.waiting = body
        return bytes([0x61, len(body)])

    def _hand_over(self, length: int) -> bytes:
        if not self.waiting:
            return b"\x6d\x00"
        if length != len(self.waiting):
            return bytes([0x6C, len(self.waiting)])
        body, self.waiting = self.waiting, b""
        return body + OK

    def _select(self, file: int) -> bytes:
        if file not in self.files:
            return b"\x6a\x82"
        self.selected = file
        return OK

    def _read(self, reference: int, *, by_number: bool, length: int) -> bytes:
        if self.selected in self.locked:
            return b"\x69\x82"
        records = [bytes.fromhex(record) for record in self.files.get(self.selected, [])]
        found = [record for at, record in enumerate(records, 1) if reference == (at if by_number else record[0])]
        if not found:
            return b"\x6a\x83"
        return found[0] + OK if length == len(found[0]) else bytes([0x6C, len(found[0])])


def damaged() -> dict[int, list[str]]:
    """A card whose month of birth is 13."""
    return FIRST | {0xEF06: [*FIRST[0xEF06][:-1], "0D0419491331"]}


def numbered(number: int) -> dict[int, list[str]]:
    """A card no other is like: its number stands in the holder's number, the name and the card's own number."""
    holder = [f"{number:018d}".encode().hex(), f"N{number}".encode().hex().ljust(60, "0")]
    return {
        0xEF05: ["050420200101", "060420991231", "0709" + f"{number:09d}".encode().hex()],
        0xEF06: ["0812" + holder[0], "091E" + holder[1], "0A0131", "0B0101", "0D0419920214"],
    }


def make(name: str) -> Card:
    """The card of that name, freshly powered."""
    if name.startswith("numbered-"):
        return Card(files=numbered(int(name.removeprefix("numbered-"))))
    if name == "social-security":
        return Card(files=FIRST)
    if name == "second":
        return Card(files=SECOND)
    if name == "damaged":
        return Card(files=damaged())
    if name == "locked":
        return Card(files=FIRST, locked=(0xEF06,))
    if name == "resident-id":
        return Card(atr=with_check(RESIDENT_ID_ATR))
    if name == "unknown":
        return Card()
    raise ValueError(f"no card is called {name}")
