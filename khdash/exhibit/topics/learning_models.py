"""Learning models: registered, recognised and rate of one title, both denominators kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from khdash.exhibit.core.assemble import assemble, coverage_of
from khdash.exhibit.core.exhibit import Exhibit, Note
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.notes import coverage_note
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.defaults import one_titled
from khdash.exhibit.kinds.heat_table import basis_label, dressed, matrix_columns, matrix_notes
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.roles import TITLE_ROLES
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection

BASES = ("all", "registered", "unstated")


def build_learning_models(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """A matrix unit x (registered, recognised, rate on each basis) for one title.

    The title is that of the first chosen indicator; one without a title gives way to the default.
    """
    catalogue = dataset.catalogue
    chosen = Scope.of(dataset, selection).indicator
    chosen = chosen if chosen.title else catalogue.indicators[one_titled(catalogue)[0]]
    codes = tuple(catalogue.titled[chosen.title, role].code for role in TITLE_ROLES)
    scope = Scope.of(dataset, selection.with_(indicators=codes, basis=""))
    words = scope.words
    title = words.name(catalogue.titles[chosen.title])
    registered, recognised, rate = scope.indicators
    counts = [_cells(scope, indicator) for indicator in (registered, recognised)]
    rates = latest_of(scope, rate)
    by_basis = [
        dressed(scope, rate, rows, basis_label(scope, rate, basis))
        for basis in BASES
        if (rows := [row for row in rates if row["basis"] == basis])
    ]
    full = [rows for rows in (*counts, *by_basis) if any(map(has_value, rows))]
    # A column without a figure is told in a sentence; a table without any says so cell by cell.
    silent = [rows[0]["indicator_name"] for rows in counts if rows not in full] if full else []
    table = [row for rows in full or counts for row in rows]
    coverage = coverage_of(scope, table)
    aside = [row for row in table if has_value(row)]
    return assemble(
        scope,
        name,
        "heat_table",
        table,
        title=title,
        headline=_headline(scope, title, table),
        subtitle=words(
            "Đăng ký, được công nhận và tỷ lệ; số mới nhất của từng tỉnh trong {years}.",
            years=words.years(scope.year - scope.tolerance, scope.year),
        ),
        columns=matrix_columns(scope),
        coverage=coverage,
        notes=(
            coverage_note(scope, coverage, aside),
            *_silent_note(scope, silent),
            *matrix_notes(scope, table),
        ),
    )


def _cells(scope: Scope, indicator: Indicator) -> list[Row]:
    return dressed(scope, indicator, latest_of(scope, indicator))


def _silent_note(scope: Scope, names: list[str]) -> Iterator[Note]:
    if names:
        told = scope.words.listed(names)
        text = scope.words("Trong thời gian ấy chưa tỉnh nào công bố: {names}.", names=told)
        yield Note("coverage", text)


def _headline(scope: Scope, name: str, table: list[Row]) -> str:
    words = scope.words
    n = len(scope.units)
    bases: dict[str, set[str]] = {}
    for row in comparable(table):
        if row["basis"]:
            bases.setdefault(row["unit"], set()).add(row["basis"])
    if not bases:
        return words("{name}: chưa có tỷ lệ nào đến {year}", name=name, year=scope.year)
    basis_words = {
        "all": mark("{k} trên tổng số"),
        "registered": mark("{k} trên số đăng ký"),
        "unstated": mark("{k} không ghi mẫu số"),
    }
    found = [
        words(basis_words[basis], k=k)
        for basis in BASES
        if (k := sum(basis in own for own in bases.values()))
    ]
    told = words(
        "{name}: {k}/{n} tỉnh có tỷ lệ, {found}",
        name=name,
        k=len(bases),
        n=n,
        found=words.listed(found),
    )
    twice = sum(len(own) > 1 for own in bases.values())
    return told + (words(" ({k} tỉnh có cả hai loại)", k=twice) if twice else "")
