"""What the parts of the page share: names of roles, measures, bases and units; rows of frames."""

from __future__ import annotations

from khdash.exhibit.core.exact import exact_figure as exact_figure
from khdash.ingest.names import unit_name
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue

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
CHANGES: dict[str, str] = {
    "new": mark("Mới"),
    "changed": mark("Thay đổi"),
    "same": mark("Giữ nguyên"),
    "rejected": mark("Bị từ chối"),
}
"""What a cell of a file does to the figures that are kept."""
LAYOUTS: dict[str, str] = {
    "long": mark("mỗi dòng một số liệu"),
    "wide-by-indicator": mark("mỗi cột một chỉ số"),
    "wide-by-year": mark("mỗi cột một năm"),
    "wide-by-province": mark("mỗi cột một tỉnh"),
    "wide-by-indicator-and-year": mark("mỗi cột một chỉ số của một năm"),
    "wide-by-province-and-indicator": mark("mỗi cột một chỉ số của một tỉnh"),
    "wide-by-province-and-year": mark("mỗi cột một tỉnh trong một năm"),
}


FIRST_YEAR, LAST_YEAR = 1990, 2100


def meanings(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Everything that a column can mean: its role, or `value:` and an indicator."""
    roles = {role: words(name) for role, name in ROLES.items()}
    indicators = {
        f"value:{code}": words.name(entry) for code, entry in catalogue.indicators.items()
    }
    return {**roles, **indicators}


def unit_names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Every unit by its key; two of one name are told apart by their time."""
    return {
        key: words.of(name.vi, name.en)
        for key in catalogue.units
        for name in [unit_name(catalogue, key)]
    }


def boundary_names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Every boundary set by its code, the oldest first."""
    return {one.code: words.of(one.label_vi, one.label_en) for one in catalogue.boundary_sets}
