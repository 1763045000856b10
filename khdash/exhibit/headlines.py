"""The sentences a chair can read aloud: one for each headline indicator."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.assemble import assemble, coverage_of
from khdash.exhibit.comparison import one_row_a_unit, ranked_latest
from khdash.exhibit.exhibit import Column, Exhibit
from khdash.exhibit.scope import Scope
from khdash.exhibit.sentences import change_sentence, standing_sentence
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.growth import unit_changes


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
    """What can be said of an indicator: where the units stand, or else how one of them changed."""
    table = one_row_a_unit(ranked_latest(scope, indicator))
    coverage = coverage_of(scope, table)
    standing = standing_sentence(scope, indicator, table, coverage)
    if coverage.enough or indicator.kind == "rate":
        return standing
    series = scope.series(indicator, first_year=scope.first_year)
    changes = unit_changes(series, indicator.kind)
    if not changes["direction"].isin(["up", "down"]).any():
        return standing
    return f"{standing}. {change_sentence(scope, indicator, changes)}"
