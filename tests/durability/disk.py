"""A disk whose power can be cut: a file system in a file, mounted through a loop device in a mount namespace of one's own."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

# FS_IOC_GOINGDOWN, the same number on ext4 and xfs, and its mode that writes nothing more, not even the journal.
_GOING_DOWN = 0x8004587D
_NO_LOG_FLUSH = struct.pack("I", 2)
SIZE_MIB = 320
MAKE = {"ext4": ("mkfs.ext4", "-q", "-F"), "xfs": ("mkfs.xfs", "-q", "-f")}


class NoDiskError(Exception):
    """This machine cannot mount a file system in a file; its words say what is missing."""


@dataclass(frozen=True, slots=True)
class LoopDisk:
    """`directory` holds the image (in memory, for the cut is the file system's, not the medium's) and the mount point."""

    directory: Path
    kind: str

    @property
    def root(self) -> Path:
        """Where it is mounted."""
        return self.directory / "disk"

    def make(self) -> None:
        """A fresh file system, mounted."""
        _run("mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB + 8}m", "tmpfs", str(self.directory))
        image = self._image()
        image.touch()
        os.truncate(image, SIZE_MIB << 20)
        _run(*MAKE[self.kind], str(image))
        self.root.mkdir()
        self.mount()

    def mount(self) -> None:
        """As a machine that starts does: the journal is replayed."""
        _run("mount", "-o", "loop", "-t", self.kind, str(self._image()), str(self.root))

    def cut(self) -> None:
        """What was not synced is gone, as if the power had failed this moment; mounted again."""
        handle = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _GOING_DOWN, _NO_LOG_FLUSH)
        finally:
            os.close(handle)
        self.unmount()
        self.mount()

    def unmount(self) -> None:
        """Let go of the loop device too."""
        _run("umount", str(self.root))

    def _image(self) -> Path:
        return self.directory / "image"


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except FileNotFoundError:
        raise NoDiskError(
            f"{command[0]} is not installed: packaging/setup/system-test.list names its package"
        ) from None
    if done.returncode:
        raise NoDiskError(
            f"{' '.join(command)}: {done.stderr.strip()} (power cuts need root and a kernel with loop devices)"
        )
