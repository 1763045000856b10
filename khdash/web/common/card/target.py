"""The card of a level to reach: who set it, what others set, what is held to it, who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.exhibit.topics.lookup.observations import CONFIDENCES
from khdash.exhibit.topics.lookup.target_card import (
    Setting,
    TargetCard,
    Written,
    instrument_name,
    title_of,
)
from khdash.locale import Words, mark
from khdash.model.instruments import Instrument
from khdash.web.common import reader
from khdash.web.common.card.facts import BASIS_MEANINGS, draw_facts
from khdash.web.common.card.host import Host
from khdash.web.common.card.target_correction import draw_target_correction
from khdash.web.common.markdown import plain
from khdash.web.common.target_writing import RULES


def draw_target(card: TargetCard | None, host: Host, words: Words) -> None:
    """Everything known of one level; card: None where no instrument in force sets it."""
    if card is None:
        st.markdown(words("Không văn bản nào còn hiệu lực đặt mức này."))
        return
    st.header(plain(title_of(words, reader.current_dataset(), card.key)), anchor=False)
    _heading(card, words)
    _facts(card, words)
    st.markdown(f"**{words('Văn bản đặt ra mức này')}**")
    st.markdown("\n".join(f"- {_setting(one, words)}" for one in card.settings))
    _rivals(card, words)
    if not _is_country(card):
        _held(card, host, words)
    _history(card.history, card, words)
    for number, one in enumerate(card.settings):
        draw_target_correction(one, number, words, host)


def _is_country(card: TargetCard) -> bool:
    """Whether it is the country's level beside no figures: a reference line for provinces."""
    return card.key.unit == reader.current_dataset().catalogue.country


def _heading(card: TargetCard, words: Words) -> None:
    first = card.settings[0]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        rule = words(RULES[first.target.rule])
        st.metric(words("Phải đạt {rule}", rule=rule), first.level, width="content")
        if card.used and not _is_country(card):
            st.badge(words("được dùng để xét"), color="green", icon=":material/check:")
        elif card.key.owner != card.key.unit or _is_country(card):
            st.badge(words("để tham chiếu"), color="gray", icon=":material/flag:")
        else:
            st.badge(words("không dùng để xét"), color="gray", icon=":material/block:")


def _facts(card: TargetCard, words: Words) -> None:
    """What the level means, line by line."""
    catalogue, key, first = reader.current_dataset().catalogue, card.key, card.settings[0]
    entry, target = catalogue.indicators[key.indicator], first.target
    years = words.years(target.from_year or target.year, target.year)
    facts: list[tuple[str, str]] = [
        (words("Đặt cho"), first.who),
        (words("Phải đạt"), f"{words(RULES[target.rule])} {first.level}"),
        (words("Vào năm"), str(target.year)),
        (words("Giai đoạn"), years if target.from_year else ""),
        (words("Định nghĩa"), words.of(entry.definition_vi, entry.definition_en)),
        (words("Đơn vị tính"), words.name(catalogue.measures[entry.unit])),
        (words("Mẫu số"), words(BASIS_MEANINGS[key.basis]) if key.basis else ""),
        (words("Nhóm đối tượng"), words.of(*catalogue.subgroups.get(key.subgroup, ("", "")))),
        (words("Độ tin cậy"), words(CONFIDENCES.get(target.confidence, target.confidence))),
    ]
    draw_facts(facts, words("Ý nghĩa của chỉ tiêu này, từng mục một dòng"))


def _setting(one: Setting, words: Words) -> str:
    """The document: its name with its address, what it is about, its day and issuer."""
    paper, target = one.instrument, one.target
    url = paper.url or target.source_url
    name = plain(instrument_name(words, paper))
    about = [
        words.of(paper.about_vi, paper.about_en),
        issued_text(paper, words),
        words.of(paper.issuer_vi, paper.issuer_en),
        "" if url else words("không có địa chỉ trên mạng"),
        words.of(target.note_vi, target.note_en),
    ]
    head = f"[{name}](<{url}>)" if url else name
    return " · ".join([head, *(plain(text) for text in about if text)])


