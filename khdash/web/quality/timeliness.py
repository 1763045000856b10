"""Who sent in time, over all rounds of collection."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.locale import Words
from khdash.model.rounds import Timeliness, timeliness
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import unit_names
from khdash.web.common.page_registry import page_at
from khdash.web.common.rounds import rounds, today


def draw_timeliness(words: Words) -> None:
    """The sentence, then a line a province; what is said of it where no round is past."""
    found = timeliness(rounds(), today())
    page = page_at("dot-thu-thap")
    if not found:
        st.caption(words("Chưa có đợt thu thập nào đến hạn."))
    else:
        st.markdown(plain(summary(found, words)))
        names = unit_names(reader.dataset().catalogue, words)
        rows = [_line(one, names.get(one.unit, one.unit), words) for one in found]
        st.table(
            pd.DataFrame(rows, dtype="str").map(plain).map(unbroken),
            border="horizontal",
            hide_index=True,
            alt=words("Số lần gửi đúng hạn của từng tỉnh"),
        )
        st.caption(
            words("Tính lần gửi đầu tiên của mỗi đợt; đợt chưa đến hạn mà chưa gửi thì không tính.")
        )
    st.page_link(
        page.file,
        label=words.of(page.title_vi, page.title_en),
        icon=page.icon,
        query_params=reader.link_to(page),
    )


def summary(found: tuple[Timeliness, ...], words: Words) -> str:
    """How many times figures came in time, late, not at all."""
    asked = sum(one.asked for one in found)
    return words(
        "Trong {n} lượt hỏi: {in_time} lượt gửi đúng hạn, {late} lượt trễ, {owing} lượt chưa gửi.",
        n=words.number(asked),
        in_time=words.number(sum(one.in_time for one in found)),
        late=words.number(sum(one.late for one in found)),
        owing=words.number(sum(one.owing for one in found)),
    )


def _line(one: Timeliness, name: str, words: Words) -> dict[str, str]:
    return {
        words("Tỉnh, thành phố"): name,
        words("Được hỏi"): words.number(one.asked),
        words("Đúng hạn"): words.number(one.in_time),
        words("Trễ"): words.number(one.late),
        words("Chưa gửi"): words.number(one.owing),
        words("Số ngày trễ"): ", ".join(map(words.number, one.days)) or "–",
    }
