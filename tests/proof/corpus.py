"""Sentences with the figures that a person found in them, and what the program makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khdash.model.dataset import Dataset
from khdash.proof import Finding, check_text

HERE = Path(__file__).parent
GOOD = ("agrees", "rounded")
UNDECIDED = ("unclear", "unknown")


@dataclass(frozen=True)
class Expected:
    """One figure as read by hand; "-" where the text leaves it open. status `undecided`: either
    asked about or without a figure of ours to decide by."""

    number: str
    status: str
    indicator: str
    unit: str
    year: str

    @property
    def is_clear(self) -> bool:
        return self.status not in ("undecided", *UNDECIDED)

    def suits(self, finding: Finding) -> bool:
        """Whether a finding of this number says what the person read."""
        said = finding.said
        unit = self.unit in ("", "-", said.unit)
        year = self.year in ("", "-", str(said.year))
        if self.status == "undecided":
            return finding.status in UNDECIDED
        named = self.status == "unclear" or said.indicator == self.indicator
        return finding.status == self.status and unit and year and named


@dataclass(frozen=True)
class Case:
    text: str
    figures: tuple[Expected, ...]


@dataclass(frozen=True)
class Outcome:
    """What the program made of a case: pairs of what was expected and found, and the rest."""

    case: Case
    pairs: tuple[tuple[Expected, Finding], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Finding, ...]

    @property
    def wrong_agrees(self) -> list[str]:
        """The figures that were called right though nothing of ours says so."""
        wrong = [f.text for e, f in self.pairs if f.status in GOOD and not e.suits(f)]
        return [*wrong, *(f.text for f in self.extra if f.status in GOOD)]

    @property
    def faults(self) -> list[str]:
        wrong = [f"{e} but {f.status} {f.why}" for e, f in self.pairs if not e.suits(f)]
        return [*wrong, *map(str, self.missed), *(f"extra {f.text}" for f in self.extra)]


def read_corpus(path: Path = HERE / "corpus.txt") -> Iterator[Case]:
    """The cases of a file, in their order."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = "\n".join(line[2:] for line in lines if line.startswith("> "))
        if text:
            rows = [line.split("|") for line in lines if not line.startswith("> ")]
            yield Case(text, tuple(Expected(*map(str.strip, row)) for row in rows))


def outcome_of(case: Case, dataset: Dataset) -> Outcome:
    """A case read by the program; equal numbers are matched in the order of the text."""
    left = check_text(case.text, dataset)
    pairs, missed = [], []
    for expected in case.figures:
        found = next((f for f in left if f.text == expected.number), None)
        if found is None:
            missed.append(expected)
        else:
            left.remove(found)
            pairs.append((expected, found))
    return Outcome(case, tuple(pairs), tuple(missed), tuple(left))
