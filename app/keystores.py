"""Which store stands behind the port KeyStore, and which of them holds a terminal's master now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from app import paths
from app.asking import ask_passphrase
from app.product import settings_at
from app.system import SystemEntropy
from kiosk.base.settings import CredentialKey, KeyPlace, Settings, Terminal
from sync.seal.credential import Credential, CredentialKeyStore
from sync.seal.errors import sealing
from sync.seal.keyfile import FileKeyStore
from sync.seal.keys import KeyStore
from sync.seal.passphrase import PassphraseKeyStore
from sync.seal.tpm import TpmKeyStore
from sync.seal.tpmtools import TpmTools

KEY_FILES: Mapping[KeyPlace, str] = MappingProxyType(
    {
        "file": "device.key",
        "tpm2": "device.tpm2",
        "systemd-creds": "device.cred",
        "passphrase": "device.passphrase",
    }
)


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """What the settings say of the key: where it is to be, and how a TPM and systemd are asked."""

    place: KeyPlace = "file"
    tpm: str = "device:/dev/tpmrm0"
    pcrs: tuple[int, ...] = ()
    credential_key: CredentialKey = "auto"

    def at(self, place: KeyPlace) -> KeyChoice:
        """The same with the key in another place."""
        return replace(self, place=place)

    def store(self, state_dir: Path) -> KeyStore:
        """The store at that place."""
        file = state_dir / KEY_FILES[self.place]
        match self.place:
            case "file":
                return FileKeyStore(file)
            case "tpm2":
                return TpmKeyStore(file, TpmTools(self.tpm), pcrs=self.pcrs)
            case "systemd-creds":
                return CredentialKeyStore(file, Credential(self.credential_key, self.tpm, self.pcrs, _delivered()))
            case "passphrase":
                return PassphraseKeyStore(file, ask_passphrase, SystemEntropy())
            case _:
                assert_never(self.place)


def choice_of(terminal: Terminal) -> KeyChoice:
    """What these settings choose."""
    return KeyChoice(terminal.key, terminal.tpm, terminal.tpm_pcrs, terminal.credential_key)


def settings_in(file: Path | None) -> Settings | None:
    """A file of settings; None is the system's own, or nothing where there is none: a demo's directory has none beside it."""
    if file is None and not paths.SYSTEM_SETTINGS.is_file():
        return None
    return settings_at(file or paths.SYSTEM_SETTINGS)


def choice_in(file: Path | None) -> KeyChoice:
    """What a file of settings chooses, or the system's own."""
    settings = settings_in(file)
    return choice_of(settings.terminal) if settings else KeyChoice()


def kept_in(state_dir: Path) -> list[KeyPlace]:
    """The places that hold something in this directory: one, or two while a move is not finished. Raises SealError K01."""
    with sealing("the terminal's directory"):
        return [place for place, file in KEY_FILES.items() if (state_dir / file).exists()]


def _delivered() -> Path | None:
    """Where the service manager put this service's credentials."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None
