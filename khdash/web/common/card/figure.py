"""The card of a figure: what it means, who says so, what else is said, and what became of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast

import streamlit as st

from khdash.exhibit.core.due_words import answers_text, due_text
from khdash.exhibit.core.exhibit import SourceLine
from khdash.exhibit.topics.lookup.card import (
    FigureCard,
    Statement,
    build_card,
    figure_in_use,
    read_records,
)
from khdash.exhibit.topics.lookup.follow_up import is_open
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.observations import CONFIDENCES, SOURCE_KINDS
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.entries import Source
from khdash.model.indicators import Indicator
from khdash.store.database import Database
from khdash.store.moment import now
from khdash.transform.records import is_firm
from khdash.web.common import reader
from khdash.web.common.card.correction import draw_correction
from khdash.web.common.card.explanation import draw_explaining, draw_explanation
from khdash.web.common.card.facts import BASIS_MEANINGS, draw_facts
from khdash.web.common.card.follow_up import draw_follow_up
from khdash.web.common.card.history import draw_history, draw_rivals, place_text
from khdash.web.common.card.host import Host
from khdash.web.common.markdown import plain, source_link
from khdash.web.common.names import exact_figure, unit_names

QUALIFIER_MEANINGS = {
    "exact": mark("nguồn ghi con số cụ thể"),
    "at_least": mark("nguồn ghi “hơn”, “trên”: số thật từ mức này trở lên"),
    "nearly": mark("nguồn ghi “gần”: số thật dưới hoặc bằng mức này"),
    "about": mark("nguồn ghi “khoảng”: số thật có thể cao hơn hoặc thấp hơn"),
}


def draw_card(key: FigureKey, catalogue: Catalogue, words: Words, host: Host) -> None:
    """Everything known of one figure; its unit and indicator are in the catalogue."""
    card = _card_of(key, catalogue, words)
    entry = catalogue.indicators[key.indicator]
    unit = unit_names(catalogue, words)[key.unit]
    st.header(plain(f"{words.name(entry)}, {unit}, {key.year}"), anchor=False)
    _heading(card, entry, catalogue, words)
    draw_explanation(card, words)
    if card.subject is None:
        _absent(card, entry, words, host)
    else:
        _facts(card.subject, key, entry, catalogue, words)
        _source(card.subject, words)
        draw_rivals(card, words, host)
    if catalogue.units[key.unit].level != "commune":  # A dataset has none of their figures.
        _known_at(key, catalogue, words)
    if card.history:
        draw_history(card, words)
    draw_explaining(card, words, host)
    draw_correction(card, words, host)
    draw_follow_up(card, words, host)


def draw_adding(key: FigureKey, catalogue: Catalogue, words: Words, host: Host) -> None:
    """The way to give a printed figure where there is only a computed one."""
    draw_correction(_card_of(key, catalogue, words), words, host)


def _card_of(key: FigureKey, catalogue: Catalogue, words: Words) -> FigureCard:
    # Only the reading half is asked, which a snapshot has too.
    store = cast("Database", reader.store())
    return build_card(catalogue, read_records(store, catalogue, key), key, words)


def _heading(card: FigureCard, entry: Indicator, catalogue: Catalogue, words: Words) -> None:
    """The figure itself, and what to know before using it."""
    said = card.subject
    if said is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        value = exact_figure(said.value, entry.code, said.qualifier, catalogue, words)
        st.metric(words("Giá trị"), value, width="content")
        if card.in_use:
            st.badge(words("đang dùng"), color="green", icon=":material/check:")
        else:
            st.badge(words("không dùng"), color="gray", icon=":material/block:")
        if not is_firm(said.confidence):
            st.badge(words("độ tin cậy thấp"), color="orange", icon=":material/priority_high:")
        if is_open(card.follow_ups):
            st.badge(words("cần theo dõi"), color="red", icon=":material/flag:")


def _absent(card: FigureCard, entry: Indicator, words: Words, host: Host) -> None:
    """Nothing in force answers to the key: say so, and where else to look."""
    if card.history:
        st.markdown(words("Hiện không nguồn nào còn ghi số này; lịch sử ở dưới cho biết vì sao."))
        return
    st.markdown(words("Trong kho không có số liệu này."))
    if not entry.derivable:
        return
    st.markdown(words("Nếu trang khác hiện số này thì đó là số tính từ hai số liệu, có thẻ riêng:"))
    for code in (entry.numerator, entry.denominator_on(card.key.basis)):
        part = reader.dataset().catalogue.indicators.get(code)
        if part is not None:
            st.button(
                plain(words.name(part)),
                key=f"so_thanh_phan_{code}",
                icon=":material/arrow_forward:",
                on_click=host.go,
                args=(FigureKey(card.key.unit, code, card.key.year),),
            )


def _facts(
    said: Statement, key: FigureKey, entry: Indicator, catalogue: Catalogue, words: Words
) -> None:
    """What the figure means, line by line."""
    measure = catalogue.measures[entry.unit]
    facts: list[tuple[str, str]] = [
        (words("Định nghĩa"), words.of(entry.definition_vi, entry.definition_en)),
        (words("Đơn vị tính"), words.name(measure)),
        (words("Mẫu số"), words(BASIS_MEANINGS[key.basis]) if key.basis else ""),
        (words("Nhóm đối tượng"), words.of(*catalogue.subgroups.get(key.subgroup, ("", "")))),
        (words("Độ chính xác"), words(QUALIFIER_MEANINGS[said.qualifier])),
        (words("Thời kỳ"), _period(said, words)),
        (words("Tính đến"), words.date(said.as_of) if said.as_of is not None else ""),
        (words("Độ tin cậy"), words(CONFIDENCES.get(said.confidence, said.confidence))),
        (words("Ghi chú"), said.note),
        (words("Nơi trả lời"), answers_text(catalogue, entry.code, words)),
        (words("Số tiếp theo"), due_text(catalogue, entry.code, now().date(), words)),
        (words("Văn bản quy định"), words.of(entry.instrument, entry.instrument_en)),
    ]
    draw_facts(facts, words("Ý nghĩa của số liệu này, từng mục một dòng"))


def _period(said: Statement, words: Words) -> str:
    """The stated period, or which moment of the year is meant."""
    start, _, end = said.period.partition("/")
    if start and end:
        days = (words.date(datetime.fromisoformat(day)) for day in (start, end))
        return " – ".join(days)
    if said.period:
        return words("một đợt hoặc lũy kế; nguồn không nêu rõ từ ngày nào")
    return "" if said.point == "year_end" else words("một thời điểm trong năm, chưa phải cuối năm")


def _source(said: Statement, words: Words) -> None:
    """Where the figure comes from, down to the cell, and who brought it in."""
    st.markdown(f"**{words('Nguồn')}**")
    lines = []
    if said.source is not None:
        lines.append(_source_line(said.source, words))
        if said.source.original_source:
            text = words(
                "Ghi lại từ nguồn gốc: {origin}. Số này đến đây qua một nguồn trung gian.",
                origin=said.source.original_source,
            )
            lines.append(plain(text))
    else:
        lines.append(plain(said.source_id))
    place = place_text(said, words)
    if place:
        lines.append(plain(place))
    if said.channel == "published":
        lines.append(words("Thuộc số liệu công bố đi kèm chương trình (lần nạp số 1)."))
    else:
        text = words(
            "Lần nạp số {batch}, {who} ghi lúc {when}.",
            batch=said.batch_id,
            who=said.committed_by,
            when=words.moment(said.committed_at),
        )
        lines.append(plain(text))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _source_line(source: Source, words: Words) -> str:
    """Title with its link, publisher and kind."""
    title = words.of(source.title_vi, source.title_en) or source.publisher or source.source_id
    line = source_link(SourceLine(source.source_id, title, source.kind, source.url))
    about = [source.publisher, words(SOURCE_KINDS.get(source.kind, source.kind))]
    if not source.url:
        about.append(words("không có địa chỉ trên mạng"))
    return f"{line} · " + plain(" · ".join(part for part in about if part))


def _known_at(key: FigureKey, catalogue: Catalogue, words: Words) -> None:
    """The figure as it was known at the end of any day."""
    asked = st.session_state["biet_den"]
    start = datetime.fromisoformat(asked).date() if asked else now().date()
    left, right = st.columns([1, 2], gap="small", vertical_alignment="bottom")
    with left:
        day = st.date_input(
            words("Như đã biết vào cuối ngày"),
            value=start,
            min_value=date(2000, 1, 1),
            help=words("Số liệu công bố đi kèm chương trình được coi là đã biết ở mọi thời điểm."),
            format="DD/MM/YYYY",
            key=f"biet_ngay_{key.to_text()}",
        )
    moment = datetime.combine(day, time.max)
    row = figure_in_use(reader.dataset(moment), key)
    with right:
        if row is None:
            text = words("Cuối ngày {day}: chưa có số này.", day=words.date(day))
        else:
            text = words(
                "Cuối ngày {day}: {value}, lần nạp số {batch}.",
                day=words.date(day),
                value=exact_figure(row.value, key.indicator, row.qualifier, catalogue, words),
                batch=int(row.batch_id),
            )
        st.markdown(plain(text))
