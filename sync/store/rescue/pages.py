"""Every version of every page that a database file and its WAL still hold, read as bytes: nothing is opened or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sync.seal.pages import PAGE_BYTES, SALT_BYTES, PageSeal, decrypt
from sync.store.disk import REAL_DISK, Disk
from sync.store.rescue.records import is_tree_page
from sync.store.rescue.wal import FRAME_BYTES, FRAME_HEADER, WAL_HEADER, checksum, order_of, words

# A megabyte is read at a time, and page by page where that fails.
_AT_ONCE = 128
# So many pages from either end may be lost before a salt that is right goes unproven.
_TRIED = 1024


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """One version of one page; of two the one with the higher rank was written later. `sure`: certainly committed."""

    rank: int
    number: int
    raw: bytes = field(compare=False, repr=False)
    sure: bool = field(compare=False)


# Frames that an earlier checkpoint has copied into the file already, the file, frames that wait to be copied.
_PAST, FILE_RANK, _PRESENT = 0, 1 << 40, 1 << 41


def pages_said(first: bytes) -> int:
    """How many pages the database has, as its first page says (§1.3.7)."""
    return int.from_bytes(first[28:32], "big")


def wal_of(path: Path) -> Path:
    """Where SQLite keeps the WAL of a database."""
    return path.with_name(path.name + "-wal")


def pages_of(path: Path, disk: Disk) -> Iterator[tuple[int, bytes]]:
    """The file's pages by number, from 1; nothing in place of one that the disk does not give any more."""
    size = disk.size(path) or 0
    for at in range(0, size, PAGE_BYTES * _AT_ONCE):
        try:
            pages = disk.read_at(path, at, PAGE_BYTES * _AT_ONCE)
        except OSError:
            yield from _one_by_one(path, disk, range(at, min(size, at + PAGE_BYTES * _AT_ONCE), PAGE_BYTES))
            continue
        for place in range(0, len(pages), PAGE_BYTES):
            yield (at + place) // PAGE_BYTES + 1, pages[place : place + PAGE_BYTES]


def _one_by_one(path: Path, disk: Disk, places: range) -> Iterator[tuple[int, bytes]]:
    for at in places:
        try:
            yield at // PAGE_BYTES + 1, disk.read_at(path, at, PAGE_BYTES)
        except OSError:
            yield at // PAGE_BYTES + 1, b""


def read_wal(path: Path, disk: Disk) -> list[Version]:
    """The committed frames of a WAL: the present generation, and what is left of those before it.

    A frame of the present generation behind a broken one counts as well, for a damaged frame must not take those
    behind it along; but it is not `sure`, for a power cut in the middle of a commit leaves the same picture.
    """
    raw = b"".join(page or bytes(PAGE_BYTES) for _, page in pages_of(path, disk))
    generations: dict[bytes, list[_Frame]] = {}
    for frame in _frames(raw):
        generations.setdefault(frame.salts, []).append(frame)
    return [version for frames in generations.values() for version in _committed(frames)]


@dataclass(frozen=True, slots=True)
class _Frame:
    """`sound`: the chain of checksums from the WAL's first byte to this frame's last is unbroken."""

    version: Version
    salts: bytes
    ends_commit: bool
    sound: bool


def _frames(raw: bytes) -> Iterator[_Frame]:
    present, chain = _head(raw)
    for index, at in enumerate(range(WAL_HEADER, len(raw) - FRAME_BYTES + 1, FRAME_BYTES)):
        head, page = raw[at : at + FRAME_HEADER], raw[at + FRAME_HEADER : at + FRAME_BYTES]
        number, commit, salts = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"), head[8:16]
        if chain is not None:
            chain = checksum(head[:8] + page, chain, order_of(raw))
            if salts != present or chain != words(head[16:24]):
                chain = None
        rank = (_PRESENT if salts == present else _PAST) + index
        yield _Frame(Version(rank, number, page, sure=False), salts, commit != 0, chain is not None)


def _committed(frames: list[_Frame]) -> list[Version]:
    """All up to the last commit of the generation; sure are those up to the last one that its checksums vouch for."""
    last = max((at for at, frame in enumerate(frames) if frame.ends_commit), default=-1)
    surely = max((at for at, frame in enumerate(frames) if frame.ends_commit and frame.sound), default=-1)
    return [replace(frame.version, sure=at <= surely) for at, frame in enumerate(frames[: last + 1])]


