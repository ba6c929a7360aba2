"""The set-up installs what was locked and says what it says: lists, locks, doors and licences agree."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
from pathlib import Path

import pytest

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:==([^ ;\\]+))?", re.MULTILINE)


def named(file: Path) -> dict[str, str]:
    """Package → version ("" where none is asked for), names in PyPI's normal form."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] not in "# "]
    found = [PIN.match(line) for line in lines]
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] or "" for pin in found if pin}


def test_the_lock_fulfils_every_request(root: Path) -> None:
    requirements = root / "packaging/requirements"
    lock = named(requirements / "lock.txt")
    for wish in ("build.in", "run.in", "dev.in"):
        for name, version in named(requirements / wish).items():
            assert lock[name] and version in ("", lock[name]), f"{wish} asks for {name}=={version}: run make lock"
    assert named(requirements / "lock-build.txt").items() <= lock.items()


def test_every_locked_package_has_hashes(root: Path) -> None:
    for lock in ("lock.txt", "lock-build.txt"):
        blocks = re.split(r"\n(?=\S)", (root / "packaging/requirements" / lock).read_text(encoding="utf-8").strip())
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_environment_is_the_lock(root: Path) -> None:
    lock = named(root / "packaging/requirements/lock.txt")
    other = {name: version for name, version in lock.items() if importlib.metadata.version(name) != version}
    assert not other, "run make setup"


def test_package_lists_are_sorted_and_apart(root: Path) -> None:
    """A virtual card reader on a kiosk would be a hole: test packages are in the other list only."""
    run, test = ((root / "packaging/setup" / name).read_text().split() for name in ("system.list", "system-test.list"))
    assert run == sorted(set(run)) and test == sorted(set(test)) and not set(run) & set(test)
    assert "vsmartcard-vpcd" in test


def test_help_names_every_door(root: Path) -> None:
    said = subprocess.run(["make", "-s"], cwd=root, capture_output=True, text=True, timeout=20, check=True).stdout
    doors = re.findall(r"^make (\w+)", said, re.MULTILINE)
    assert doors == ["help", "setup", "run", "test", "check", "bench", "prove", "lock", "clean"]


def test_setup_scripts_parse_and_can_be_run(root: Path) -> None:
    for script in sorted((root / "packaging/setup").glob("*.sh")):
        subprocess.run(["bash", "-n", str(script)], timeout=20, check=True)
        assert os.access(script, os.X_OK) == script.read_text(encoding="utf-8").startswith("#!"), script.name


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("E: Could not resolve 'deb.debian.org'", "cannot reach its package source"),
        ("E: You don't have enough free space: No space left on device", "the disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "another apt is running"),
        ("E: Unable to locate package nothing", "apt does not know"),
        ("E: something else", "apt could not install"),
    ],
)
def test_a_failing_apt_is_explained_in_one_sentence(root: Path, tmp_path: Path, said: str, expected: str) -> None:
    """A stand-in apt-get that fails as the real one words it; the set-up runs on a copy, as root or through a stand-in sudo."""
    result = set_up_with(
        root,
        tmp_path,
        {
            "apt-get": f'echo "{said}"; exit 100',
            "sudo": 'while [ "${1#*=}" != "$1" ] || [ "$1" = env ]; do shift; done; [ "$1" = -v ] || "$@"',
        },
    )
    assert result.returncode == 1 and expected in result.stderr and result.stderr.count("\n") == 1
    assert "installing 1 system packages by apt: no-such-package-here" in result.stdout


def test_a_machine_without_apt_is_told_what_to_install(root: Path, tmp_path: Path) -> None:
    result = set_up_with(root, tmp_path, {})
    assert (
        result.returncode == 1
        and "there is no apt-get here" in result.stderr
        and "no-such-package-here" in result.stderr
    )


def set_up_with(root: Path, where: Path, stand_ins: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """system.sh in a copy of the set-up, on a PATH with the plain tools and the stand-ins only."""
    setup = where / "packaging" / "setup"
    tools = where / "bin"
    setup.mkdir(parents=True)
    tools.mkdir()
    for name in ("say.sh", "system.sh"):
        (setup / name).write_bytes((root / "packaging/setup" / name).read_bytes())
    (setup / "some.list").write_text("no-such-package-here\n", encoding="utf-8")
    for name in ("bash", "env", "dirname", "mkdir", "grep", "sort", "awk", "comm", "tail", "id", "dpkg-query", "cat"):
        (tools / name).symlink_to(
            next(Path(folder) / name for folder in ("/usr/bin", "/bin") if (Path(folder) / name).exists())
        )
    for name, body in stand_ins.items():
        (tools / name).write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    command = [
        "/usr/bin/env",
        "-i",
        f"PATH={tools}",
        "LC_ALL=C",
        "bash",
        str(setup / "system.sh"),
        str(setup / "some.list"),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def test_every_request_is_accounted_for(root: Path) -> None:
    """docs/dependencies.md names each package asked for, with the version that is locked."""
    told = (root / "docs/dependencies.md").read_text(encoding="utf-8")
    requirements = root / "packaging/requirements"
    lock = named(requirements / "lock.txt")
    missing = [
        f"{name} {lock[name]}"
        for wish in ("build.in", "run.in", "dev.in")
        for name in named(requirements / wish)
        if not re.search(rf"\b{name}\b", told, re.IGNORECASE) or lock[name] not in told
    ]
    assert not missing, f"docs/dependencies.md lacks {missing}"
