"""The terminal's settings: what is wrong is told all at once, with the key it is about."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import Blame, ConfigError
from kiosk.base.settings import Clerks, Rules, Settings, Store, read_settings
from tests.gate.source import ROOT

SHIPPED = sorted((ROOT / "packaging" / "config").glob("*.toml"))
GOOD = (ROOT / "packaging" / "config" / "terminal.example.toml").read_text("utf-8")
SECTIONS = tuple(field.name for field in msgspec.structs.fields(Settings))


def faults(text: str) -> list[str]:
    """What is said of a text."""
    with pytest.raises(ConfigError) as told:
        read_settings(text)
    assert (told.value.code, told.value.blame) == ("G01", Blame.CONFIGURATION)
    return told.value.detail.splitlines()


def changed(*changes: tuple[str, str]) -> str:
    """The example with pieces replaced; each has to be there."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_two_files_are_shipped() -> None:
    assert [path.name for path in SHIPPED] == ["demo.toml", "terminal.example.toml"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_is_in_order(path: Path) -> None:
    settings = read_settings(path.read_text("utf-8"))
    assert settings.station.division.startswith("1508")
    assert settings.hub.insecure_demo is (path.stem == "demo")
    assert settings.devices.readers == (("simulated",) if path.stem == "demo" else ("pcsc",))


@pytest.mark.parametrize("camera", ["", "simulated", "v4l2:/dev/video0", "file:papers/one.avi", "folder:/srv/papers"])
def test_a_camera_is_a_device_a_file_or_a_folder(camera: str) -> None:
    text = changed(('readers = ["pcsc"]', f'camera = "{camera}"\nreaders = ["pcsc"]'))
    assert read_settings(text).devices.camera == camera


@pytest.mark.parametrize(
    "camera", ["webcam", "v4l2", "v4l2:", "v4l2:0", "file:", "folder", "simulated:1", "http://camera"]
)
def test_any_other_camera_is_a_fault(camera: str) -> None:
    (told,) = faults(changed(('readers = ["pcsc"]', f'camera = "{camera}"\nreaders = ["pcsc"]')))
    assert told.startswith("devices.camera: must be v4l2:/DEVICE")


PRINTER = 'printer = "folder:/var/spool/doorstep/receipts"'


@pytest.mark.parametrize(
    "printer",
    [
        "folder:receipts",
        "ipp://localhost:631/printers/kiosk",
        "ipp://192.0.2.7/ipp/print",
        "ipp://[2001:db8::7]:8631/ipp",
        "escpos:tcp:192.168.8.20:9100",
        "escpos:xp-80:tcp:printer.lan:65535",
        "escpos:usb:/dev/usb/lp0",
        "escpos:serial:/dev/serial/by-path/pci-0:0:1",
        "escpos:tm-t20iii:serial:/dev/ttyS0",
        "escpos:simulated",
        "escpos:narrow:simulated",
    ],
)
def test_a_printer_is_a_folder_or_an_address(printer: str) -> None:
    assert read_settings(changed((PRINTER, f'printer = "{printer}"'))).devices.printer == printer


@pytest.mark.parametrize(
    "printer",
    [
        "",
        "receipts",
        "folder:",
        "ipps://printer/ipp",
        "http://printer",
        "ipp://",
        "ipp://a b/",
        "lp",
        "escpos",
        "escpos:",
        "escpos:tcp:printer",
        "escpos:tcp:printer:0",
        "escpos:tcp:printer:65536",
        "escpos:usb:lp0",
        "escpos:serial:",
        "escpos:a:b:usb:/dev/usb/lp0",
        "simulated",
    ],
)
def test_any_other_printer_is_a_fault(printer: str) -> None:
    (told,) = faults(changed((PRINTER, f'printer = "{printer}"')))
    assert told.startswith("devices.printer: ")


def test_settings_of_before_printers_could_be_chosen_go_on_printing_to_their_folder() -> None:
    former = changed((PRINTER, 'receipt_folder = "/srv/receipts"'))
    assert read_settings(former).devices.printer == "folder:/srv/receipts"
    both = changed((PRINTER, f'{PRINTER}\nreceipt_folder = "/srv/receipts"'))
    assert faults(both) == ["devices.receipt_folder: unknown key"]


def test_what_a_camera_is_follows_from_the_camera() -> None:
    text = changed(('readers = ["pcsc"]', 'present = ["doc_camera", "sign_pad"]\nreaders = ["pcsc"]'))
    assert faults(text) == ["devices.present: doc_camera follows from devices.camera"]


@pytest.mark.parametrize("device", ["id_reader", "ss_card_reader"])
def test_what_a_reader_is_follows_from_the_readers(device: str) -> None:
    text = changed(('readers = ["pcsc"]', f'present = ["{device}", "sign_pad"]\nreaders = ["pcsc"]'))
    assert faults(text) == [f"devices.present: {device} follows from devices.readers"]


def test_store_clerks_and_rules_may_be_left_out() -> None:
    settings = read_settings(GOOD[: GOOD.index("[store]")])
    assert (settings.store, settings.clerks, settings.rules) == (Store("", 60), Clerks("", ""), Rules())


@pytest.mark.parametrize("section", SECTIONS)
def test_an_unknown_key_is_told_at_every_level(section: str) -> None:
    assert faults(changed((f"[{section}]", f"[{section}]\nflavour = 1"))) == [f"{section}.flavour: unknown key"]


def test_an_unknown_section_and_an_unknown_key_outside_of_any() -> None:
    assert faults("flavour = 1\n" + GOOD + "\n[kitchen]\nstove = true") == [
        "flavour: unknown key",
        "kitchen: unknown key",
    ]


def test_an_empty_file_lacks_every_section_that_is_needed() -> None:
    assert faults("") == [f"{section}: missing" for section in SECTIONS if section not in ("store", "clerks", "rules")]


def test_all_faults_are_told_at_once() -> None:
    text = changed(
        ('name_zh = "某某嘎查便民服务站"\n', ""),
        ('division = "150824100205"', 'division = "15082410020"'),
        ('code = "B24"', 'code = "BIO"'),
        ('suite = "intl"', 'suite = "rot13"'),
        ('paper = "roll80"', "paper = 80"),
        ('readers = ["pcsc"]', 'readers = ["usb", "pcsc:ACR"]'),
        ("deferral_days = 15", "deferral_days = 0"),
        ("warning_s = 45", 'warning_s = "long"\nflavour = 1'),
        ("minimum_free_mib = 200", "minimum_free_mib = -1"),
    )
    told = faults(text)
    keys = [line.partition(":")[0] for line in told]
    assert sorted(keys) == sorted(
        [
            "station.name_zh", "station.division", "terminal.code", "hub.suite", "devices.paper", "devices.readers",
            "rules.deferral_days", "rules.warning_s", "rules.flavour", "rules.minimum_free_mib",
        ]
    )  # fmt: skip
    assert "station.name_zh: missing" in told and "rules.flavour: unknown key" in told
    assert (
        "devices.readers: 'usb' is not pcsc, pcsc:NAME, sam:/PORT, sam:usb, sam:PROFILE:PORT, simulated or simulated:NAME"
        in told
    )


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('readers = ["pcsc"]', "readers = []", "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:ttyS1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:slow:ttyS1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam::/dev/ttyS1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb0"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb:0400"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb:0400:c35g"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb@1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb:usb"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:usb:/dev/ttyS1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = ["sam:/dev/ttyS1", "sam:/dev/ttyS1"]', "devices.readers"),
        ('readers = ["pcsc"]', 'readers = "pcsc"', "devices.readers"),
        ('readers = ["pcsc"]', "readers = [1]", "devices.readers"),
        ('division = "150824100205"', 'division = "150124100205"', "station.division"),
        ('division = "150824100205"', "division = 150824100205", "station.division"),
        ("warning_s = 45", "warning_s = 9", "rules.warning_s"),
        ("warning_s = 45", "warning_s = 45.5", "rules.warning_s"),
        ("warning_s = 45", "warning_s = true", "rules.warning_s"),
        ('backup_folder = "/media/copies/terminal"', 'backup_folder = "copies"', "store.backup_folder"),
        ('backup_folder = "/media/copies/terminal"', "backup_folder = 1", "store.backup_folder"),
        ("backup_every_min = 60", "backup_every_min = 4", "store.backup_every_min"),
        ('issuers = ""', 'issuers = "clerks.pem"', "clerks.issuers"),
        ('issuers = ""', "issuers = 1", "clerks.issuers"),
        ('revoked = ""', 'revoked = "/etc/doorstep/clerks.revoked"', "clerks.revoked"),
        ("backup_every_min = 60", 'backup_every_min = "60"', "store.backup_every_min"),
        ('code = "B24"', 'code = "B2"', "terminal.code"),
        ('code = "B24"', 'code = "b24"', "terminal.code"),
        ('key = "tpm2"', 'key = "stone"', "terminal.key"),
        ('key = "tpm2"', "tpm_pcrs = [24]", "terminal.tpm_pcrs"),
        ('key = "tpm2"', "tpm_pcrs = [-1]", "terminal.tpm_pcrs"),
        ('key = "tpm2"', "tpm_pcrs = [7, 7]", "terminal.tpm_pcrs"),
        ('key = "tpm2"', "tpm_pcrs = [7.5]", "terminal.tpm_pcrs"),
        ('key = "tpm2"', 'credential_key = "tpm"', "terminal.credential_key"),
    ],
)
def test_a_wrong_value_is_told_by_its_key_once(old: str, new: str, key: str) -> None:
    assert [line.partition(":")[0] for line in faults(changed((old, new)))] == [key]


@pytest.mark.parametrize("section", ["station", "rules"])
def test_a_section_that_is_none(section: str) -> None:
    begin = GOOD.index(f"[{section}]")
    end = GOOD.find("\n[", begin + 1)
    text = f"{section} = 1\n" + GOOD[:begin] + (GOOD[end:] if end > 0 else "")
    assert faults(text) == [f"{section}: must be a section"]


@pytest.mark.parametrize("text", ["station = ", "[station", "[station]\nname_zh = 1\nname_zh = 2", "\x00"])
def test_what_is_no_toml_is_told_as_such(text: str) -> None:
    (line,) = faults(text)
    assert line.startswith("not TOML: ")


@given(st.sampled_from(GOOD.splitlines()), st.text(max_size=6))
def test_whatever_stands_in_a_line_it_is_settings_or_a_coded_fault(line: str, word: str) -> None:
    text = GOOD.replace(line, word + line[len(word) :])
    with suppress(ConfigError):
        assert set(msgspec.to_builtins(read_settings(text))) == set(SECTIONS)
