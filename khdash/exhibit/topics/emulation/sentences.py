"""What the board of emulation says in words: who is first and how firmly, and what it rests on."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.exhibit import Note
from khdash.exhibit.topics.emulation.scores import Scores
from khdash.locale import Words
from khdash.model.indicators import Indicator
from khdash.transform.composite import Criterion, Percentile


def points_text(words: Words, scores: Scores, value: float) -> str:
    """A score at the scheme's decimals, one where it names none."""
    decimals = scores.scheme.decimals
    return words.number(value, 1 if decimals is None else int(decimals))


def range_text(words: Words, scores: Scores, unit: str) -> str:
    """The scores that a unit may have: 41,2–76,2."""
    low, high = (points_text(words, scores, value) for value in scores.range_of(unit))
    return low if low == high else f"{low}–{high}"


def standing_headline(scores: Scores) -> str:
    """Who is first among the complete, and whether that is robust; or why nothing is said."""
    words, coverage = scores.scope.words, scores.coverage
    count = len(scores.criteria)
    if not coverage.covered:
        return words("Chưa tỉnh nào có đủ số cho cả {m} tiêu chí nên chưa xếp thứ", m=count)
    if not scores.ranked or scores.firm is None or scores.complete is None:
        return words(
            "Mới có {k}/{n} tỉnh đủ số cho {m} tiêu chí nên chưa xếp thứ",
            k=coverage.covered,
            n=coverage.expected,
            m=count,
        )
    first = scores.firm.first
    if not first.units:
        return words("Phương án này không cho điểm tỉnh nào")
    points = points_text(words, scores, float(scores.complete.scores[first.units[0]]))
    names = words.listed(scores.scope.names(first.units))
    if len(first.units) > 1:
        return words("{names} cùng đứng đầu với {points} điểm", names=names, points=points)
    text = words("{names} đứng đầu với {points} điểm", names=names, points=points)
    firm = words("vị trí này vững") if scores.robust else words("nhưng vị trí này chưa vững")
    return f"{text}, {firm}"


def robustness_text(scores: Scores) -> str:
    """Why first place is robust or not: other weights, a criterion left out, missing figures."""
    words = scores.scope.words
    if not scores.ranked or scores.firm is None or not scores.firm.first.units:
        return words("Chưa đủ tỉnh có đủ số để nói ai đứng đầu và có vững không.")
    first = scores.firm.first
    name = scores.scope.unit_name(first.units[0])
    parts = [
        words(
            "{name} đứng đầu ở {share} trong {draws} bộ trọng số thử (mỗi trọng số ±{width})",
            name=name,
            share=words.percent(first.share * 100, 0 if first.share in (0, 1) else 1),
            draws=words.number(first.draws),
            width=words.percent(first.width * 100, 0),
        )
    ]
    if first.changed_by:
        dropped = words.listed(f"«{scores.criteria[code]}»" for code in first.changed_by)
        parts.append(words("bỏ riêng tiêu chí {names} thì đầu bảng thay đổi", names=dropped))
    else:
        parts.append(words("bỏ bất kỳ một tiêu chí nào cũng không đổi đầu bảng"))
    lacking = [unit for unit in scores.rivals if unit in scores.lacking]
    if lacking:
        names = words.listed(scores.scope.names(lacking))
        parts.append(words("{names} còn thiếu số và có thể vượt khi đủ số", names=names))
    if rounded := [unit for unit in scores.rivals if unit not in lacking]:
        names = words.listed(scores.scope.names(rounded))
        parts.append(words("vì số làm tròn, {names} cũng có thể đứng đầu", names=names))
    return "; ".join(parts) + "."


def board_notes(scores: Scores) -> tuple[Note, ...]:
    """What the board is for, and what its figures call for."""
    words = scores.scope.words
    notes = [
        *_coverage_notes(scores),
        Note(
            "reference", words("Bảng điểm hỗ trợ việc bình xét danh hiệu, không thay cho bình xét.")
        ),
        Note("coverage", robustness_text(scores)),
    ]
    if scores.scheme.example:
        notes.append(Note("reference", words.of(scores.scheme.note_vi, scores.scheme.note_en)))
    used = [row for row in scores.figures if not row["missing"]]
    if used:
        years = [row["year"] for row in used]
        first, last = min(years), max(years)
        text = words("Năm của số dùng để chấm: {years}.", years=words.years(first, last))
        notes.append(Note("substituted", text))
    if any(row["rounded"] for row in used):
        text = words(
            "Số nguồn đã làm tròn có dấu ở bảng số: được chấm theo giá trị in ra, còn khoảng điểm"
            " có thể có thì tính đến hai đầu."
        )
        notes.append(Note("precision", text))
    if scores.compares_units and scores.lacking:
        text = words(
            "Có tiêu chí chấm bằng cách so các tỉnh với nhau: tỉnh đủ số cũng có thể đổi điểm khi"
            " tỉnh khác có thêm số."
        )
        notes.append(Note("insufficient", text))
    return (*notes, *award_notes(scores))


