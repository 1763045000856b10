"""What a column can be, in words: its role, its measure, what a rate in it is a share of."""

from __future__ import annotations

from khdash.locale import mark

ROLES: dict[str, str] = {
    "unit": mark("Tỉnh, thành phố"),
    "year": mark("Năm"),
    "as_of": mark("Tính đến ngày"),
    "indicator": mark("Tên chỉ số trong từng dòng"),
    "value": mark("Số liệu"),
    "label": mark("Tên tỉnh và chỉ số xen nhau"),
    "measure": mark("Đơn vị tính"),
    "basis": mark("Mẫu số của tỷ lệ"),
    "qualifier": mark("Độ chính xác"),
    "subgroup": mark("Nhóm đối tượng"),
    "order": mark("Số thứ tự"),
    "note": mark("Ghi chú"),
    "total": mark("Cột cộng, không nạp"),
    "ignored": mark("Không nạp"),
}
MEASURES: dict[str, str] = {
    "đồng": mark("đồng"),
    "nghìn đồng": mark("nghìn đồng"),
    "triệu đồng": mark("triệu đồng"),
    "tỷ đồng": mark("tỷ đồng"),
    "đồng/người": mark("đồng/người"),
    "%": "%",
    "người": mark("người"),
}
BASES: dict[str, str] = {
    "all": mark("trên tổng số"),
    "registered": mark("trên số đăng ký"),
    "unstated": mark("không nêu mẫu số"),
}
STYLES: dict[str, str] = {
    "vi": mark("1.234,5 (dấu chấm ngăn nghìn)"),
    "en": mark("1,234.5 (dấu phẩy ngăn nghìn)"),
}
LAYOUTS: dict[str, str] = {
    "long": mark("mỗi dòng một số liệu"),
    "wide-by-indicator": mark("mỗi cột một chỉ số"),
    "wide-by-year": mark("mỗi cột một năm"),
    "wide-by-province": mark("mỗi cột một tỉnh"),
    "wide-by-indicator-and-year": mark("mỗi cột một chỉ số của một năm"),
    "wide-by-province-and-indicator": mark("mỗi cột một chỉ số của một tỉnh"),
    "wide-by-province-and-year": mark("mỗi cột một tỉnh trong một năm"),
}
"""How a table is laid out."""
