"""Which questions each page opens with: the same every time, answered with what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.defaults import leading, one_a_theme
from khdash.exhibit.topics.answers.answer import Answer, answers_exhibit
from khdash.exhibit.topics.answers.goals import goal_answer, rate_name, title_names
from khdash.exhibit.topics.answers.moves import move_answer
from khdash.exhibit.topics.answers.own_targets import own_target_answer
from khdash.exhibit.topics.answers.parts import parts_answer
from khdash.exhibit.topics.answers.rates import rate_answer, rise_answer
from khdash.exhibit.topics.answers.silence import silence_answer
from khdash.exhibit.topics.answers.sums import MONEY, sum_answer, sum_extent, sum_headline
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection

Builder = Callable[[str, Dataset, Selection], Exhibit]
EXTENT = "extent"
"""In the extra of an exhibit: what its finding is of, said below it."""


def plain_scope(dataset: Dataset, selection: Selection) -> Scope:
    """The scope of figures as reported, whatever form, basis or comparison a page shows."""
    return Scope.of(
        dataset,
        selection.with_(
            indicators=(), form="", basis="", subgroup="", reference="", focus="", benchmarks=()
        ),
    )


def build_answers(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Tổng quan: the leading indicator of each theme, then who has not reported."""
    scope = plain_scope(dataset, selection)
    indicators = [dataset.catalogue.indicators[code] for code in one_a_theme(dataset.catalogue)]
    indicators = _people_first(indicators)
    answers = [_leading_answer(scope, entry) for entry in indicators]
    answers.append(silence_answer(scope, indicators))
    first = indicators[0]
    title = scope.words("Bốn câu hỏi của người lãnh đạo")
    if first.kind == "rate":
        return answers_exhibit(scope, name, title, answers)
    shown = answers_exhibit(scope, name, title, answers, sum_headline(scope, first))
    return replace(shown, extra={**shown.extra, EXTENT: sum_extent(scope, first)})


def _people_first(indicators: list[Indicator]) -> list[Indicator]:
    """People, then the titles that they hold, then money."""
    return sorted(indicators, key=lambda entry: (entry.unit == MONEY, entry.kind == "rate"))


def _leading_answer(scope: Scope, entry: Indicator) -> Answer:
    if entry.kind != "rate":
        return sum_answer(scope, entry, _per_head(scope, entry))
    found = goal_answer(scope, entry, rate_name(scope, entry))
    return found or rate_answer(scope, entry)


def _per_head(scope: Scope, count: Indicator) -> Indicator | None:
    """The rate that stands beside a count of money: what it is per head."""
    if count.unit != MONEY:
        return None
    catalogue = scope.dataset.catalogue
    rate = catalogue.indicators[leading(catalogue, count.theme)[1]]
    return rate if rate.kind == "rate" else None


def of_theme(theme: str) -> Builder:
    """The builder of the answers that the page of a theme opens with."""

    def build_theme(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
        scope = plain_scope(dataset, selection)
        title = scope.words.name(dataset.catalogue.themes[theme])
        return answers_exhibit(scope, name, title, theme_answers(scope, theme))

    return build_theme


def theme_answers(scope: Scope, theme: str) -> list[Answer]:
    """Of a theme of titles each title beside its level; of another its count, rate and parts."""
    catalogue = scope.dataset.catalogue
    titled = [
        answer
        for code, name in title_names(scope).items()
        if catalogue.indicators[code].theme == theme
        and (answer := goal_answer(scope, catalogue.indicators[code], name)) is not None
    ]
    if titled:
        return titled
    count, rate = (catalogue.indicators[code] for code in leading(catalogue, theme))
    answers = [sum_answer(scope, count)] if count.kind != "rate" else []
    if count.kind == "stock" and count.unit != MONEY:
        answers.append(move_answer(scope, count))
    if rate.kind == "rate":
        # Money per head is what the associations set themselves a level for.
        asked = own_target_answer if count.unit == MONEY else rate_answer
        answers.append(asked(scope, rate))
    if count.parts_vi:
        answers.append(parts_answer(scope, count))
    if any(share.count == count.code for share in catalogue.rising_shares):
        answers.append(rise_answer(scope))
    return answers
