"""The sentences a chair can read aloud: one for each headline indicator."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, coverage_of
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import standing_sentence
from khdash.exhibit.kinds.comparison import one_row_a_unit, ranked_latest
from khdash.exhibit.kinds.growth import cluster_change, like_for_like_text
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def build_headlines(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """A table of sentences, one an indicator; the first is the headline of the overview page."""
    scope = Scope.of(dataset, selection)
    words = scope.words
    rows = [{"indicator": i.code, "sentence": sentence_of(scope, i)} for i in scope.indicators]
    table = pd.DataFrame(rows, columns=["indicator", "sentence"])
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Ba điều đáng nói"),
        headline=str(table["sentence"].iloc[0]),
        subtitle=words("Tính đến {year}.", year=scope.year),
        columns=(Column("sentence", words("Nhận định")),),
        alt=" ".join(f"{s}." for s in table["sentence"]),
    )


def sentence_of(scope: Scope, indicator: Indicator) -> str:
    """Where the units stand; for counts and money of enough units, how they changed together."""
    table = one_row_a_unit(ranked_latest(scope, indicator))
    coverage = coverage_of(scope, table)
    standing = standing_sentence(scope, indicator, table, coverage)
    change = cluster_change(scope, indicator)
    if change is None or not change.enough or change.change is None or change.low_confidence:
        return standing
    return f"{standing}. {like_for_like_text(scope, indicator)}"
