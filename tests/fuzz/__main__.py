"""Fuzzes one target for a time; the process ends with 0 when nothing was found.

    python -m tests.fuzz TARGET SECONDS FOLDER

FOLDER gets the corpus, and the bytes of a finding. The library's own exit codes tell which: a crash, a hang, too much memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["devices", "kiosk", "printers"]):
    from tests.fuzz.planted import PLANTED
    from tests.fuzz.targets import OUTCOMES, TARGETS

HANG_S, MEMORY_MB, LONGEST_BYTES = 10, 1024, 4096


def main() -> None:
    """Never returns: the fuzzer ends the process."""
    name, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    target = {**TARGETS, **PLANTED}[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)

    def once(raw: bytes) -> None:
        outcome = target.run(raw)
        assert isinstance(outcome, OUTCOMES), type(outcome)

    options = [
        f"-max_total_time={seconds}",
        f"-timeout={HANG_S}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-max_len={LONGEST_BYTES}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
