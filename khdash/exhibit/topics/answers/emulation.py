"""Thi đua: who is first, how many of the figures that a plan needs can be scored, which cannot."""

from __future__ import annotations

from collections.abc import Iterator

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.answers.answer import Answer, Gap, See, answers_exhibit, text_line
from khdash.exhibit.topics.emulation.board import kept_scores, plan_title
from khdash.exhibit.topics.emulation.plan import Measured, Plan, example_plan
from khdash.exhibit.topics.emulation.scores import Scores
from khdash.exhibit.topics.emulation.sentences import points_text, range_text, standing_headline
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import Selection


def build_emulation_answers(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The answers by the example plan."""
    return emulation_answers(dataset, name, selection, example_plan())


@kept(64)
def emulation_answers(dataset: Dataset, name: str, selection: Selection, plan: Plan) -> Exhibit:
    """The answers by a plan. Raises what emulation_exhibit raises."""
    asked = selection.with_(subgroup="", indicators=())
    scores = kept_scores(dataset, asked, plan)
    title = plan_title(scores.scope.words, plan)
    return answers_exhibit(
        scores.scope, name, title, [_leader(scores), _cells(scores), _complete(scores)]
    )


def _leader(scores: Scores) -> Answer:
    """Who is first, in the words of the board; the places of those that are ranked or, where nobody
    is, the points that each may have.
    """
    words = scores.scope.words
    return Answer(
        code="leader",
        subject=words("Thi đua"),
        question=words("Tỉnh nào đứng đầu?"),
        said=standing_headline(scores),
        detail=""
        if scores.ranked
        else words("Điểm có thể có, tùy số còn thiếu; không phải thứ tự."),
        lines=tuple(_places(scores) if scores.ranked else _ranges(scores)),
        see=See("emulation"),
        link=words("Xem bảng điểm"),
    )


def _places(scores: Scores) -> Iterator[Row]:
    words, complete = scores.scope.words, scores.complete
    assert complete is not None  # of what is ranked
    for unit in scores.full:
        points = points_text(words, scores, float(complete.scores[unit]))
        place = f"{int(complete.ranks[unit])}. {scores.scope.unit_name(unit)}"
        yield text_line(place, words("{points} điểm", points=points))


def _ranges(scores: Scores) -> Iterator[Row]:
    """In the order of the cluster, which ranks nobody; without those of whom nothing is known."""
    words = scores.scope.words
    known = {row["unit"] for row in scores.figures if not row["missing"]}
    for unit in scores.scope.unit_keys:
        if unit in known:
            points = range_text(words, scores, unit)
            yield text_line(scores.scope.unit_name(unit), words("{points} điểm", points=points))


def _cells(scores: Scores) -> Answer:
    scope, words = scores.scope, scores.scope.words
    lines = [
        text_line(
            name, words("{k}/{n} tỉnh chấm được", k=scores.known[code], n=len(scope.unit_keys))
        )
        for code, name in scores.criteria.items()
    ]
    measured = {
        leaf.code: Measured.of(leaf.source_column).indicator for leaf in scores.scheme.root.leaves()
    }
    gone = [row for row in scores.figures if row["missing"]]
    units = tuple(dict.fromkeys(row["unit"] for row in gone))
    indicators = tuple(dict.fromkeys(measured[row["criterion"]] for row in gone))
    return Answer(
        code="cells",
        subject=words("Thi đua"),
        question=words("Đã đủ số để chấm chưa?"),
        said=words(
            "{k}/{n} số cần có đã chấm được ({units} tỉnh × {m} tiêu chí)",
            k=scores.known.total(),
            n=len(scores.figures),
            units=len(scope.unit_keys),
            m=len(scores.criteria),
        ),
        detail=words(
            "Chấm được: số đủ tin cậy, của cả địa bàn, đúng mẫu số và tiêu chí, không cũ hơn"
            " {n} năm; số khác vẫn nêu ở trang của nó.",
            n=scope.tolerance,
        )
        if gone
        else "",
        lines=tuple(lines),
        see=See("emulation"),
        link=words("Xem số dùng để chấm"),
        gap=Gap.of(scope, units, indicators),
    )


def _complete(scores: Scores) -> Answer:
    """Who can be scored in full; each of the others with what cannot be scored."""
    words, n = scores.scope.words, len(scores.scope.unit_keys)
    lines = [
        text_line(scores.scope.unit_name(unit), scores.missing_text(unit))
        for unit in scores.lacking
    ]
    return Answer(
        code="complete",
        subject=words("Thi đua"),
        question=words("Tỉnh nào còn thiếu số để chấm?"),
        said=words("{k}/{n} tỉnh đủ số để chấm", k=len(scores.full), n=n),
        detail=words("Sau mỗi tỉnh là những tiêu chí chưa chấm được.") if lines else "",
        lines=tuple(lines),
        see=See("emulation"),
        link=words("Xem bảng điểm"),
    )
