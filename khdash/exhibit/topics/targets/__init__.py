"""Targets: the lines that charts draw, the status of each, and what it would take."""
