"""What a column of an answer means: one name, one meaning, in every resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khdash.locale import mark

Kind = Literal["text", "integer", "number", "boolean", "date", "texts"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. about: a Vietnamese message. gap: whether it can be null; texts never are."""

    name: str
    kind: Kind
    about: str
    gap: bool = False


_FIELDS = (
    Field("unit", "text", mark("Khoá của đơn vị: mã, thêm @ngày bắt đầu có hiệu lực nếu có")),
    Field("unit_code", "text", mark("Mã đơn vị")),
    Field("unit_valid_from", "text", mark("Ngày đơn vị bắt đầu có hiệu lực; trống: từ trước")),
    Field("unit_name", "text", mark("Tên đơn vị")),
    Field("indicator", "text", mark("Mã chỉ số")),
    Field("indicator_name", "text", mark("Tên chỉ số")),
    Field("subgroup", "text", mark("Nhóm đối tượng; trống: mọi đối tượng")),
    Field("basis", "text", mark("Mẫu số: all, registered, unstated; trống: chỉ có một mẫu số")),
    Field("year", "integer", mark("Năm")),
    Field("yearly", "boolean", mark("Số của năm; false: số của một thời kỳ khác")),
    Field("period_start", "date", mark("Ngày đầu của thời kỳ"), gap=True),
    Field("period_end", "date", mark("Ngày cuối của thời kỳ"), gap=True),
    Field("as_of", "date", mark("Số tính đến ngày này"), gap=True),
    Field("point", "text", mark("year_end, hoặc năm-tháng của số giữa năm")),
    Field(
        "value",
        "number",
        mark("Số liệu; null khi chưa có (lý do ở missing), không bao giờ là 0 thay cho chưa có"),
        gap=True,
    ),
    Field("lower", "number", mark("Cận dưới mà nguồn cho phép; null: để ngỏ"), gap=True),
    Field("upper", "number", mark("Cận trên mà nguồn cho phép; null: để ngỏ"), gap=True),
    Field("qualifier", "text", mark("exact, at_least (hơn), nearly (gần), about (khoảng)")),
    Field("measure", "text", mark("Đơn vị tính")),
    Field("missing", "text", mark("Mã lý do chưa có số liệu, lời ở gap_reasons; trống: có số")),
    Field("standing", "text", mark("current (đang dùng), rival (nguồn khác), other_time")),
    Field("disputed", "boolean", mark("Có nguồn khác ghi khác")),
    Field("confidence", "text", mark("Độ tin cậy: high, medium, low")),
    Field("source_id", "text", mark("Mã nguồn, xem sources")),
    Field("batch_id", "integer", mark("Lần nạp"), gap=True),
    Field("sheet", "text", mark("Trang tính hoặc tệp")),
    Field("cell", "text", mark("Ô trong tệp nguồn")),
    Field("note", "text", mark("Ghi chú")),
    Field("covered", "integer", mark("Số đơn vị có số đã cộng")),
    Field("expected", "integer", mark("Số đơn vị phải có")),
    Field("missing_units", "texts", mark("Khoá của các đơn vị chưa có số")),
    Field("low_confidence", "boolean", mark("Trong tổng có số độ tin cậy thấp")),
    Field(
        "sum_value",
        "number",
        mark("Cộng số của những đơn vị có số dùng được cho nhận định"),
        gap=True,
    ),
    Field("sum_lower", "number", mark("Cận dưới của sum_value"), gap=True),
    Field("sum_upper", "number", mark("Cận trên của sum_value"), gap=True),
    Field("sum_qualifier", "text", mark("Như qualifier, của sum_value")),
    Field("sum_covered", "integer", mark("Số đơn vị trong sum_value")),
    Field("population_share", "number", mark("Các đơn vị ấy chiếm bao nhiêu % dân số"), gap=True),
    Field("source_ids", "texts", mark("Mã các nguồn, xem sources")),
    Field("code", "text", mark("Mã")),
    Field("name", "text", mark("Tên")),
    Field("short", "text", mark("Tên ngắn")),
    Field("full_name", "text", mark("Tên đầy đủ")),
    Field("theme", "text", mark("Mã chủ đề")),
    Field("theme_name", "text", mark("Tên chủ đề")),
    Field("measure_name", "text", mark("Tên đơn vị tính")),
    Field("kind", "text", mark("Loại")),
    Field("decimals", "integer", mark("Số chữ số thập phân")),
    Field("direction", "text", mark("Hướng tốt lên: up, down, none")),
    Field("definition", "text", mark("Định nghĩa")),
    Field("basis_matters", "boolean", mark("Tỷ lệ có nhiều mẫu số")),
    Field("numerator", "text", mark("Mã chỉ số làm tử số")),
    Field("denominator", "text", mark("Mã chỉ số làm mẫu số")),
    Field("denominator_registered", "text", mark("Mã chỉ số làm mẫu số là số đăng ký")),
    Field("part_of", "text", mark("Mã chỉ số mà nó là một phần")),
    Field("first_year", "integer", mark("Năm đầu có chỉ số này"), gap=True),
    Field("last_year", "integer", mark("Năm cuối có chỉ số này"), gap=True),
    Field("instrument", "text", mark("Văn bản")),
    Field("issued", "text", mark("Ngày ban hành văn bản, hoặc chỉ năm; trống: chưa rõ")),
    Field("issuer", "text", mark("Nơi ban hành văn bản")),
    Field("instrument_url", "text", mark("Liên kết của văn bản")),
    Field("is_context", "boolean", mark("Không do Hội báo cáo")),
    Field("valid_from", "date", mark("Có hiệu lực từ ngày"), gap=True),
    Field("valid_to", "date", mark("Có hiệu lực đến ngày"), gap=True),
    Field("level", "text", mark("Cấp: country, province, district")),
    Field("parent", "text", mark("Khoá của đơn vị cấp trên")),
    Field("successor", "text", mark("Khoá của đơn vị mà nó nhập vào")),
    Field("parts", "texts", mark("Khoá của các đơn vị đã nhập thành nó")),
    Field("member", "boolean", mark("Là thành viên của cụm trên ranh giới này")),
    Field("membership", "text", mark("stated (có văn bản), assumed (tạm coi), trống")),
    Field("from_year", "integer", mark("Năm bắt đầu của chỉ tiêu"), gap=True),
    Field("rule", "text", mark("Cách xét chỉ tiêu")),
    Field("set_by", "text", mark("Ai đặt chỉ tiêu")),
    Field("source_url", "text", mark("Liên kết của nguồn")),
    Field("publisher", "text", mark("Nơi công bố")),
    Field("title", "text", mark("Tên gọi")),
    Field("original_source", "text", mark("Nguồn gốc, khi số đi qua nơi khác")),
    Field("url", "text", mark("Liên kết")),
    Field("latest_as_of", "text", mark("Nội dung mới nhất là của thời điểm này")),
    Field("indicators", "texts", mark("Mã các chỉ số khi không nêu chi_so")),
)
FIELDS = {field.name: field for field in _FIELDS}


def fields(names: str) -> tuple[Field, ...]:
    """The fields of some names between spaces."""
    return tuple(FIELDS[name] for name in names.split())
