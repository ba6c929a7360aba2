"""A printer that is not ours (CUPS' ippeveprinter) and a real cupsd, each started by the tests on a free port, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import TextIO

ENGINE = Path(__file__).with_name("engine.sh")
WIPE = Path(__file__).resolve().parents[4] / "packaging" / "systemd" / "cups.service.d" / "doorstep.conf"
UP_S = 20.0
ANYTHING = b"%PDF-1.4\nnot looked at\n%%EOF\n"


def free_port() -> int:
    """One that nobody listened on a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(true: Callable[[], object], what: str) -> None:
    """Wait for something that processes outside do; each look is a process of its own, so it takes its time."""
    for _ in range(2_000):
        if true():
            return
        subprocess.run(["sleep", "0.02"], check=True)
    raise AssertionError(f"never: {what}")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=UP_S)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


class Bus:
    """A D-Bus of its own, without which Debian's ippeveprinter does not start, even when it is told to announce nothing."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={self.address}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until((folder / "bus").exists, "a bus")

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


class EvePrinter:
    """ippeveprinter with an engine that can be told what is wrong; it counts what came out, over its own restarts too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.uri = f"ipp://localhost:{self.port}/ipp/print"
        self._bus = Bus(folder)
        self._log: TextIO | None = None
        self._process: subprocess.Popen[str] | None = None
        shutil.copy(ENGINE, folder / "engine.sh")
        self.start()

    def start(self) -> None:
        """Switched on: it knows no job, and counts from one."""
        (self.folder / "spool").mkdir(exist_ok=True)
        self._log = (self.folder / "log").open("a", encoding="utf-8")
        command = [
            "ippeveprinter",
            "-p",
            str(self.port),
            "-n",
            "localhost",
            "-r",
            "off",
            "-d",
            str(self.folder / "spool"),
        ]
        command += ["-f", "application/pdf,image/pwg-raster", "-c", str(self.folder / "engine.sh"), "-v", "Kiosk80"]
        surroundings = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self._bus.address}
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, env=surroundings, text=True, start_new_session=True
        )
        until(lambda: _answers(self.port), "a printer")

    def switch_off(self) -> None:
        """As by its plug: the engine stops with it."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        if self._log is not None:
            self._log.close()

    def close(self) -> None:
        """End it, and its bus."""
        self.switch_off()
        self._bus.close()

    def calm(self) -> None:
        """Everything put right, no job and no count left: as new."""
        self.switch_off()
        for name in ("told", "stop", "abort", "printed", "at-work"):
            (self.folder / name).unlink(missing_ok=True)
        self.start()

    def says(self, *reasons: str) -> None:
        """From now on it has these reasons, whatever it prints; a job of somebody else brings them."""
        (self.folder / "told").write_text("".join(f"STATE: +{reason}\n" for reason in reasons), encoding="ascii")
        self.job_of_another()
        until(lambda: not (self.folder / "told").exists(), "the printer says so")
        until(lambda: not self.is_at_work(), "the printer has said so")

    def stops_for(self, reasons: str) -> None:
        """In the middle of every job, until it goes on."""
        (self.folder / "stop").write_text(reasons, encoding="ascii")

    def goes_on(self) -> None:
        """Put right."""
        (self.folder / "stop").unlink()

    def gives_up(self) -> None:
        """In the middle of every job."""
        (self.folder / "abort").touch()

    def is_at_work(self) -> bool:
        """Whether the engine runs."""
        told = _ipptool(self.uri, "get-printer-attributes.test")
        return "printer-state (enum) = processing" in told

    def printed(self) -> list[str]:
        """The names of the jobs that came out, in order: the printer's own log."""
        return [line.split()[0] for line in self.lines()]

    def lines(self) -> list[str]:
        """Name, number and SHA-256 of everything that came out."""
        log = self.folder / "printed"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def job_of_another(self) -> None:
        """Somebody else prints, by a program that is not ours."""
        page = self.folder / "another.pdf"
        page.write_bytes(ANYTHING)
        _ipptool(self.uri, "print-job.test", "-f", str(page), "-d", "filetype=application/pdf")


def _ipptool(uri: str, test: str, *options: str) -> str:
    done = subprocess.run(
        ["ipptool", "-tv", *options, uri, test], capture_output=True, text=True, check=False, timeout=30
    )
    return done.stdout


class Cupsd:
    """A cupsd with everything it keeps in a folder of its own, and one queue before a printer; `lines` go into its two settings files."""

    def __init__(self, folder: Path, *, config: str = "", files: str = "") -> None:
        self.folder = folder
        self.port = free_port()
        self.uri = f"ipp://127.0.0.1:{self.port}/printers/kiosk"
        self._process: subprocess.Popen[bytes] | None = None
        # Its filters run as a user of their own.
        folder.chmod(0o755)
        for name in ("root", "state", "cache", "spool", "tmp", "log"):
            (folder / name).mkdir()
        places = {
            "ServerRoot": "root", "StateDir": "state", "CacheDir": "cache", "RequestRoot": "spool", "TempDir": "tmp",
            "AccessLog": "log/access", "ErrorLog": "log/error", "PageLog": "log/page",
        }  # fmt: skip
        own = "".join(f"{key} {folder / place}\n" for key, place in places.items())
        (folder / "files.conf").write_text(own + files, encoding="ascii")
        allowed = "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        policy = "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
        heard = f"Listen 127.0.0.1:{self.port}\nBrowsing No\nDefaultAuthType None\n"
        (folder / "cupsd.conf").write_text(heard + config + allowed + policy, encoding="ascii")
        self.start()

    def start(self) -> None:
        """As systemd starts it, without one."""
        command = ["cupsd", "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "files.conf")]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until(lambda: _answers(self.port), "cupsd")

    def serves(self, printer: EvePrinter) -> None:
        """Its one queue goes to this printer, as docs/operations/printers.md has it; ended in order once, so that it is written down."""
        command = [
            "lpadmin",
            "-h",
            f"127.0.0.1:{self.port}",
            "-p",
            "kiosk",
            "-E",
            "-v",
            printer.uri,
            "-m",
            "everywhere",
        ]
        command += ["-o", "printer-error-policy=abort-job"]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        self.start()

    def wipe(self) -> None:
        """What systemd does before each start, in this cupsd's own folders."""
        told = WIPE.read_text(encoding="utf-8")
        command = told.partition("ExecStartPre=")[2].strip()
        for theirs, ours in (("/var/spool/cups", "spool"), ("/var/cache/cups", "cache")):
            assert theirs in command
            command = command.replace(theirs, str(self.folder / ours))
        subprocess.run(command, shell=True, check=True, timeout=20)

    def tells(self, *command: str) -> str:
        """One of CUPS' own commands about the queue."""
        called = [command[0], "-h", f"127.0.0.1:{self.port}", *command[1:]]
        return subprocess.run(called, check=True, capture_output=True, text=True, timeout=30).stdout

    def kill(self) -> None:
        """SIGKILL to the scheduler alone: what it started lives on, as after a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """End it and all that it started."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
