"""The roll-up offered for download: a province's communes in rows, which add up to its report."""

from __future__ import annotations

from datetime import date

import streamlit as st

from khdash.locale import Words
from khdash.report.forms import ROLLUP_FORMATS, rolled_up
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.markdown import plain
from khdash.web.upload.forms import choose_indicators, last_year

YEARS = 8


def draw_rollup(words: Words) -> None:
    """Choose a province, a year and the indicators; the file is made when it is asked for."""
    dataset = reader.dataset()
    catalogue = dataset.catalogue
    with st.expander(words("Biểu cộng từ xã, phường cho một tỉnh"), icon=":material/functions:"):
        st.caption(
            words(
                "Mỗi xã, phường một dòng, tự cộng thành báo cáo của tỉnh ở trang sau và ghi rõ là"
                " của bao nhiêu xã. Điền xong thì nạp cả tệp ở đây."
            )
        )
        chosen = choose_indicators(
            catalogue, words("Chỉ số của bảng cộng"), "bang_cong_chi_so", words
        )
        left, right = st.columns(2, gap="small")
        last = last_year(dataset)
        year = left.selectbox(
            words("Năm của bảng cộng"),
            list(range(last, last - YEARS, -1)),
            key="bang_cong_nam",
            persist_state="session",
        )
        members = catalogue.members(catalogue.boundaries_at(date(year, 12, 31)).code)
        names = {unit.key: plain(words.of(unit.name, unit.name_en)) for unit in members}
        unit = right.selectbox(
            words("Tỉnh của bảng cộng"),
            list(names),
            format_func=lambda key: names[key],
            key=f"bang_cong_tinh_{members[0].key}",
            persist_state="session",
        )
        rollup = rolled_up(dataset, unit, year, chosen, words.lang)
        if rollup is None:
            st.caption(words("Hãy chọn ít nhất một chỉ số đếm được của tỉnh trong năm này."))
            return
        if rollup.communes:
            told = words("Bảng có tên {n} xã, phường.", n=words.number(len(rollup.communes)))
        else:
            told = words("Bảng có {n} dòng để ghi tên xã, phường.", n=words.number(rollup.rows))
        st.caption(told)
        draw_downloads(
            ROLLUP_FORMATS,
            lambda: rollup,
            rollup.name,
            "bang_cong",
            words,
            lambda kind: words("Tải bảng cộng {kind}", kind=kind),
        )
