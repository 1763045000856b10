"""Where things are: what is shipped and only read, and what users write.

In a checkout the shipped folders stand beside the package, in an installed program within it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from khdash.model import settings
from khdash.model.program import INSTALLED, PACKAGE

PROJECT = PACKAGE / "shipped" if INSTALLED else PACKAGE.parent
"""The folder of app.py, pages, data, static, docs: only read."""
DATABASE = "khdash.duckdb"
DEMO_MARKER = "demo.marker"


@dataclass(frozen=True, slots=True)
class Places:
    """data: catalogue, published figures, boundaries; nothing is written there.

    home: everything that users write. database: the file made of both, usually in the home.
    """

    data: Path
    home: Path
    database: Path

    @property
    def journal(self) -> Path:
        return self.home / "journal"

    @property
    def drafts(self) -> Path:
        return self.home / "drafts"

    @property
    def plans(self) -> Path:
        return self.home / "plans"

    @property
    def own_catalogue(self) -> Path:
        """The office's own rows of the catalogue, which an upgrade leaves alone."""
        return self.home / "catalogue"

    @property
    def demo(self) -> bool:
        """Whether the figures of the data folder are generated ones."""
        return (self.data / DEMO_MARKER).exists()


def here(
    data: Path | None = None, home: Path | None = None, database: Path | None = None
) -> Places:
    """The places given, else those of KHDASH_DATA, KHDASH_HOME, KHDASH_DB, else the usual ones.

    The usual home stands beside a checkout; of an installed program it is the folder that the
    platform gives to each user's data. Generated figures have theirs within their own folder, so
    that they meet no real ones.
    """
    data = data or settings.path("KHDASH_DATA") or PROJECT / "data"
    home = home or settings.path("KHDASH_HOME") or _usual_home(data)
    return Places(data, home, database or settings.path("KHDASH_DB") or home / DATABASE)


def _usual_home(data: Path) -> Path:
    if (data / DEMO_MARKER).exists():
        return data / "home"
    if INSTALLED:
        return platformdirs.user_data_path("khdash", appauthor=False)
    return PROJECT / "home"


def snapshot_address() -> str:
    """Where the snapshots lie that this process serves (KHDASH_SNAPSHOT); '' to serve the store."""
    return settings.text("KHDASH_SNAPSHOT")


def publish_address() -> str:
    """Where the application publishes after every change (KHDASH_PUBLISH); '' for nowhere."""
    return settings.text("KHDASH_PUBLISH")


def uploads_address() -> str:
    """Where figures are handed in, as a snapshot tells it (KHDASH_UPLOADS_AT)."""
    return settings.text("KHDASH_UPLOADS_AT")


def normal(path: Path) -> Path:
    """A path without detours, its links left as they are."""
    return Path(os.path.normpath(path))
