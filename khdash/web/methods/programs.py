"""How figures are read by other programs: a short text with addresses that work."""

from __future__ import annotations

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.common.exhibit_files import API
from khdash.web.common.markdown import plain


def programs_text(catalogue: Catalogue, words: Words) -> str:
    """A paragraph in Markdown; its example is the count of members, or else any indicator."""
    code = catalogue.member_count or next(iter(catalogue.indicators))
    lang = "" if words.lang == "vi" else f"lang={words.lang}"
    table = "&".join(filter(None, [f"chi_so={code}", "dinh_dang=csv", lang]))
    return words(
        "Excel (Dữ liệu, Từ Web), R, Python hay trang điện tử của tỉnh đọc được từng số liệu, tổng"
        " số, chỉ số, đơn vị, chỉ tiêu, nguồn và mọi hình; chỉ để đọc, không cần đăng nhập. Dưới"
        " mỗi hình, mục API là địa chỉ của chính hình ấy với bộ lọc đang chọn. Bộ lọc trong địa"
        " chỉ của các trang cũng dùng được ở đó, ví dụ [{name}, CSV]({table}). Chỗ chưa có số để"
        " trống kèm lý do, không bao giờ là 0. Mọi tham số và cột: [mô tả OpenAPI]({described}).",
        name=plain(words.name(catalogue.indicators[code])),
        table=f"{API[1:]}/observations?{table}",
        described=f"{API[1:]}/openapi.json" + (f"?{lang}" if lang else ""),
    )
