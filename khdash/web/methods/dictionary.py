"""The catalogue as a dictionary: indicators with their definitions, breaks, targets and sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from khdash.exhibit.core.due_words import answers_text, due_text
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.entries import Target
from khdash.model.indicators import Indicator
from khdash.model.instruments import Instrument
from khdash.model.own_rows import OwnRow
from khdash.store.moment import now
from khdash.web.common.markdown import link, plain

KINDS = {
    "stock": mark("số tại thời điểm"),
    "flow": mark("số trong kỳ"),
    "rate": mark("tỷ lệ"),
}


def folded(text: str) -> str:
    """A text for searching: without accents, in lower case.

    >>> folded("Quỹ khuyến học, Đồng/người")
    'quy khuyen hoc, dong/nguoi'
    """
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def matching(indicators: Sequence[Indicator], query: str) -> list[Indicator]:
    """Indicators in which every word of the query occurs, with or without accents."""
    wanted = folded(query).split()
    return [
        entry
        for entry in indicators
        if all(
            word
            in folded(
                " ".join(
                    (
                        entry.code,
                        entry.name_vi,
                        entry.name_en,
                        entry.short_vi,
                        entry.definition_vi,
                        entry.definition_en,
                        entry.instrument,
                        entry.instrument_en,
                    )
                )
            )
            for word in wanted
        )
    ]


def formula(entry: Indicator, catalogue: Catalogue, words: Words) -> str:
    """How a rate is computed from counts; '' where it only comes printed."""
    if not entry.derivable:
        return ""
    names = [words.name(catalogue.indicators[c]) for c in (entry.numerator, entry.denominator)]
    scale = {100: " × 100", 1_000_000: " × 1.000.000" if words.lang == "vi" else " × 1,000,000"}
    text = f"{names[0]} ÷ {names[1]}{scale.get(int(entry.scale or 1), '')}"
    if entry.denominator_registered:
        other = words.name(catalogue.indicators[entry.denominator_registered])
        text += words("; trên số đăng ký: chia cho {name}", name=other)
    return text


def indicator_rows(
    indicators: Sequence[Indicator], catalogue: Catalogue, words: Words
) -> pd.DataFrame:
    """One row an indicator: what it is called, means, is measured in and how it is computed."""
    return _texts(
        {
            words("Chỉ số"): [words.name(i) for i in indicators],
            words("Định nghĩa"): [_definition(i, catalogue, words) for i in indicators],
            words("Đơn vị"): [words.name(catalogue.measures[i.unit]) for i in indicators],
            words("Loại"): [words(KINDS[i.kind]) for i in indicators],
            words("Căn cứ"): [words.of(i.instrument, i.instrument_en) for i in indicators],
            words("Mã"): [i.code for i in indicators],
        },
        {words("Chỉ số"): _bold, words("Mã"): _code},
    )


def _texts(
    columns: Mapping[str, Sequence[str]], marked: Mapping[str, Callable[[str], str]] | None = None
) -> pd.DataFrame:
    """Texts of the catalogue as cells that read exactly like them; marked: columns that are told
    otherwise."""
    how = marked or {}
    return pd.DataFrame(
        {name: list(map(how.get(name, plain), cells)) for name, cells in columns.items()}
    )


def _bold(text: str) -> str:
    return f"**{plain(text)}**"


def _code(text: str) -> str:
    return f"`{text.replace('`', '')}`"


def _definition(entry: Indicator, catalogue: Catalogue, words: Words) -> str:
    text = words.of(entry.definition_vi, entry.definition_en)
    computed = formula(entry, catalogue, words)
    reported = words(
        "Nơi trả lời: {who}. Hạn: {due}.",
        who=answers_text(catalogue, entry.code, words),
        due=due_text(catalogue, entry.code, now().date(), words),
    )
    parts = [text, computed and words("Cách tính: {formula}.", formula=computed), reported]
    return " ".join(filter(None, parts))


def break_rows(catalogue: Catalogue, words: Words) -> pd.DataFrame:
    """One row a break: what it concerns, from which year, why."""
    concerned = [
        words.listed(
            [
                words.of(i.short_vi, i.short_en)
                for i in catalogue.indicators.values()
                if i.break_group == b.break_group and i.kind == "rate"
            ]
            or [
                words.of(i.short_vi, i.short_en)
                for i in catalogue.indicators.values()
                if i.break_group == b.break_group
            ]
        )
        for b in catalogue.breaks
    ]
    return _texts(
        {
            words("Từ năm"): [str(b.year) for b in catalogue.breaks],
            words("Chỉ số"): concerned,
            words("Lý do"): [words.of(b.reason_vi, b.reason_en) for b in catalogue.breaks],
            words("Căn cứ"): [
                words.of(b.instrument, b.instrument_en or b.instrument) for b in catalogue.breaks
            ],
        }
    )


def target_rows(catalogue: Catalogue, words: Words) -> pd.DataFrame:
    """One row a target: for whom, what, by when, how much, set by which instrument."""
    targets = [t for t in catalogue.targets if t.indicator in catalogue.indicators]
    return _texts(
        {
            words("Đơn vị áp dụng"): [_unit(t, catalogue, words) for t in targets],
            words("Chỉ số"): [_target_name(t, catalogue, words) for t in targets],
            words("Năm"): [str(t.year) for t in targets],
            words("Mức chỉ tiêu"): [
                words.figure(t.value, t.measure, 0 if float(t.value).is_integer() else 1)
                for t in targets
            ],
            words("Văn bản"): [
                link(words.of(t.instrument_vi, t.instrument_en), t.source_url) for t in targets
            ],
        },
        {words("Văn bản"): str},
    )


def instrument_rows(catalogue: Catalogue, words: Words) -> pd.DataFrame:
    """One row a document on which targets and tasks rest, the newest first."""
    newest = sorted(
        catalogue.instruments.values(), key=lambda one: one.issued_year or 0, reverse=True
    )
    return _texts(
        {
            words("Văn bản"): [link(words.of(i.name_vi, i.name_en), i.url) for i in newest],
            words("Trích yếu"): [words.of(i.about_vi, i.about_en) for i in newest],
            words("Ban hành"): [_issued(i, words) for i in newest],
            words("Cơ quan ban hành"): [words.of(i.issuer_vi, i.issuer_en) for i in newest],
        },
        {words("Văn bản"): str},
    )


def _issued(instrument: Instrument, words: Words) -> str:
    """Its day, else its year, else that no source says it."""
    if instrument.issued_day is not None:
        return words.date(instrument.issued_day)
    if instrument.issued_year is not None:
        return str(instrument.issued_year)
    return words("chưa rõ")


def _unit(target: Target, catalogue: Catalogue, words: Words) -> str:
    unit = catalogue.units.get(target.unit)
    return words.of(unit.name, unit.name_en) if unit else target.unit


def _target_name(target: Target, catalogue: Catalogue, words: Words) -> str:
    name = words.name(catalogue.indicators[target.indicator])
    group = catalogue.subgroups.get(target.subgroup)
    return f"{name} ({words.of(*group)})" if target.subgroup and group else name


def source_rows(catalogue: Catalogue, words: Words) -> pd.DataFrame:
    """One row a source: its title with its address, publisher, and who said it first."""
    sources = list(catalogue.sources.values())
    return _texts(
        {
            words("Nguồn"): [link(words.of(s.title_vi, s.title_en), s.url) for s in sources],
            words("Nơi công bố"): [s.publisher for s in sources],
            words("Nguồn gốc"): [s.original_source for s in sources],
            words("Loại"): [words(SOURCE_KINDS.get(s.kind, s.kind)) for s in sources],
            words("Mã"): [s.source_id for s in sources],
        },
        {words("Nguồn"): str, words("Mã"): _code},
    )


OWN_OUTCOMES = {
    "added": mark("thêm vào danh mục"),
    "replaces": mark("dùng thay dòng đi kèm chương trình"),
    "same": mark("giống hệt dòng đi kèm chương trình, có thể bỏ"),
}


def own_rows(own: Sequence[OwnRow], words: Words) -> pd.DataFrame:
    """One row an own row of the office: where it stands, and what became of a shipped one."""
    return pd.DataFrame(
        {
            words("Tệp"): [f"`{row.file}`" for row in own],
            words("Dòng"): [words.number(row.line) for row in own],
            words("Mã"): [f"`{row.key}`" for row in own],
            words("Cách dùng"): [words(OWN_OUTCOMES[row.outcome]) for row in own],
            words("Khác ở cột"): [", ".join(f"`{name}`" for name in row.columns) for row in own],
        }
    )


SOURCE_KINDS = {
    "association": mark("Hội Khuyến học"),
    "government": mark("cơ quan nhà nước"),
    "statistics_office": mark("cơ quan thống kê"),
    "press": mark("báo chí"),
    "upload": mark("báo cáo nạp vào"),
    "unknown": mark("chưa rõ"),
}
