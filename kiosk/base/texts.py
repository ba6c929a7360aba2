"""Every sentence a person can meet, by key and language, the same on screen and on paper."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.base.errors import ConfigError

# Order of falling back: a gap in Mongolian is shown in Chinese, marked; English is complete by test.
FALLBACK = "zh"
LANGUAGES = ("zh", "mn", "en")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with how sure we are of its wording (H, M, L as in the glossary) and its voice clip, if recorded."""

    text: str
    confidence: str
    clip: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """All sentences of all languages."""

    sentences: Mapping[str, Mapping[str, Sentence]]
    gaps: Mapping[str, frozenset[str]]

    def say(self, language: str, key: str, /, **params: str) -> str:
        """The sentence with its {params} filled in; falls back to Chinese where the language has a gap."""
        return self.sentence(language, key).text.format_map(params)

    def sentence(self, language: str, key: str) -> Sentence:
        """The sentence itself; KeyError for a key that exists in no language (a bug)."""
        own = self.sentences[language].get(key)
        return own or self.sentences[FALLBACK][key]

    def is_gap(self, language: str, key: str) -> bool:
        """Whether the language has no wording of its own for the key."""
        return key not in self.sentences[language]

    def table(self, language: str) -> dict[str, str]:
        """Every key's sentence in the language, gaps filled: what the screens bind to."""
        return {key: self.sentence(language, key).text for key in self.sentences[FALLBACK]}

    def faults(self) -> list[str]:
        """Keys missing in a language without being marked a gap, and marks for keys that are there or unknown."""
        known = set(self.sentences[FALLBACK])
        faults = []
        for language in LANGUAGES:
            own, marked = set(self.sentences[language]), self.gaps[language]
            faults += [f"{language}: {key} is missing and not marked as a gap" for key in sorted(known - own - marked)]
            faults += [f"{language}: {key} is marked as a gap but is there" for key in sorted(own & marked)]
            faults += [f"{language}: {key} is not a key of {FALLBACK}" for key in sorted((own | marked) - known)]
        return faults


def read_texts(files: Mapping[str, str]) -> Texts:
    """The texts from one TOML text a language; ConfigError G02 when one cannot be read."""
    sentences: dict[str, Mapping[str, Sentence]] = {}
    gaps: dict[str, frozenset[str]] = {}
    for language in LANGUAGES:
        try:
            raw = tomllib.loads(files[language])
        except (KeyError, tomllib.TOMLDecodeError) as error:
            raise ConfigError("G02", f"texts {language}: {error}") from error
        default = str(raw.get("confidence", "H"))
        gaps[language] = frozenset(raw.get("gaps", ()))
        sentences[language] = {key: _sentence(value, default) for key, value in raw.get("texts", {}).items()}
    return Texts(sentences, gaps)


def _sentence(value: Any, default: str) -> Sentence:
    if isinstance(value, str):
        return Sentence(value, default)
    return Sentence(value["text"], value.get("confidence", default), value.get("clip", ""))
