"""A key's file is whole and durable or it is not there: seen from outside, by strace, at every call that touches it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.base.errors import SealError
from sync.seal.blob import BLOB_MAX, forget_blob, keep_blob, read_blob

ROOT = Path(__file__).resolve().parents[3]
KEEP = (
    "import sys, pathlib; from sync.seal.blob import keep_blob; keep_blob(pathlib.Path(sys.argv[1]), b'the whole key')"
)
CALLS = ("openat", "flock", "write", "fsync", "link", "unlink", "rename")
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += ", re.MULTILINE)


def traced(file: Path, *options: str) -> tuple[int, list[tuple[str, str]]]:
    """Keep a blob in a process of its own; how it ended, and its calls that touch the blob or its folder, in order."""
    log = file.parent.parent / "strace"
    seen = [f"--trace-path={path}" for path in (file.parent, file, file.with_name(f".{file.name}.new"))]
    command = ["strace", "-f", "-qq", "-y", "-o", str(log), *seen, f"--trace={','.join(CALLS)}", *options]
    ended = subprocess.run([*command, sys.executable, "-c", KEEP, str(file)], cwd=ROOT, timeout=50, check=False)
    return ended.returncode, CALL.findall(log.read_text("utf-8"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "device.key"


def test_it_is_on_the_disk_before_it_has_a_name_and_the_name_before_it_is_told(file: Path) -> None:
    ended, calls = traced(file)
    assert ended == 0
    assert [name for name, _ in calls] == [
        "openat", "flock", "unlink", "openat", "write", "fsync", "link", "unlink", "fsync",
    ]  # fmt: skip
    unnamed, folder = f"{file.parent}/.device.key.new>", f"{file.parent}>"
    assert [arguments.endswith(unnamed) for name, arguments in calls if name == "fsync"] == [True, False]
    assert calls[-1][1].endswith(folder)


@pytest.mark.parametrize(
    ("call", "times"), [("openat", 2), ("flock", 1), ("write", 1), ("fsync", 2), ("link", 1), ("unlink", 2)]
)
def test_killed_at_every_call_it_is_whole_or_not_there_and_the_next_one_sweeps_up(
    file: Path, call: str, times: int
) -> None:
    for time in range(1, times + 1):
        ended, _ = traced(file, f"--inject={call}:signal=SIGKILL:when={time}")
        assert ended == -9, f"{call} {time} was never reached"
        assert read_blob(file) in (None, b"the whole key")
        keep_blob(file, b"the whole key")
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        assert read_blob(file) == b"the whole key"
        forget_blob(file)
        assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_a_disk_that_refuses_is_told_and_leaves_no_half_of_it(file: Path, call: str, error: str) -> None:
    ended, _ = traced(file, f"--inject={call}:error={error}:when=1")
    assert ended == 1
    assert read_blob(file) is None


def test_forgetting_takes_what_a_killed_writer_left_too(file: Path) -> None:
    traced(file, "--inject=unlink:signal=SIGKILL:when=2")
    assert {path.name for path in file.parent.iterdir()} == {".device.key.new", "device.key"}
    forget_blob(file)
    assert list(file.parent.iterdir()) == []


def test_what_is_too_long_is_no_key(file: Path) -> None:
    keep_blob(file, bytes(BLOB_MAX))
    assert read_blob(file) == bytes(BLOB_MAX)
    forget_blob(file)
    keep_blob(file, bytes(BLOB_MAX + 1))
    with pytest.raises(SealError) as raised:
        read_blob(file)
    assert raised.value.code == "K01"
