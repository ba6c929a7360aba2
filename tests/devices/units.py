"""The packaged units that give pcscd a new start, read and carried out without systemd."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

UNITS = Path(__file__).resolve().parents[2] / "packaging" / "systemd"


def commands() -> list[list[str]]:
    """What the service does, in order; "-" before a command lets it fail."""
    text = (UNITS / "doorstep-pcscd.service").read_text(encoding="utf-8")
    lines = [line.removeprefix("ExecStart=") for line in text.splitlines() if line.startswith("ExecStart=")]
    return [shlex.split(line.removeprefix("-")) for line in lines]


def carry_out(request: Path, systemctl: Mapping[tuple[str, ...], Callable[[], None]]) -> None:
    """The service's commands, with the request where a test has it and systemctl played by the test's own rig."""
    for program, *arguments in commands():
        if program.endswith("systemctl"):
            systemctl[tuple(arguments)]()
        else:
            options = [word for word in arguments if word.startswith("-")]
            subprocess.run([program, *options, str(request)], check=True, timeout=10)
