"""Part of m002, as SQL: which sealed files belong to which application."""

from __future__ import annotations

from sync.store.schema import guard

FILES: tuple[str, ...] = (
    """CREATE TABLE attachments(
        application_id TEXT NOT NULL CHECK (length(application_id) BETWEEN 1 AND 64),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
        size INTEGER NOT NULL CHECK (size > 0),
        place INTEGER NOT NULL CHECK (place > 0),
        added_at_ms INTEGER NOT NULL,
        PRIMARY KEY (application_id, sha256),
        UNIQUE (application_id, place)
    ) STRICT""",
    "CREATE INDEX attachments_by_file ON attachments(sha256)",
    guard("attachment_is_fixed", "UPDATE ON attachments", "1"),
    # What was signed for is complete: nothing is added to it, and nothing taken away.
    guard(
        "attachment_before_submission",
        "INSERT ON attachments",
        "EXISTS (SELECT 1 FROM outbox WHERE id = NEW.application_id)"
        " OR EXISTS (SELECT 1 FROM attachments WHERE application_id = NEW.application_id"
        " AND (sha256 = NEW.sha256 OR place = NEW.place))",
    ),
    guard(
        "attachment_stays_with_its_entry",
        "DELETE ON attachments",
        "EXISTS (SELECT 1 FROM outbox WHERE id = OLD.application_id)",
    ),
)
