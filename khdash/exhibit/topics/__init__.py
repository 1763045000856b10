"""Exhibits by what they are about: targets, tasks, emulation, quality, one figure, one province."""
