"""The sentences a chair can read aloud: one for each headline indicator."""

from __future__ import annotations

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import growth_text, standing_sentence, together_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection


def build_headlines(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """A table of findings, one or two an indicator; the first heads the overview page."""
    scope = Scope.of(dataset, selection)
    words = scope.words
    rows = [
        {"indicator": indicator.code, "sentence": finding}
        for indicator in scope.indicators
        for finding in findings_of(scope, indicator)
    ]
    return assemble(
        scope,
        name,
        "table",
        rows,
        title=words("Ba điều đáng nói"),
        headline=rows[0]["sentence"],
        subtitle=words("Tính đến {year}.", year=scope.year),
        columns=(Column("sentence", words("Nhận định")),),
        alt=" ".join(f"{row['sentence']}." for row in rows),
    )


LONGEST = 140
"""How long a finding may be, in letters, that says two things: it is read in one breath."""


def findings_of(scope: Scope, indicator: Indicator) -> list[str]:
    """The shown units together and how they changed; then who leads; each where it may be said.

    A change that would make the first too long is left to the exhibit of growth.
    """
    spoken = Spoken.of(scope, indicator)
    together = together_sentence(spoken)
    growth = spoken.growth()
    if growth is not None and growth.change is not None:
        changed = f"{together}. {growth_text(spoken, growth)}"
        together = changed if len(changed) <= LONGEST else together
    return [together, *([standing_sentence(spoken)] if spoken.leaders else [])]
