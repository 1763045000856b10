"""The board of emulation: scores by criterion, how firm the ranks are, the figures, the scheme."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from khdash.exhibit.core.aside import aside
from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.topics.emulation.of_unit import OF_UNIT, of_unit
from khdash.exhibit.topics.emulation.plan import Measured, Plan, example_plan
from khdash.exhibit.topics.emulation.scores import Scores, scores_of
from khdash.exhibit.topics.emulation.sentences import (
    board_notes,
    figures_alt,
    points_text,
    range_text,
    robustness_text,
    rule_text,
    score_alt,
    standing_headline,
)
from khdash.exhibit.topics.targets.status import status_scope
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection

Row = dict[str, Any]
OF_AMOUNT = {
    name: f"amount_{name}" for name in ("lower", "upper", "qualifier", "measure", "decimals")
}
"""What is said of the figure scored, in a table whose `value` is points."""


def build_emulation(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """An exhibit of emulation by the example plan."""
    return emulation_exhibit(name, dataset, selection, example_plan())


def emulation_exhibit(name: str, dataset: Dataset, selection: Selection, plan: Plan) -> Exhibit:
    """An exhibit of emulation by name: emulation, emulation_ranks, _figures, _criteria or _unit.

    Raises SchemeError where the plan names unknown things, TableError where a method cannot score
    a figure.
    """
    return _exhibit(dataset, name, selection.with_(subgroup="", indicators=()), plan)


@kept(64)
def _exhibit(dataset: Dataset, name: str, selection: Selection, plan: Plan) -> Exhibit:
    if name == OF_UNIT:
        return _one_unit(dataset, selection, plan)
    makers = {
        "emulation": _contributions,
        "emulation_ranks": _ranks,
        "emulation_figures": _figures,
        "emulation_criteria": _criteria,
    }
    return makers[name](kept_scores(dataset, selection, plan))


def _one_unit(dataset: Dataset, selection: Selection, plan: Plan) -> Exhibit:
    """The first unit that was chosen, else the one that a profile opens with."""
    scores = kept_scores(dataset, selection.with_(units=()), plan)
    keys, default = scores.scope.unit_keys, dataset.catalogue.cluster.default_unit
    asked = (*selection.units[:1], default)
    unit = next((key for key in asked if key in keys), keys[0])
    title = plan_title(scores.scope.words, plan)
    return of_unit(scores, contribution_table(scores), unit, title)


@kept(32)
def kept_scores(dataset: Dataset, selection: Selection, plan: Plan) -> Scores:
    """The scores of a selection; the board and what is said of it ask for the same."""
    return scores_of(status_scope(dataset, selection), plan)


def plan_title(words: Words, plan: Plan) -> str:
    """What the plan is called."""
    scheme = plan.scheme
    return words.of(scheme.name_vi or scheme.code, scheme.name_en) or words("Bảng điểm thi đua")


def _contributions(scores: Scores) -> Exhibit:
    """A row a unit and criterion (or points given): `value` is what it adds to the score."""
    words, scope = scores.scope.words, scores.scope
    title = plan_title(words, scores.plan)
    table = contribution_table(scores)
    return assemble(
        scope,
        "emulation",
        "contributions",
        table,
        title=title,
        headline=standing_headline(scores),
        subtitle=words(
            "Điểm của từng tỉnh và phần mỗi tiêu chí đóng góp, tính đến {year}.", year=scope.year
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("score_text", words("Điểm")),
            Column("criterion_name", words("Tiêu chí")),
            Column("amount_text", words("Số dùng để chấm")),
            Column("normalised", words("Điểm tiêu chí"), "figure", "points", 1),
            Column("value", words("Đóng góp"), "figure", "points", 1),
            Column("source_id", words("Nguồn")),
        ),
        notes=board_notes(scores),
        coverage=scores.coverage,
        measure="points",
        decimals=1,
        alt=score_alt(scores, title),
        extra={
            "order": [*scores.full, *scores.lacking],
            "complete": len(scores.full),
            "criteria": {**scores.criteria, **_adjustment_names(scores)},
            "shares": scores.shares,
            "top": float(scores.scheme.scale[1]),
            "titles": [
                (title.min_score, words.of(title.name_vi, title.name_en))
                for title in scores.scheme.titles
            ],
            "plan": scores.plan.to_dict(),
        },
    )


def contribution_table(scores: Scores) -> pd.DataFrame:
    """A row a unit and criterion, and one for each adjustment that counts for a unit."""
    order = [*scores.full, *scores.lacking]
    standing = {unit: _standing(scores, unit) for unit in order}
    found = []
    for unit in order:
        own = [row for row in scores.figures if row["unit"] == unit]
        parts = [*own, *_award_rows(scores, own[0])]
        for row in parts:
            found.append({**row, **standing[unit], **_points(scores, row)})
    table = pd.DataFrame(found).rename(columns=OF_AMOUNT)
    # Points that rest on a rounded figure are themselves no exact ones.
    precision = ["about" if rounded else "exact" for rounded in table["rounded"]]
    table = table.assign(qualifier=precision, normalised_qualifier=precision, measure="points")
    for column in ("year", "base_year", "rank"):
        table[column] = pd.array(table[column].tolist(), dtype="Int64")
    return table


def _standing(scores: Scores, unit: str) -> Row:
    """Score, rank, title and range of a unit; no rank for a unit that lacks a criterion."""
    words = scores.scope.words
    low, high = scores.range_of(unit)
    row: Row = {
        "complete": unit in scores.full,
        "score": math.nan,
        "rank": pd.NA,
        "title": "",
        "lowest": low,
        "highest": high,
        "score_text": range_text(words, scores, unit),
    }
    if scores.complete is None or unit not in scores.full:
        return row
    score = float(scores.complete.scores[unit])
    names = {t.name_vi: words.of(t.name_vi, t.name_en) for t in scores.scheme.titles}
    title = names.get(str(scores.complete.titles[unit]), "")
    rank = scores.complete.ranks[unit] if scores.ranked else pd.NA
    text = points_text(words, scores, score)
    return {**row, "score": score, "rank": rank, "title": title, "score_text": text}


def _points(scores: Scores, row: Row) -> Row:
    own, added = scores.points(row["unit"], row["criterion"])
    return {"normalised": own, "value": added}


def _adjustment_names(scores: Scores) -> dict[str, str]:
    words = scores.scope.words
    return {a.code: words.of(a.name_vi or a.code, a.name_en) for a in scores.scheme.adjustments}


def _award_rows(scores: Scores, row: Row) -> list[Row]:
    """A row for every adjustment that counts for the unit of `row`."""
    added = scores.everyone.adjustments.loc[row["unit"]]
    gap: Row = {
        "year": pd.NA,
        "base_year": pd.NA,
        "amount": math.nan,
        "lower": math.nan,
        "upper": math.nan,
        **dict.fromkeys(("basis", "origin", "source_id", "missing", "indicator"), ""),
        "qualifier": "exact",
        **dict.fromkeys(("missing_text", "amount_text", "measured", "subgroup", "measure"), ""),
        "rounded": False,
    }
    return [
        {**row, **gap, "criterion": code, "column": code, "criterion_name": name}
        for code, name in _adjustment_names(scores).items()
        if added[code]
    ]


def _ranks(scores: Scores) -> Exhibit:
    """A row a unit: its rank, the ranks under other weights and without each criterion."""
    words, scope = scores.scope.words, scores.scope
    rows = [
        {
            **scores.scope.named(unit),
            **_standing(scores, unit),
            **_rank_texts(scores, unit),
        }
        for unit in [*scores.full, *scores.lacking]
    ]
    table = pd.DataFrame(rows)
    table["rank"] = pd.array(table["rank"].tolist(), dtype="Int64")
    return assemble(
        scope,
        "emulation_ranks",
        "table",
        table,
        title=words("Thứ hạng vững đến đâu"),
        headline=_ranks_headline(scores),
        subtitle=words(
            "{draws} bộ trọng số, mỗi trọng số lấy ngẫu nhiên trong ±{width} quanh mức đã chọn.",
            draws=words.number(scores.firm.draws if scores.firm else 1000),
            width=words.percent(scores.plan.width * 100, 0),
        ),
        columns=(
            Column("rank_text", words("Hạng")),
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("score_text", words("Điểm")),
            Column("title", words("Danh hiệu theo ngưỡng")),
            Column("interval_text", words("Hạng khi đổi trọng số")),
            Column("first_text", words("Tỷ lệ lần đứng đầu")),
            Column("without_text", words("Hạng khi bỏ một tiêu chí")),
        ),
        notes=(Note("target", robustness_text(scores)),),
        alt=score_alt(scores, words("Thứ hạng vững đến đâu")),
        extra=aside(rows, lambda _: not scores.ranked or scores.firm is None),
    )


def _ranks_headline(scores: Scores) -> str:
    words = scores.scope.words
    if not scores.ranked or scores.firm is None:
        return words("Chưa xếp thứ nên chưa thử độ vững")
    ranks = scores.firm.ranks
    fixed = int((ranks["best"] == ranks["worst"]).sum())
    return words(
        "{k}/{n} tỉnh giữ nguyên hạng dù trọng số thay đổi trong khoảng đã chọn",
        k=fixed,
        n=len(ranks),
    )


def _rank_texts(scores: Scores, unit: str) -> Row:
    words = scores.scope.words
    firm = scores.firm
    if not scores.ranked or firm is None or unit not in scores.full:
        lacks = scores.missing_text(unit)
        text = words("thiếu {names}", names=lacks) if lacks else "–"
        return {"rank_text": "–", "interval_text": "–", "first_text": "–", "without_text": text}
    row = firm.ranks.loc[unit]
    best, worst = row["best"], row["worst"]
    without = {code: firm.without[code].to_dict()[unit] for code in scores.criteria}
    share = float(firm.shares[1].to_dict()[unit])
    changed = [
        words("{rank} khi bỏ {name}", rank=rank, name=scores.criteria[code])
        for code, rank in without.items()
        if not pd.isna(rank) and rank != row["rank"]
    ]
    return {
        "rank_text": "–" if pd.isna(row["rank"]) else str(row["rank"]),
        "best": best,
        "worst": worst,
        "interval_text": str(best) if best == worst else f"{best}–{worst}",
        "first_share": share,
        "first_text": words.percent(share * 100, 0),
        "without_text": "; ".join(changed) or words("không đổi"),
        **{f"without_{code}": rank for code, rank in without.items()},
    }


TOLD_OF_CELL = ("qualifier", "measure", "year", "basis")


def _figures(scores: Scores) -> Exhibit:
    """A row a unit, a column a criterion: the figure with its year, or why there is none."""
    words, scope = scores.scope.words, scores.scope
    of_cell = {(row["unit"], row["criterion"]): row for row in scores.figures}
    rows = []
    for unit in [*scores.full, *scores.lacking]:
        row = scores.scope.named(unit)
        for code in scores.criteria:
            cell = of_cell[unit, code]
            row[f"text_{code}"] = cell["amount_text"]
            row[f"value_{code}"] = cell["amount"]
            row |= {f"{name}_{code}": cell[name] for name in TOLD_OF_CELL}
        sources = [of_cell[unit, code]["source_id"] for code in scores.criteria]
        row["source_id"] = " ".join(dict.fromkeys(" ".join(sources).split()))
        rows.append(row)
    years = dict.fromkeys((f"year_{code}" for code in scores.criteria), "Int64")
    columns = [
        Column(f"text_{code}", name, number=f"value_{code}")
        for code, name in scores.criteria.items()
    ]
    return assemble(
        scope,
        "emulation_figures",
        "table",
        pd.DataFrame(rows).astype(years),
        title=words("Số liệu dùng để chấm"),
        headline=words("{k}/{n} ô chấm được", k=scores.known.total(), n=len(scores.figures)),
        subtitle=words(
            "Số mới nhất đến {year}, cũ nhất {tolerance} năm; số độ tin cậy thấp, mẫu số khác,"
            " một phần địa bàn hay trước mốc đổi tiêu chí không được chấm.",
            year=scope.year,
            tolerance=scope.tolerance,
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            *columns,
            Column("source_id", words("Nguồn")),
        ),
        alt=figures_alt(scores),
    )


def _criteria(scores: Scores) -> Exhibit:
    """A row a criterion: its share of the weight and how it becomes points."""
    words, scope = scores.scope.words, scores.scope
    rows = []
    for criterion in scores.scheme.root.leaves():
        measured = Measured.of(criterion.source_column)
        indicator = scope.dataset.catalogue.indicators[measured.indicator]
        relative = measured.measure != "level"
        known = scores.known[criterion.code]
        rows.append(
            {
                "criterion": criterion.code,
                "criterion_name": scores.criteria[criterion.code],
                "weight_share": scores.shares[criterion.code],
                "share_text": words.percent(scores.shares[criterion.code], 0),
                "rule_text": rule_text(words, criterion, indicator, relative),
                "known": known,
                "known_text": f"{known}/{len(scope.unit_keys)}",
            }
        )
    return assemble(
        scope,
        "emulation_criteria",
        "table",
        pd.DataFrame(rows),
        title=plan_title(words, scores.plan),
        headline=words("{m} tiêu chí và cách cho điểm", m=len(rows)),
        subtitle=words(
            "Thang điểm {low}–{high}.",
            low=words.trimmed(scores.scheme.scale[0], 1),
            high=words.trimmed(scores.scheme.scale[1], 1),
        ),
        columns=(
            Column("criterion_name", words("Tiêu chí")),
            Column("share_text", words("Trọng số")),
            Column("rule_text", words("Cách cho điểm")),
            Column("known_text", words("Tỉnh chấm được")),
        ),
        alt=words("{m} tiêu chí và cách cho điểm", m=len(rows))
        + ": "
        + "; ".join(f"{row['criterion_name']} {row['share_text']}" for row in rows)
        + ".",
    )
