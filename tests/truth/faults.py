"""What a check finds: the kind of a fault, the exhibit and query that show it, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    kind: str
    text: str
    evidence: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: «{self.text}» {self.evidence}".strip()
