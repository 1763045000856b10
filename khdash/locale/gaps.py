"""The words for every reason of a gap: one table for chart, table, sentence and alt text."""

from __future__ import annotations

from khdash.locale.words import Words, mark
from khdash.model.gap import GapReason

GAP_TEXTS: dict[GapReason, str] = {
    GapReason.NO_DATA: mark("chưa có số liệu công bố"),
    GapReason.BEFORE_START: mark("chưa có chỉ số này"),
    GapReason.ENDED: mark("không còn thống kê"),
    GapReason.OUTSIDE_PERIOD: mark("chỉ có số của năm khác"),
    GapReason.TOO_OLD: mark("số đã cũ"),
    GapReason.NOT_COMPARABLE: mark("khác tiêu chí"),
    GapReason.OTHER_BASIS: mark("khác mẫu số"),
    GapReason.PARTIAL: mark("chưa đủ các tỉnh cũ"),
    GapReason.YEARS_MISSING: mark("thiếu số của một số năm"),
    GapReason.LOW_CONFIDENCE: mark("độ tin cậy thấp"),
    GapReason.DOUBTFUL: mark("vượt giới hạn hợp lý, chờ xác nhận"),
    GapReason.PRECISION: mark("số làm tròn, chưa đủ căn cứ"),
    GapReason.NO_BASE: mark("không có số quanh năm đầu"),
    GapReason.NO_DIVISOR: mark("thiếu mẫu số cùng năm"),
    GapReason.TOO_FEW: mark("chưa đủ 5/8 số tỉnh"),
    GapReason.UNSTATED_BASIS: mark("nguồn không ghi mẫu số"),
    GapReason.NO_TARGET: mark("chưa có chỉ tiêu cùng mẫu số"),
    GapReason.NO_TARGET_YEAR: mark("đã qua năm chỉ tiêu mà chưa có số của năm đó"),
    GapReason.REFERENCE: mark("chỉ tiêu cả nước, nêu để đối chiếu"),
    GapReason.OTHER_RULE: mark("chỉ xét được chỉ tiêu dạng đạt từ một mức trở lên"),
    GapReason.ZERO_BASE: mark("số đầu kỳ bằng 0 nên không tính được tốc độ tăng"),
    GapReason.NO_YEAR_BEFORE: mark("chưa có số của năm liền trước"),
    GapReason.NO_PREVIOUS: mark("chưa có số trước để so"),
    GapReason.OLD_BASE: mark("số trước quá xa"),
    GapReason.BOUNDARY_CHANGE: mark("ranh giới thay đổi giữa hai năm"),
    GapReason.TOO_FEW_POINTS: mark("chưa đủ ba số so sánh được"),
    GapReason.ZERO: mark("số công bố bằng 0"),
    GapReason.PASSED: mark("đã có số của năm đó hoặc muộn hơn"),
    GapReason.ITSELF: mark("là mốc so sánh"),
    GapReason.OTHER_SIZE: mark("không so số tuyệt đối với cả nước"),
}


def gap_text(words: Words, reason: str) -> str:
    """A reason in words. Raises ValueError where it is no GapReason.

    >>> gap_text(Words("vi"), "partial")
    'chưa đủ các tỉnh cũ'
    """
    return words(GAP_TEXTS[GapReason(reason)])
