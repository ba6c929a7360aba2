"""The hub's tables, in words every SQL database understands."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA_VERSION = 1
METADATA = MetaData()

schema = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

terminals = Table(
    "terminals",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("heartbeat", LargeBinary),
    Column("heard_at_ms", BigInteger),
    Column("registered_at_ms", BigInteger, nullable=False),
)

# What was received, byte for byte; nothing here is ever changed or deleted.
envelopes = Table(
    "envelopes",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at_ms", BigInteger, nullable=False),
    Index("envelopes_by_terminal", "terminal", "sequence"),
)

acknowledgements = Table(
    "acknowledgements",
    METADATA,
    Column("id", Text, ForeignKey("envelopes.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# The opened contents: the hub is the platform, and the authority's systems read here.
applications = Table(
    "applications",
    METADATA,
    Column("id", Text, ForeignKey("envelopes.id"), primary_key=True),
    Column("reference_number", Text, nullable=False, index=True),
    Column("items", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

ratings = Table(
    "ratings",
    METADATA,
    Column("id", Text, ForeignKey("envelopes.id"), primary_key=True),
    Column("application_id", Text, nullable=False, index=True),
    Column("item_id", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Another envelope under a known id: kept for a person to look at, never overwriting the first.
conflicts = Table(
    "conflicts",
    METADATA,
    Column("id", Text, ForeignKey("envelopes.id"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("terminal", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at_ms", BigInteger, nullable=False),
)

# Envelopes that could not be taken in: citizens' papers all the same, so they are kept with the reason.
quarantine = Table(
    "quarantine",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("received_at_ms", BigInteger, nullable=False),
)

# How far each terminal's audit has been seen, and the countersignature given for it; n is 0 where a person let it begin anew.
audit_heads = Table(
    "audit_heads",
    METADATA,
    Column("terminal", Text, ForeignKey("terminals.id"), primary_key=True),
    Column("line", BigInteger, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# An audit that went backwards or was another one: the first sign of it in each line, for a person; never changed or deleted.
audit_alarms = Table(
    "audit_alarms",
    METADATA,
    Column("terminal", Text, ForeignKey("terminals.id"), primary_key=True),
    Column("line", BigInteger, primary_key=True, autoincrement=False),
    Column("standing", Text, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("held_n", BigInteger, nullable=False),
    Column("checkpoint", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("held", LargeBinary, nullable=False),
    Column("held_signature", LargeBinary, nullable=False),
    Column("received_at_ms", BigInteger, nullable=False),
)
