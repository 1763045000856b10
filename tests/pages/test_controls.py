"""A control stands where it acts, and only there; one line holds them all."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.web.common.page_registry import PAGES, Page
from tests.shell import Open, figures_on, headings_on, measured_on, tables_on

WITH_FILTERS = [page for page in PAGES if page.uses_filters]


def sent(app: AppTest) -> list[object]:
    """What a page shows: its figures, tables and sentences."""
    tables = [table.to_csv() for table in tables_on(app)]
    own = [frame.value.to_csv() for frame in [*app.table, *app.dataframe]]
    said = [*headings_on(app), *measured_on(app)]
    said += [text.value for text in [*app.caption, *app.markdown]]
    return [figures_on(app), tables, own, said]


@pytest.mark.parametrize(("name", "value"), [("so_voi", "others"), ("tieu_diem", "01")])
@pytest.mark.parametrize("page", WITH_FILTERS, ids=lambda page: page.url_path)
def test_a_control_is_offered_where_it_changes_what_is_shown(
    open_app: Open, page: Page, name: str, value: str
) -> None:
    view = {"xem": "cot"} if page.url_path == "so-sanh" else {}
    app = open_app(page.path, **view)
    offered = any(getattr(widget, "key", None) == name for widget in app.selectbox)
    chosen = open_app(page.path, **{name: value}, **view)
    chips = [b.key for b in chosen.button if str(b.key).startswith("chip_")]
    assert (name in page.acts) == offered == (f"chip_{name}" in chips)
    changed = sent(app) != sent(chosen)
    assert changed == offered


def test_one_figure_is_told_once_and_has_no_course_beside_it(open_app: Open) -> None:
    """Thái Bình alone published what it raised, in 2014."""
    app = open_app("pages/quy.py")
    told = [said for said in headings_on(app) if said.startswith("Vận động")]
    assert told == ["Vận động: chưa có số liệu so sánh được đến 2024 (số đã cũ)"]
    said = [item.value.replace("\N{NO-BREAK SPACE}", " ") for item in app.caption]
    assert "Mới có một số liệu, chưa so được các tỉnh: Thái Bình 12,7 tỷ đồng (2014)." in said


def test_the_course_above_the_targets_is_on_the_denominator_they_are_on(open_app: Open) -> None:
    app = open_app("pages/chi_tieu.py", xet="learning_family_rate")
    heads = headings_on(app)
    assert any(head.startswith("Tỷ lệ GĐHT (trên tổng số)") for head in heads), heads
