"""The process in which files are checked, apart from those who read."""

from __future__ import annotations

from khdash.ingest.apart import Worker

WORKER = Worker()
"""Its budget is told at the start of the server."""
