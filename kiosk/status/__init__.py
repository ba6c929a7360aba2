"""Tracking, health, readiness and the fault catalogue."""
