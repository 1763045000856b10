"""Targets by form and by file: reviewed, signed, one batch, undone in the journal."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.model.actor import Actor
from khdash.model.entries import Target
from khdash.store.build import build
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.targets.entering import OPENED
from tests.web.upload.conftest import (
    Open,
    button,
    furnished_home,
    open_page,
    texts,
    turn_to,
    upload,
)

__all__ = ["furnished_home", "open_page"]

PLAN = "KH 12/KH-HKH"
FILE = (
    "Tỉnh;Năm;Kế hoạch hội viên;Hội viên\n"
    "Hà Nội;2024;2.000.000;1.975.000\n"
    "Nam Định;2024;300.000;290.000\n"
).encode()
ONLY_PLANS = "KẾ HOẠCH NĂM 2025\nTỉnh;Hội viên\nHà Nội;2.000.000\nNam Định;300.000\n".encode()


def targets(instrument: str = PLAN) -> list[Target]:
    found = reader.database().dataset().catalogue.targets
    return [target for target in found if target.instrument_vi == instrument]


def field(app: AppTest, kind: str, label: str):  # type: ignore[no-untyped-def]
    return next(f for f in getattr(app, kind) if f.label.startswith(label))


def fill(app: AppTest, value: str, press: str = "Kiểm tra") -> AppTest:
    field(app, "selectbox", "Tỉnh, thành phố").set_value("36")
    field(app, "text_input", "Giá trị").set_value(value)
    field(app, "number_input", "Vào năm").set_value(2030)
    field(app, "text_input", "Văn bản đặt ra").set_value(PLAN)
    field(app, "text_input", "Lý do").set_value("nghị quyết mới")
    field(app, "text_input", "Họ tên").set_value("Lê Thị Mai")
    return button(app, press).click().run()


def choose(app: AppTest, indicator: str = "members_population_rate") -> AppTest:
    app.session_state[OPENED] = True
    return app.run().selectbox(key="dat_chi_so").set_value(indicator).run()


def test_a_target_is_set_changed_withdrawn_and_all_of_it_undone(open_page: Open) -> None:
    app = fill(choose(open_page("chi_tieu")), "40")
    assert targets() == []
    button(app, "Ghi chỉ tiêu").click().run()
    assert not app.exception
    (made,) = targets()
    assert (made.unit, made.indicator, made.year, made.value, made.rule) == (
        "36", "members_population_rate", 2030, 40, "at_least",
    )  # fmt: skip
    app = fill(choose(app), "45")
    button(app, "Ghi chỉ tiêu").click().run()
    assert [target.value for target in targets()] == [45]
    app = fill(choose(app), "45", press="Bỏ chỉ tiêu này")
    app.button(key="ghi_chi_tieu").click().run()
    assert targets() == []
    for batch, left in ((4, [45.0]), (3, [40.0]), (2, [])):
        app = turn_to(app, "nhat_ky")
        app.text_input(key="nguoi_nap").set_value("Lê Thị Mai").run()
        app.selectbox(key="lan_nap").set_value(batch).run()
        assert any(e.label.startswith("Các chỉ tiêu đã ghi") for e in app.expander)
        app.text_input(key=f"ly_do_{batch}").set_value("nhầm").run()
        button(app, f"Hoàn tác lần nạp số {batch}").click().run()
        assert [target.value for target in targets()] == left


def test_a_journal_replays_targets(open_page: Open) -> None:
    app = fill(choose(open_page("chi_tieu")), "40")
    button(app, "Ghi chỉ tiêu").click().run()
    before = reader.database().dataset().catalogue.targets
    reader.while_closed(lambda: build(here(), from_scratch=True))
    assert reader.database().dataset().catalogue.targets == before


@pytest.mark.parametrize("value", ["140", "abc", ""])
def test_no_target_that_cannot_be_one_is_written(open_page: Open, value: str) -> None:
    app = fill(choose(open_page("chi_tieu")), value)
    ready = [b for b in app.button if b.label == "Ghi chỉ tiêu" and not b.disabled]
    assert ready == []
    assert targets() == []


def name_plans(app: AppTest) -> AppTest:
    """Ask for the plans as targets, and name who writes and what sets them."""
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    field(app, "checkbox", "Ghi 2 số kế hoạch").check().run()
    assert next(b for b in app.button if b.label.startswith("Ghi vào số liệu")).disabled
    field(app, "text_input", "Văn bản đặt ra").set_value(PLAN).run()
    return app


def test_plans_of_a_file_are_written_as_targets_beside_its_figures(open_page: Open) -> None:
    app = name_plans(upload(open_page("nap_so_lieu"), FILE))
    button(app, "Ghi vào số liệu").click().run()
    assert not app.exception
    assert "Đã ghi 2 chỉ tiêu." in texts(app)
    assert {(t.unit, t.indicator, t.year, t.value) for t in targets()} == {
        ("01", "members", 2024, 2_000_000), ("36", "members", 2024, 300_000),
    }  # fmt: skip
    current = reader.database().dataset().current
    own = current[(current["indicator"] == "members") & (current["year"] == 2024)]
    assert set(own.loc[own["source_id"] == "reported", "value"]) == {1_975_000, 290_000}
    # One batch: the figures and the targets go together.
    reader.database().undo(2, Actor("Thư ký Hội", "web"), "nhầm tệp")
    assert targets() == []


def test_a_file_of_plans_alone_sets_targets_and_no_figure(open_page: Open) -> None:
    app = name_plans(upload(open_page("nap_so_lieu"), ONLY_PLANS))
    for box in app.checkbox:
        if box.label.startswith("Bỏ qua"):
            box.check().run()
    button(app, "Ghi vào số liệu").click().run()
    assert {(t.unit, t.year, t.value) for t in targets()} == {
        ("01", 2025, 2_000_000), ("36", 2025, 300_000),
    }  # fmt: skip
    assert "reported" not in set(reader.database().dataset().observations["source_id"])


def test_unasked_plans_are_left_out(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"), FILE)
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    button(app, "Ghi vào số liệu").click().run()
    assert len(reader.database().history()) == 2
    assert targets() == []
