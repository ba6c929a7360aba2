"""The page on which anybody verifies a receipt: its own scripts are run by node, over a hub that really serves it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests

from kiosk.receipts.codes import Claims
from sync.hub.terminals import TerminalStatus, set_terminal_status
from sync.seal.keys import derive
from sync.seal.receiptcode import DeviceCodeSigner
from tests.sync.hub.kit import DEVICE, TERMINAL, Folder, HubProcess
from tests.sync.seal.kit import NAMES, ends

BROWSER = Path(__file__).with_name("browser.js")
CLAIMS = Claims("B240000017X", "其其*", bytes(range(16)), TERMINAL, 20_780)


class Site:
    """A hub in one suite, and its page as it was served."""

    def __init__(self, folder: Folder, url: str) -> None:
        self.folder = folder
        self.url = url
        self.reply = requests.get(f"{url}/verify", timeout=30)
        self.signer = DeviceCodeSigner(folder.suite(), DEVICE)

    def opened(self, **given: Any) -> dict[str, Any]:
        """What the page shows after somebody used it so."""
        asked = {"html": self.reply.text, "hub": self.url, "ed25519": True, **given}
        done = subprocess.run(
            ["node", BROWSER], input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=50
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told


@pytest.fixture(scope="module", params=NAMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """In each suite in turn; a suspended terminal is registered beside the one that serves."""
    folder = Folder(tmp_path_factory.mktemp("hub"))
    folder.rotate(request.param)
    folder.register()
    hub = HubProcess(folder)
    try:
        yield Site(folder, f"http://127.0.0.1:{hub.port}")
    finally:
        hub.stop()
        hub.close()


@pytest.mark.parametrize("way", ["hash", "letters", "photograph"])
def test_a_genuine_code_is_told_in_both_languages_however_it_comes(way: str, site: Site) -> None:
    code = site.signer.code(CLAIMS)
    given: dict[str, Any] = {"hash": "#" + quote(code, safe="")} if way == "hash" else {}
    given |= {"letters": code + "\n"} if way == "letters" else {}
    given |= {"photograph": ["https://example.org", code]} if way == "photograph" else {}
    told = site.opened(**given)
    assert told["className"] == "good"
    for word in ("是真的", "Genuine", "B24 0000 017X", "其其*", "2026-11-23", TERMINAL):
        assert word in told["shown"]
    # Ed25519 is in the browser, SM2 is in none.
    asked = [{"path": "/v1/receipt", "body": code}] if site.folder.suite().name == "gm" else []
    assert told["sent"] == asked


def test_every_changed_letter_is_seen_and_nothing_of_it_is_believed(site: Site) -> None:
    code = site.signer.code(CLAIMS)
    for at in (5, 40, 90, 150, len(code) - 1):
        told = site.opened(letters=code[:at] + ("0" if code[at] != "0" else "1") + code[at + 1 :])
        assert told["className"] == "bad" and "其其" not in told["shown"], at
        assert any(word in told["shown"] for word in ("Changed or damaged", "Unknown terminal", "Another kind"))


def test_every_reason_has_its_own_words(site: Site) -> None:
    suite = site.folder.suite()
    other = ends("gm" if suite.name == "intl" else "intl")
    cases = {
        DeviceCodeSigner(suite, derive(b"\x08" * 32)).code(CLAIMS): "Unknown terminal",
        DeviceCodeSigner(other.suite, DEVICE).code(CLAIMS): "Another kind of cryptography",
        "https://example.org": "Not the code of a receipt",
        "DS1/B240000017X/0123456789AB": "An early receipt, not signed",
        "DS2/": "Changed or damaged",
        "DS2/" + "A" * 4000: "Changed or damaged",
    }
    for text, words in cases.items():
        told = site.opened(letters=text)
        assert (words in told["shown"], told["className"], told["sent"]) == (True, "bad", []), text[:20]


def test_a_demonstration_s_receipt_is_no_good_one(site: Site) -> None:
    demo = Claims("B240000017X", "其其*", bytes(16), TERMINAL, 20_780, day_unsure=True, mode="demo")
    told = site.opened(letters=site.signer.code(demo))
    assert told["className"] == "bad"
    assert "A demonstration: no effect" in told["shown"] and "clock not verified" in told["shown"]


def test_a_picture_without_a_code_is_said_to_be_so(site: Site) -> None:
    assert "No code in the picture" in site.opened(photograph=[])["shown"]


def test_a_browser_that_cannot_says_so_and_sends_nothing_unasked(site: Site) -> None:
    code = site.signer.code(CLAIMS)
    if site.folder.suite().name == "gm":
        assert "camera" not in site.opened(letters=code)["offered"]
        return
    told = site.opened(letters=code, ed25519=False)
    assert "This browser cannot check it" in told["shown"] and told["sent"] == []
    pressed = site.opened(letters=code, ed25519=False, press=True)
    assert pressed["sent"] == [{"path": "/v1/receipt", "body": code}]


def test_only_what_the_browser_can_do_is_offered(site: Site) -> None:
    blind, seeing = site.opened(letters="x"), site.opened(photograph=[])
    assert ("blind" in blind["offered"], "camera" in blind["offered"], "choose" in blind["offered"]) == (
        True,
        False,
        False,
    )
    assert ("blind" in seeing["offered"], "camera" in seeing["offered"], "choose" in seeing["offered"]) == (
        False,
        True,
        True,
    )


def test_nothing_runs_but_what_is_in_the_page_and_nothing_comes_from_elsewhere(site: Site) -> None:
    html, policy = site.reply.text, site.reply.headers["content-security-policy"]
    blocks = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    assert [kind for kind, _ in blocks] == ["style", "script", "script"]
    for _, text in blocks:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert not re.search(r"""(src|href)=|https?://|//[a-z]|@import|url\(""", re.sub(r"// .*", "", html))
    assert " on" + "click" not in html and "{{" not in html


def test_the_hub_says_the_same_and_takes_nothing_longer_than_a_code(site: Site) -> None:
    code = site.signer.code(CLAIMS)
    said = requests.post(f"{site.url}/v1/receipt", data=code, timeout=30).json()
    assert (said["verdict"], said["terminal"], said["day"], said["code"]) == ("genuine", TERMINAL, "2026-11-23", "")
    assert requests.post(f"{site.url}/v1/receipt", data=b"\xff", timeout=30).json()["verdict"] == "not_ours"
    assert requests.post(f"{site.url}/v1/receipt", data="D" * 5000, timeout=30).status_code == 413


def test_a_suspended_terminal_s_code_is_not_called_genuine(site: Site) -> None:
    database = site.folder.database()
    set_terminal_status(database, TERMINAL, status=TerminalStatus.SUSPENDED)
    try:
        told = Site(site.folder, site.url).opened(letters=site.signer.code(CLAIMS))
        assert told["className"] == "bad" and "This terminal is suspended" in told["shown"]
    finally:
        set_terminal_status(database, TERMINAL, status=TerminalStatus.ACTIVE)
        database.close()