def _coverage_notes(scores: Scores) -> list[Note]:
    words, coverage = scores.scope.words, scores.coverage
    if not scores.lacking:
        return []
    if not scores.full:
        text = words("Mỗi tỉnh đều thiếu ít nhất một tiêu chí: chỉ nêu khoảng điểm có thể có.")
        return [Note("coverage", text)]
    text = words(
        "{k}/{n} tỉnh có đủ số; tỉnh còn thiếu đứng riêng với khoảng điểm có thể có: {names}.",
        k=coverage.covered,
        n=coverage.expected,
        names=words.listed(coverage.missing),
    )
    return [Note("coverage", text)]


def award_notes(scores: Scores, unit: str = "") -> list[Note]:
    """Every award of a province, or of each that is shown, with its reason."""
    words = scores.scope.words
    codes = {unit.code: unit.key for unit in scores.scope.units}
    adjustments = {a.code: a for a in scores.scheme.adjustments}
    notes = []
    for award in scores.plan.awards:
        if codes.get(award.unit) not in ((unit,) if unit else codes.values()) or not award.times:
            continue
        adjustment = adjustments[award.adjustment]
        reason = award.reason or words("không ghi lý do")
        points = words.signed(award.times * adjustment.points, 1)
        name = scores.scope.unit_name(codes[award.unit])
        label = words.of(adjustment.name_vi or adjustment.code, adjustment.name_en)
        notes.append(Note("derived", f"{name}, {label.lower()} {points}: {reason}."))
    return notes


def rule_text(words: Words, criterion: Criterion, indicator: Indicator, relative: bool) -> str:
    """How a criterion becomes points, in words."""
    rule = criterion.normalisation
    measure, decimals = ("%", 1) if relative else (indicator.unit, indicator.decimals)

    def figure(value: float | Percentile | None) -> str:
        if isinstance(value, Percentile):
            return words("bách phân vị {p}", p=words.trimmed(value.percentile, 1))
        whole = value is not None and float(value).is_integer()
        return words.figure(value, measure, 0 if whole else max(decimals, 1))

    match rule.method:
        case "goalposts":
            low, high = (rule.min, rule.max)
            if criterion.direction == "lower":
                low, high = high, low
            return words(
                "thấp nhất ở {low}, trọn điểm ở {high}", low=figure(low), high=figure(high)
            )
        case "attainment":
            return words("phần đạt so với {target}, trọn điểm khi đạt", target=figure(rule.target))
        case "rank":
            return words("theo thứ hạng giữa các tỉnh")
        case "min_max":
            return words("giữa tỉnh thấp nhất và tỉnh cao nhất")
    return words("cách «{method}» (xem docs/ranking.md)", method=rule.method)


def score_alt(scores: Scores, title: str) -> str:
    """Every province's score in words, then the ranges of those that lack figures."""
    words, scope = scores.scope.words, scores.scope
    texts = []
    for unit in scores.full:
        assert scores.complete is not None
        value = points_text(words, scores, float(scores.complete.scores[unit]))
        rank = scores.complete.ranks[unit]
        place = words("hạng {rank}, ", rank=rank) if scores.ranked and not pd.isna(rank) else ""
        texts.append(
            words(
                "{name}: {place}{points} điểm",
                name=scope.unit_name(unit),
                place=place,
                points=value,
            )
        )
    texts += [
        words(
            "{name}: thiếu {missing}, có thể từ {range} điểm",
            name=scope.unit_name(unit),
            missing=scores.missing_text(unit),
            range=range_text(words, scores, unit),
        )
        for unit in scores.lacking
    ]
    return f"{title}. " + "; ".join(texts) + "."


def figures_alt(scores: Scores) -> str:
    """How many figures there are, and which criteria each province lacks."""
    words, scope = scores.scope.words, scores.scope
    known = scores.known.total()
    text = words("{k}/{n} ô chấm được", k=known, n=len(scores.figures))
    lacks = [
        words(
            "{name} thiếu {missing}",
            name=scope.unit_name(unit),
            missing=scores.missing_text(unit),
        )
        for unit in scores.lacking
    ]
    return "; ".join([text, *lacks]) + "."
