"""A mount namespace of one's own, in a chroot too."""

from __future__ import annotations

import functools
import os
import subprocess


@functools.cache
def unshare() -> tuple[str, ...]:
    """The command that gives its arguments a mount namespace of their own, as root or as anybody."""
    command = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--user", "--map-root-user")
    private = subprocess.run([*command, "true"], capture_output=True, timeout=20, check=False).returncode == 0
    # In a chroot the root directory is no mount point, and its propagation cannot be changed.
    return command if private else (*command, "--propagation", "unchanged")
