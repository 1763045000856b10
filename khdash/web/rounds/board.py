"""The board of a round: a line a province, on a phone a card; below it every figure asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from khdash.locale import Words
from khdash.locale.round_states import STATES
from khdash.model.actor import Action
from khdash.model.rounds import OfficeRow, Round
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import unit_names
from khdash.web.common.rounds import today
from khdash.web.common.viewport import is_narrow
from khdash.web.common.visitor import denial
from khdash.web.rounds.words import COLOURS, Arrived, dots, last_step, summary, when


def draw_board(
    asked: Round, board: Sequence[OfficeRow], found: Mapping[str, Arrived], words: Words
) -> None:
    """The state of the round, then of each province; why something was given back is between the
    province and those who decide."""
    may_see = not denial(Action.ACCEPT)
    st.markdown(f"**{plain(summary(board, asked, today(), words))}**")
    names = unit_names(reader.dataset().catalogue, words)
    if is_narrow():
        for row in board:
            _card(row, asked, found[row.unit], names[row.unit], may_see, words)
    else:
        st.table(
            pd.DataFrame(
                [
                    _line(row, asked, found[row.unit], names[row.unit], may_see, words)
                    for row in board
                ],
                dtype="str",
            ),
            border="horizontal",
            hide_index=True,
            alt=words("Tình trạng gửi số liệu của từng tỉnh"),
        )
    st.caption(words("● đã có trong số liệu · ◐ đã gửi, chờ nhận · ○ chưa có"))
    _cells(asked, found, names, words)


def _badge(row: OfficeRow, words: Words) -> str:
    return f":{COLOURS[row.state]}-badge[{words(STATES[row.state])}]"


def _late(row: OfficeRow, asked: Round, words: Words) -> str:
    text = plain(when(row, asked, today(), words))
    return f":red[{text}]" if row.late else text


def _there(found: Arrived, words: Words) -> str:
    told = words("{k}/{n} ô", k=found.there, n=len(found.asked))
    return f"{dots(found)} {told}".strip()


def _line(
    row: OfficeRow, asked: Round, found: Arrived, name: str, may_see: bool, words: Words
) -> dict[str, str]:
    return {
        words("Tỉnh, thành phố"): unbroken(plain(name)),
        words("Tình trạng"): _badge(row, words),
        words("Hạn"): _late(row, asked, words),
        words("Số đã có"): _there(found, words),
        words("Gần nhất"): plain(last_step(row, words, may_see)),
    }


def _card(
    row: OfficeRow, asked: Round, found: Arrived, name: str, may_see: bool, words: Words
) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{plain(name)}** {_badge(row, words)}")
        st.markdown(f"{_late(row, asked, words)} · {_there(found, words)}")
        st.caption(plain(last_step(row, words, may_see)))


def _cells(
    asked: Round, found: Mapping[str, Arrived], names: Mapping[str, str], words: Words
) -> None:
    """What arrived against what was asked, figure by figure."""
    catalogue = reader.dataset().catalogue
    with st.expander(words("Từng số được hỏi"), icon=":material/grid_on:"):
        rows = []
        for code in asked.indicators:
            for year in asked.years:
                signs = {
                    names[unit]: next(
                        (
                            own.sign(cell)
                            for cell in own.asked
                            if (cell.indicator, cell.year) == (code, year)
                        ),
                        "",
                    )
                    for unit, own in found.items()
                }
                if any(signs.values()):
                    head = {
                        words("Chỉ số"): words.name(catalogue.indicators[code]),
                        words("Năm"): str(year),
                    }
                    rows.append(head | signs)
        st.table(
            pd.DataFrame(rows, dtype="str").map(plain),
            border="horizontal",
            hide_index=True,
            alt=words("Từng số được hỏi, theo tỉnh"),
        )
