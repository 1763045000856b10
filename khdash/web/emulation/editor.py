"""Editing a plan: criteria, weights, rules, what a gap counts, titles; every change is a copy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.emulation.board import emulation_exhibit
from khdash.exhibit.topics.emulation.plan import MEASURES, Measured, Plan
from khdash.exhibit.topics.emulation.scores import weight_shares
from khdash.exhibit.topics.emulation.table import criterion_name
from khdash.locale import mark
from khdash.model.indicators import Indicator
from khdash.transform.composite import Criterion, Normalisation
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.emulation.plan_edit import (
    METHODS,
    added_criterion,
    added_title,
    is_flat,
    ruled,
    with_criterion,
    with_scheme,
    with_title,
    without_criterion,
    without_title,
)
from khdash.web.emulation.state import bound, change

METHOD_NAMES = {
    "goalposts": mark("Hai mốc cố định"),
    "attainment": mark("Phần đạt so với một mức, tối đa 100 %"),
    "rank": mark("Thứ hạng giữa các tỉnh"),
}
MEASURE_NAMES = {
    "level": mark("mức mới nhất"),
    "growth": mark("mức tăng mỗi năm"),
    "target": mark("phần đạt chỉ tiêu của tỉnh"),
}
MISSING_NAMES = {
    "exclude": mark("Bỏ ra, chia lại trọng số"),
    "zero": mark("Tính điểm thấp nhất"),
    "mean": mark("Lấy trung bình các tỉnh khác"),
    "refuse": mark("Không cho điểm"),
}
DIRECTION_NAMES = {"higher": mark("cao là tốt"), "lower": mark("thấp là tốt")}
AGGREGATION_NAMES = {"arithmetic": mark("Cộng"), "geometric": mark("Nhân")}
WIDTHS = (0.1, 0.25, 0.5)


def draw_editor(plan: Plan, scope: Scope) -> None:
    """The criteria one below the other, then what holds for all of them, then the titles."""
    words = reader.words()
    st.text_input(
        words("Tên phương án"),
        max_chars=80,
        **bound("_pa_ten", plan.scheme.name_vi, lambda p, v: with_scheme(p, name_vi=v, name_en="")),
    )
    st.markdown(f"**{words('Tiêu chí và trọng số')}**")
    shares = weight_shares(plan.scheme.root, 100.0)
    for criterion in plan.scheme.root.leaves():
        _draw_criterion(plan, criterion, scope, shares[criterion.code])
    if is_flat(plan.scheme):
        _draw_adding(plan, scope)
    else:
        st.caption(words("Phương án có nhóm tiêu chí: thêm, bớt trong tệp JSON rồi nạp lại."))
    _draw_common(plan)
    _draw_titles(plan)


def _draw_criterion(plan: Plan, criterion: Criterion, scope: Scope, share: float) -> None:
    words, code = reader.words(), criterion.code
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = criterion_name(words, scope, criterion)
        st.markdown(f"{plain(name)} :gray[{words.percent(share, 0)}]", width="stretch")
        st.number_input(
            words("Trọng số của {name}", name=name),
            min_value=0.5,
            max_value=1000.0,
            step=5.0,
            format="%g",
            label_visibility="collapsed",
            width=130,
            **bound(
                f"_pa_trong_so_{code}",
                float(criterion.weight),
                lambda p, v: with_criterion(p, code, weight=float(v)),
            ),
        )
        with st.popover(words("Cách cho điểm"), icon=":material/tune:"):
            _draw_rule(criterion, scope)
        st.button(
            "",
            icon=":material/delete:",
            type="tertiary",
            key=f"_pa_bo_{code}",
            help=words("Bỏ tiêu chí này"),
            disabled=len(list(plan.scheme.root.leaves())) == 1,
            on_click=partial(change, lambda p: without_criterion(p, code)),
        )


def _draw_rule(criterion: Criterion, scope: Scope) -> None:
    """Method, direction and the numbers that the method takes."""
    words, code, rule = reader.words(), criterion.code, criterion.normalisation
    methods = METHODS if rule.method in METHODS else (*METHODS, rule.method)
    st.selectbox(
        words("Cách chuẩn hoá"),
        methods,
        format_func=lambda name: words(METHOD_NAMES.get(str(name), str(name))),
        **bound(
            f"_pa_cach_{code}",
            rule.method,
            lambda p, v: with_criterion(p, code, normalisation=ruled(criterion, v), log=False),
        ),
    )
    st.segmented_control(
        words("Chiều"),
        tuple(DIRECTION_NAMES),
        format_func=lambda name: words(DIRECTION_NAMES[name]),
        required=True,
        **bound(
            f"_pa_chieu_{code}",
            criterion.direction,
            lambda p, v: with_criterion(p, code, direction=v),
        ),
    )
    measured = Measured.of(criterion.source_column)
    entry = scope.dataset.catalogue.indicators[measured.indicator]
    measure = "%" if measured.measure != "level" else _measure(scope, entry)
    if rule.method == "goalposts" and isinstance(rule.min, float) and isinstance(rule.max, float):
        low, high = rule.min, rule.max
        _draw_number(code, "min", low, words("Mốc thấp ({measure})", measure=measure), rule)
        _draw_number(code, "max", high, words("Mốc cao ({measure})", measure=measure), rule)
    elif rule.method == "attainment" and rule.target is not None:
        label = words("Mức phải đạt ({measure})", measure=measure)
        _draw_number(code, "target", rule.target, label, rule)


def _measure(scope: Scope, indicator: Indicator) -> str:
    return scope.words.name(scope.dataset.catalogue.measures[indicator.unit])


def _draw_number(code: str, name: str, value: float, label: str, rule: Normalisation) -> None:
    def changed(plan: Plan, number: float) -> Plan:
        keys: dict[str, Any] = {name: float(number)}
        return with_criterion(plan, code, normalisation=replace(rule, **keys))

    st.number_input(label, format="%g", **bound(f"_pa_{name}_{code}", float(value), changed))


def _draw_adding(plan: Plan, scope: Scope) -> None:
    words, catalogue = reader.words(), scope.dataset.catalogue
    codes = [i.code for i in catalogue.indicators.values() if not i.is_context]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        indicator = st.selectbox(
            words("Thêm tiêu chí"),
            codes,
            format_func=lambda code: words.name(catalogue.indicators[code]),
            key="_pa_them_chi_so",
            width=320,
        )
        measure = st.selectbox(
            words("Xét theo"),
            MEASURES,
            format_func=lambda name: words(MEASURE_NAMES[name]),
            key="_pa_them_xet",
            width=220,
        )
        st.button(
            words("Thêm"),
            icon=":material/add:",
            key="_pa_them",
            on_click=_add_criterion,
            args=(catalogue.indicators[str(indicator)], str(measure)),
        )


def _add_criterion(indicator: Indicator, measure: str) -> None:
    """A new criterion whose first goalposts hold the figures of today."""

    def added(plan: Plan) -> Plan:
        return added_criterion(plan, indicator, measure, _present_values(plan, indicator, measure))

    change(added)


def _present_values(plan: Plan, indicator: Indicator, measure: str) -> list[float]:
    one = with_scheme(
        plan,
        criteria=(
            Criterion(
                code=Measured(indicator.code, "", measure).column,
                normalisation=Normalisation(method="rank"),
            ),
        ),
    )
    figures = emulation_exhibit(
        "emulation", reader.current_dataset(), reader.current_selection(), one
    ).table
    return [float(v) for v in figures["amount"].dropna() if abs(v) != float("inf")]


def _draw_common(plan: Plan) -> None:
    words, scheme = reader.words(), plan.scheme
    aggregations = tuple(dict.fromkeys([*AGGREGATION_NAMES, scheme.aggregation]))
    widths = sorted({*WIDTHS, plan.width})
    with st.container(horizontal=True, gap="medium"):
        st.selectbox(
            words("Khi thiếu một tiêu chí"),
            tuple(MISSING_NAMES),
            format_func=lambda name: words(MISSING_NAMES[name]),
            help=words("Tỉnh thiếu tiêu chí luôn đứng riêng, không xếp thứ với tỉnh đủ số."),
            width=260,
            **bound("_pa_thieu", scheme.missing, lambda p, v: with_scheme(p, missing=v)),
        )
        st.segmented_control(
            words("Gộp điểm"),
            aggregations,
            format_func=lambda name: words(AGGREGATION_NAMES.get(str(name), str(name))),
            required=True,
            help=words("Cộng: tiêu chí này bù được cho tiêu chí kia. Nhân: bù được ít hơn."),
            **bound("_pa_gop", scheme.aggregation, lambda p, v: with_scheme(p, aggregation=v)),
        )
        st.segmented_control(
            words("Thử trọng số trong khoảng"),
            widths,
            format_func=lambda width: f"±{words.percent(width * 100, 0)}",
            required=True,
            **bound("_pa_rong", plan.width, _with_width),
        )


def _with_width(plan: Plan, width: float) -> Plan:
    return replace(plan, width=float(width))


def _draw_titles(plan: Plan) -> None:
    words = reader.words()
    st.markdown(f"**{words('Ngưỡng danh hiệu')}**")
    for place, title in enumerate(plan.scheme.titles):
        _draw_title(place, words.of(title.name_vi, title.name_en), title.min_score)
    st.button(
        words("Thêm danh hiệu"),
        icon=":material/add:",
        type="tertiary",
        key="_pa_them_danh_hieu",
        on_click=partial(
            change, lambda p: added_title(p, words("Danh hiệu mới"), float(p.scheme.scale[0]))
        ),
    )


def _draw_title(place: int, name: str, least: float) -> None:
    words = reader.words()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            words("Tên danh hiệu"),
            max_chars=60,
            label_visibility="collapsed",
            width="stretch",
            **bound(
                f"_pa_danh_hieu_{place}",
                name,
                lambda p, v: with_title(p, place, name_vi=v, name_en=""),
            ),
        )
        st.number_input(
            words("Từ bao nhiêu điểm"),
            format="%g",
            step=1.0,
            label_visibility="collapsed",
            width=130,
            **bound(
                f"_pa_nguong_{place}",
                float(least),
                lambda p, v: with_title(p, place, min_score=float(v)),
            ),
        )
        st.button(
            "",
            icon=":material/delete:",
            type="tertiary",
            key=f"_pa_bo_danh_hieu_{place}",
            help=words("Bỏ danh hiệu này"),
            on_click=partial(change, lambda p: without_title(p, place)),
        )
