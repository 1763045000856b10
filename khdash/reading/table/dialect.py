"""How a delimited text is divided into cells."""

from __future__ import annotations

from dataclasses import dataclass

ALIGNED = "  "
PAIRS = {'"': '"', "'": "'", "`": "`", "‘": "’", "“": "”", "«": "»"}


@dataclass(frozen=True)
class Dialect:
    """How a text is divided; no delimiter means one cell a line, ALIGNED two spaces or more."""

    delimiter: str = ""
    quote: str = '"'
    escape: str = ""

    @property
    def close(self) -> str:
        """The mark that ends a quoted cell."""
        return PAIRS.get(self.quote, self.quote)
