"""Who keeps which library and which name (house.md "Import rules" 3, 4 and 7) as checks over source."""

from __future__ import annotations

import ast
import sys
from fnmatch import fnmatch

from tests.gate.source import PACKAGES, Module, dotted, imports

# Third-party library → the folders that may import it. What is not here may not be imported at all.
LIBRARIES = {
    "PySide6": ("ui/",),
    "shiboken6": ("ui/",),
    "msgspec": ("kiosk/", "app/", "ui/", "devices/", "sync/", "printers/"),
    "smartcard": ("devices/pcsc/",),
    # Two wings have serial ports, card readers and receipt printers, and neither may know the other.
    "serial": ("devices/sam/", "printers/escpos/"),
    "usb": ("devices/sam/",),
    "cv2": ("devices/camera/",),
    "numpy": ("devices/camera/",),
    "zxingcpp": ("devices/camera/",),
    "sqlite_utils": ("sync/store/",),
    "sqlcipher3": ("sync/store/", "sync/hub/"),
    "sqlalchemy": ("sync/hub/",),
    "psycopg": ("sync/hub/",),
    "fastapi": ("sync/hub/",),
    "starlette": ("sync/hub/",),
    "uvicorn": ("sync/hub/",),
    # A card that speaks in secret is opened where it is spoken to: no other wing knows the chip's words.
    "cryptography": ("sync/seal/", "devices/cards/travel/", "devices/cards/piv/"),
    "zstandard": ("sync/seal/", "sync/link/"),
    "cbor2": ("sync/seal/",),
    "base45": ("sync/seal/", "sync/carry/"),
    "reedsolo": ("sync/carry/",),
    "requests": ("sync/link/",),
    "urllib3": ("sync/link/",),
    "tuf": ("sync/link/",),
    "reportlab": ("printers/",),
    "uharfbuzz": ("printers/",),
    "qrcode": ("printers/",),
    "pypdfium2": ("printers/",),
    "PIL": ("printers/",),
}

# What of the standard library touches a file, a socket, a process, a thread, the clock, chance or the machine: never in kiosk/.
IMPURE = frozenset(
    """_thread asyncio atexit builtins code codeop concurrent contextvars ctypes curses dbm faulthandler fcntl fileinput ftplib
    gc getopt getpass glob grp gzip bz2 lzma http imaplib importlib inspect io linecache locale logging mailbox mmap
    multiprocessing netrc nntplib optparse os pathlib pdb pickle pkgutil platform poplib posix pty pwd py_compile queue random
    readline resource runpy sched secrets select selectors shelve shutil signal site smtplib socket socketserver sqlite3 ssl
    subprocess sys syslog tarfile telnetlib tempfile termios threading time tkinter traceback tty urllib uuid venv
    warnings webbrowser winreg wsgiref xmlrpc zipfile zipimport argparse configparser""".split()
)

# Name → the files that may use it. The clock and chance have one real adapter each; threads are made in one file.
NAMES = {
    "threading": ("ui/lanes.py",),
    "_thread": (),
    "multiprocessing": (),
    "concurrent.futures": (),
    "sqlite3": (),
    "time.sleep": ("app/system.py",),
    "time.time": ("app/system.py",),
    "time.time_ns": ("app/system.py",),
    "time.monotonic": ("app/system.py",),
    "time.monotonic_ns": ("app/system.py",),
    "time.perf_counter": ("app/system.py",),
    "datetime.now": ("app/system.py",),
    "datetime.utcnow": (),
    "date.today": (),
    "random": ("app/village*",),
    "secrets": ("app/system.py",),
    "os.urandom": ("app/system.py",),
    "os.getrandom": (),
    "uuid": (),
    "os.environ": ("app/*",),
    "os.getenv": ("app/*",),
    "print": ("app/commands/*", "app/commands.py", "app/output.py"),
    "eval": (),
    "exec": (),
    "__import__": (),
    "importlib.import_module": ("app/commands/__init__.py",),
    "breakpoint": (),
}


def strangers(module: Module) -> list[str]:
    """Third-party libraries outside their keeper, or with no keeper."""
    found = []
    for node, name in imports(module):
        top = name.split(".")[0]
        if not top or top in sys.stdlib_module_names or top in PACKAGES:
            continue
        if not module.path.startswith(LIBRARIES.get(top, ())):
            found.append(f"{module.at(node)}: {top} is kept by {', '.join(LIBRARIES.get(top, ())) or 'nobody'}")
    return sorted(set(found))


def impurities(module: Module) -> list[str]:
    """What kiosk/ may not import, and files it may not open."""
    if module.package != "kiosk":
        return []
    found = [
        f"{module.at(node)}: kiosk is pure, {name} is not"
        for node, name in imports(module)
        if name.split(".")[0] in IMPURE
    ]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and dotted(node.func) == "open":
            found.append(f"{module.at(node)}: kiosk opens no file")
    return found


def banned_names(module: Module) -> list[str]:
    """Clocks, chance, threads, settings and output used outside their keepers."""
    used = [(node, name) for node, name in imports(module)]
    used += [(node, dotted(node)) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute | ast.Name)]
    found = []
    for node, name in used:
        for banned, keepers in NAMES.items():
            if _is(name, banned) and not any(fnmatch(module.path, keeper) for keeper in keepers):
                found.append(f"{module.at(node)}: {banned} is kept by {', '.join(keepers) or 'nobody'}")
    return sorted(set(found))


def _is(name: str, banned: str) -> bool:
    return name == banned or name.startswith(banned + ".") or name.endswith("." + banned if "." in banned else "\0")


def naps(module: Module) -> list[str]:
    """Tests that sleep, or that play with chance they did not seed."""
    found = []
    for node, name in imports(module):
        if name in {"time.sleep", "secrets"}:
            found.append(f"{module.at(node)}: {name} in a test")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (
            dotted(node.func) in {"time.sleep", "asyncio.sleep", "QTest.qWait", "qtbot.wait", "QTest.qSleep"}
            or (dotted(node.func).startswith("random.") and dotted(node.func) != "random.Random")
        ):
            found.append(f"{module.at(node)}: {dotted(node.func)} in a test")
    return found
