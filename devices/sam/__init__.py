"""Readers with a security module (SAM) for resident ID cards: frames, commands, profiles, the reader and a simulated one."""
