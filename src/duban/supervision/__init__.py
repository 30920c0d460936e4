"""Supervision: lights kept with their reasons, by rules that are pure."""