def _head(raw: bytes) -> tuple[bytes, tuple[int, int] | None]:
    """The present generation's salts and the checksum its first frame continues; of a damaged header, what the first frame says."""
    chain = checksum(raw[:24], (0, 0), order_of(raw))
    if len(raw) >= WAL_HEADER and chain == words(raw[24:32]):
        return raw[16:24], chain
    return raw[WAL_HEADER + 8 : WAL_HEADER + 16], None


class Book:
    """The pages of a database as far as its key proves them, newest version first.

    When no salt is left (it stands on page 1, which may be lost), nothing can be proven: then pages are deciphered
    all the same, `proven` is False, and only rows that prove themselves may be believed.
    """

    def __init__(self, path: Path, key: bytes, *, disk: Disk = REAL_DISK, salts: tuple[bytes, ...] = ()) -> None:
        self.file = [Version(FILE_RANK, number, raw, sure=True) for number, raw in pages_of(path, disk)]
        self.wal = read_wal(wal_of(path), disk)
        self._cut = bool(((disk.size(wal_of(path)) or WAL_HEADER) - WAL_HEADER) % FRAME_BYTES)
        self._key = key
        self.salt = self._proven_salt(salts)
        self._seal = PageSeal(key, self.salt) if self.salt else None
        self.bad_frames = 0
        self.versions: dict[int, list[Version]] = {}
        for version in sorted((*self.file, *self.wal), reverse=True):
            if self._counts(version):
                self.versions.setdefault(version.number, []).append(version)
            elif version.rank >= _PRESENT:
                self.bad_frames += 1

    @property
    def proven(self) -> bool:
        """Whether what `plain` gives is certainly what was written."""
        return self._seal is not None

    @property
    def wal_is_whole(self) -> bool:
        """Whether no frame of the present generation is broken, cut off, or behind one that is."""
        whole = all(version.sure for version in self.wal if version.rank >= _PRESENT)
        return whole and not self.bad_frames and not self._cut

    @property
    def pages(self) -> int:
        """How many pages there should be: as many as page 1 says, or as the file has."""
        first = self.newest(1)
        return max(len(self.file), pages_said(self.plain(first)) if first and self.proven else 0)

    @property
    def lost(self) -> list[int]:
        """The pages of which no version is left."""
        return [number for number in range(1, self.pages + 1) if number not in self.versions]

    def is_certain(self, number: int) -> bool:
        """Whether the version that SQLite would read is whole: the file's, or a committed one of the WAL."""
        return any(version.sure and version.rank >= FILE_RANK for version in self.versions.get(number, ()))

    def plain(self, version: Version) -> bytes:
        """The usable bytes of a version."""
        return decrypt(self._key, version.number, version.raw)

    def newest(self, number: int) -> Version | None:
        """The version of a page that counts now."""
        return next(iter(self.versions.get(number, ())), None)

    def is_ours(self) -> bool:
        """Whether anything here was written under the key."""
        if self.proven:
            return bool(self.versions)
        found = (version for versions in self.versions.values() for version in versions)
        return any(is_tree_page(self.plain(version), version.number) for version in found)

    def is_of_another_key(self) -> bool:
        """Whether there are pages with something on them, and none of them was written under this key."""
        filled = (len(version.raw) == PAGE_BYTES and any(version.raw) for version in (*self.file, *self.wal))
        return any(filled) and not self.is_ours()

    def _counts(self, version: Version) -> bool:
        if self._seal is None:
            return len(version.raw) == PAGE_BYTES and any(version.raw)
        return self._seal.proves(version.number, version.raw)

    def _proven_salt(self, others: tuple[bytes, ...]) -> bytes | None:
        """The first salt under which a page proves itself; WAL frames of page 1 and copies of the database hold it too."""
        firsts = [version.raw[:SALT_BYTES] for version in (*self.file[:1], *self.wal) if version.number == 1]
        for salt in dict.fromkeys((*firsts, *others)):
            seal = PageSeal(self._key, salt)
            tried = (*self.file[:_TRIED], *self.file[-_TRIED:], *self.wal[:_TRIED])
            if len(salt) == SALT_BYTES and any(seal.proves(version.number, version.raw) for version in tried):
                return salt
        return None
