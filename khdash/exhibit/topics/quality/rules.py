"""The rules of data quality in words: their names, why a figure was named, what to do."""

from __future__ import annotations

from typing import Any

from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.value import Qualifier
from khdash.transform.quality.finding import Statement

RULES: dict[str, str] = {
    "rate-outside-range": mark("Tỷ lệ ngoài khoảng 0–100 %"),
    "negative-value": mark("Số âm"),
    "members-above-population": mark("Hội viên nhiều hơn dân số"),
    "recognised-above-registered": mark("Công nhận nhiều hơn đăng ký"),
    "registered-above-all": mark("Đăng ký nhiều hơn tổng số"),
    "part-above-whole": mark("Một phần lớn hơn tổng"),
    "parts-above-whole": mark("Các phần cộng lại lớn hơn tổng"),
    "new-above-all": mark("Hội viên mới nhiều hơn hội viên"),
    "sum-differs": mark("Các phần cộng lại khác tổng"),
    "centres-above-communes": mark("Trung tâm học tập cộng đồng nhiều hơn số xã"),
    "rate-not-following": mark("Tỷ lệ công bố khác tỷ lệ tính lại"),
    "outlier-own-history": mark("Khác xa các năm của chính tỉnh"),
    "stock-tripled": mark("Tăng quá ba lần mỗi năm"),
    "stock-halved": mark("Giảm quá một nửa mỗi năm"),
    "outlier-per-head": mark("Tính theo đầu người khác xa các tỉnh"),
    "outlier-among-rates": mark("Tỷ lệ khác xa các tỉnh"),
    "same-number-again": mark("Lặp lại số của năm trước"),
}
SEVERITY_NAMES: dict[str, str] = {
    "error": mark("Không thể đúng"),
    "warning": mark("Cần xem lại"),
    "note": mark("Nên biết"),
}
WHY: dict[str, str] = {
    "rate-outside-range": mark("Tỷ lệ chỉ có thể từ {low} đến {high}; ở đây là {value}."),
    "negative-value": mark("Số đếm và số tiền không thể nhỏ hơn 0; ở đây là {value}."),
    "members-above-population": mark("{value}, trong khi {others} của cùng năm."),
    "recognised-above-registered": mark("{value}, trong khi {others} của cùng năm."),
    "registered-above-all": mark("{value}, trong khi {others} của cùng năm."),
    "part-above-whole": mark("{value}, trong khi {others} của cùng năm."),
    "new-above-all": mark("{value}, trong khi {others} của cùng năm."),
    "centres-above-communes": mark("{value}, trong khi {others} của cùng năm."),
    "parts-above-whole": mark("Tổng là {value}, các phần cộng lại là {other}: {others}."),
    "sum-differs": mark("Tổng là {value}, các phần cộng lại là {other}: {others}."),
    "rate-not-following": mark("Công bố {value}, tính lại được {other} từ {others}."),
    "outlier-own-history": mark(
        "{value} nằm ngoài khoảng {low} đến {high} rút ra từ {n} số liền kề so sánh được của chính"
        " tỉnh."
    ),
    "stock-tripled": mark("{value}; năm {before} là {other}, theo đó không quá {high}."),
    "stock-halved": mark("{value}; năm {before} là {other}, theo đó không dưới {low}."),
    "outlier-per-head": mark(
        "{value} nằm ngoài khoảng {low} đến {high}, là mức theo đầu người của {n} tỉnh cùng năm"
        " nhân với dân số của tỉnh."
    ),
    "outlier-among-rates": mark(
        "{value} nằm ngoài khoảng {low} đến {high} rút ra từ {n} tỉnh cùng năm, cùng mẫu số."
    ),
    "same-number-again": mark("{value}, đúng bằng số của năm {before}."),
}
CORRECT = mark("Đối chiếu với văn bản gốc rồi nạp lại số đã sửa.")
ASK = mark("Hỏi lại tỉnh hoặc xem văn bản gốc; nếu số đúng thì xác nhận kèm lý do.")
SLIP = mark(
    "Xem đơn vị tính (đồng hay triệu đồng), dấu chấm hàng nghìn và năm của số; nếu số đúng thì"
    " xác nhận kèm lý do."
)
COPIED = mark("Hỏi tỉnh xem có phải số cũ được chép lại; nếu số đúng thì xác nhận kèm lý do.")
TO_DO: dict[str, str] = {
    "sum-differs": ASK,
    "centres-above-communes": ASK,
    "rate-not-following": ASK,
    "outlier-own-history": SLIP,
    "stock-tripled": SLIP,
    "stock-halved": SLIP,
    "outlier-per-head": SLIP,
    "outlier-among-rates": ASK,
    "same-number-again": COPIED,
}


def to_do(rule: str, words: Words) -> str:
    """What a person should do about a finding of the rule."""
    return words(TO_DO.get(rule, CORRECT))


def why(row: Any, catalogue: Catalogue, words: Words) -> str:
    """Why a figure was named: the value, the rule's bounds and n, what it was compared with."""
    statements: tuple[Statement, ...] = row.others
    entry = catalogue.indicators[row.indicator]

    def said(value: float, qualifier: Qualifier = "exact") -> str:
        return words.figure(value, entry.unit, entry.decimals, qualifier)

    return words(
        WHY[row.rule],
        value=said(row.value, row.qualifier),
        low=said(_bound(row.low)),
        high=said(_bound(row.high)),
        other=said(row.other_value),
        n=row.n,
        before=statements[0].year if statements else "",
        others=words.listed([_stated(s, catalogue, words) for s in statements]),
    )


def _stated(statement: Statement, catalogue: Catalogue, words: Words) -> str:
    entry = catalogue.indicators[statement.indicator]
    name = words.of(entry.short_vi, entry.short_en)
    return f"{name} {words.figure(statement.value, entry.unit, entry.decimals)}"


def _bound(value: float) -> float:
    """Three digits that count: a bound is no measurement.

    >>> _bound(1234.6)
    1230.0
    """
    return float(f"{value:.3g}")
