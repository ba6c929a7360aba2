"""What every room leans on: errors, clock, ids, privacy, configuration, texts, audit events."""
