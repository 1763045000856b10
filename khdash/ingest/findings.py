"""What was noticed about a file, as data: a stable code, where, and the parameters of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from khdash.rules.rule import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
MOST_OF_A_CODE = 200


@dataclass(frozen=True, slots=True)
class Both:
    """A name in both languages, as a parameter of a finding."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; its sentences are in khdash.ingest.messages.

    cell: address in the original file, '' where the finding concerns the whole file. value: the
    text that stands there. An error means that the cells concerned are rejected, unless it only
    `asks`: a rule of plausibility rejects nothing.
    """

    code: str
    severity: Severity
    sheet: str | None = None
    cell: str = ""
    value: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    asks: bool = False

    @property
    def rejects(self) -> bool:
        """Whether it keeps figures from being imported."""
        return self.severity == "error" and not self.asks


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then notes; within one severity as they were found."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def capped(findings: Sequence[Finding], most: int = MOST_OF_A_CODE) -> list[Finding]:
    """At most `most` findings of each code, and one that counts those left out."""
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= most:
            kept.append(finding)
    for finding in list(kept):
        left_out = seen[finding.code] - most
        if left_out > 0:
            kept.append(
                Finding(
                    "more-of-the-same",
                    finding.severity,
                    params={"code": finding.code, "count": left_out},
                    asks=finding.asks,
                )
            )
            seen[finding.code] = 0
    return kept
