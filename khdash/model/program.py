"""How a reader calls the program: as an installed command, or out of a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = (PACKAGE / "shipped").is_dir()
"""Whether what is shipped lies within the package, as a wheel brings it."""
CALLED = "khdash"
IN_A_CHECKOUT = "python -m khdash"


def as_called(text: str) -> str:
    """A sentence that names commands as of a checkout, as they are typed here."""
    return text.replace(IN_A_CHECKOUT, CALLED) if INSTALLED else text