def issued_text(paper: Instrument, words: Words) -> str:
    """ban hành 25/03/2022, or its year; that no source says it where none does."""
    if paper.issued_day is not None:
        return words("ban hành {day}", day=words.date(paper.issued_day))
    if paper.issued_year is not None:
        return words("ban hành năm {year}", year=paper.issued_year)
    return words("chưa rõ ngày ban hành")


def _rivals(card: TargetCard, words: Words) -> None:
    """The other levels for the same unit and year, each with why it is judged or not."""
    if not card.rivals:
        return
    st.markdown(f"**{words('Văn bản khác đặt chỉ tiêu cho cùng năm')}**")
    for one in card.rivals:
        st.markdown(f"- **{plain(one.level)}** · {plain(one.who)} · {_setting(one, words)}")
        st.caption(words(_why(card, one)))


def _why(card: TargetCard, rival: Setting) -> str:
    """What decides between the two levels (methods.md, targets)."""
    key, target = card.key, rival.target
    if target.unit != key.owner:
        return (
            mark("Mức riêng của tỉnh được xét trước; mức cả nước là mốc tham chiếu.")
            if key.owner == key.unit
            else mark("Tỉnh có mức riêng cho năm này: mức ấy được xét trước mức cả nước.")
        )
    if target.value == key.value:
        return mark("Cùng mức nhưng khác mẫu số.")
    return (
        mark("Thấp hơn: khi nhiều văn bản đặt mức khác nhau, mức cao nhất được dùng để xét.")
        if target.value < key.value
        else mark("Cao hơn: mức cao nhất được dùng để xét, nên mức này đứng trước.")
    )


def _held(card: TargetCard, host: Host, words: Words) -> None:
    """The figure that is held against the level, how it stands, and the way to its card."""
    st.markdown(f"**{words('Số được so với mức này')}**")
    row = card.row
    if row is None or card.figure is None:
        reason = row["reason_text"] if row is not None else ""
        st.markdown(plain(f"{card.unit_name}: {reason or words('chưa có số')}."))
        return
    value = words.figure(
        row["latest_value"], row["measure"], row["decimals"], row["latest_qualifier"]
    )
    told = ", ".join(filter(None, [row["status_name"], row["reason_text"]]))
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
    ):
        line = f"{plain(card.unit_name)}: **{plain(value)}** ({row['latest_year']}) – {plain(told)}"
        st.markdown(line, width="content")
        st.button(
            words("Mở thẻ"),
            key="so_duoc_xet",
            type="tertiary",
            icon=":material/arrow_forward:",
            help=f"{card.unit_name} {row['latest_year']}",
            on_click=host.go,
            args=(card.figure,),
        )


def _history(history: Sequence[Written], card: TargetCard, words: Words) -> None:
    """Every time the level was written and not undone, the newest first."""
    if not history:
        return
    st.markdown(f"**{words('Ai ghi')}**")
    st.markdown("\n".join(f"- {plain(_written(one, card, words))}" for one in history))


def _written(one: Written, card: TargetCard, words: Words) -> str:
    if one.published:
        return words("Thuộc danh mục chỉ tiêu đi kèm chương trình (lần nạp số 1).")
    entry = reader.current_dataset().catalogue.indicators[card.key.indicator]
    level = words("bỏ chỉ tiêu")
    if one.value is not None:
        level = words.amount(one.value, entry.unit, entry.decimals)
    text = words(
        "Lần nạp số {batch}, {who} ghi lúc {when}: {level}",
        batch=one.batch_id,
        who=one.committed_by,
        when=words.moment(one.committed_at),
        level=level,
    )
    return f"{text} – {one.note}" if one.note else text
