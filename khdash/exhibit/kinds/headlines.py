"""The sentences a chair can read aloud: one for each headline indicator."""

from __future__ import annotations

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import growth_text, standing_sentence, together_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def build_headlines(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """A table of sentences, one an indicator; the first is the headline of the overview page."""
    scope = Scope.of(dataset, selection)
    words = scope.words
    rows = [{"indicator": i.code, "sentence": sentence_of(scope, i)} for i in scope.indicators]
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


def sentence_of(scope: Scope, indicator: Indicator) -> str:
    """The shown units together, how they changed, and who leads; each only where it may be said."""
    spoken = Spoken.of(scope, indicator)
    parts = [together_sentence(spoken)]
    growth = spoken.growth()
    if growth is not None and growth.change is not None:
        parts.append(growth_text(spoken, growth))
    if spoken.leaders:
        parts.append(standing_sentence(spoken))
    return ". ".join(parts)
