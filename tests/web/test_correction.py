"""A figure corrected or added on its card: checked like a file, written as a batch, undone."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.check import Known
from khdash.ingest.one_figure import CHANNEL, Saying, check_figure, refusals, submission_of_figure
from khdash.ingest.pipeline import check_bytes, known_by
from khdash.ingest.recognise import Choices
from khdash.model.actor import Actor
from khdash.model.dataset import Dataset
from khdash.report.forms.heading import Series
from khdash.report.forms.one_figure import TypedFigure, file_of
from khdash.store.batches import Submission
from khdash.store.build import build
from khdash.store.places import here
from khdash.web.common import reader
from tests.web.upload.conftest import Open, button, furnished_home, open_page, texts, turn_to

__all__ = ["furnished_home", "open_page"]

MEMBERS = "36.members.2011"
MISSING = "36.members.2012"


def figure(unit: str, year: int, indicator: str = "members") -> dict[str, Any] | None:
    """The figure in use."""
    current = reader.database().dataset().current
    own = current[(current["unit"] == unit) & (current["indicator"] == indicator)]
    own = own[own["year"] == year]
    return None if own.empty else dict(own.iloc[0])


def fill(app: AppTest, **fields: str) -> AppTest:
    """Fill in the form of the card and have it checked."""
    labels = {"value": "Giá trị", "reason": "Lý do", "name": "Họ tên"}
    for field, text in fields.items():
        own = [f for f in app.text_input if f.form_id == "sua_so"]
        next(f for f in own if f.label.startswith(labels[field])).set_value(text)
    return button(app, "Kiểm tra").click().run()


def said(app: AppTest) -> str:
    tables = "\n".join(table.value.to_string() for table in app.table)
    warnings = "\n".join(str(w.value) for w in app.warning)
    return f"{texts(app)}\n{tables}\n{warnings}".replace("\N{NO-BREAK SPACE}", " ")


def test_a_corrected_figure_is_written_with_who_and_why(open_page: Open) -> None:
    app = open_page("tra_cuu", so=MEMBERS)
    app = fill(app, value="289.270", reason="ghi nhầm một nghìn", name="Lê Thị Mai")
    text = said(app)
    assert "Số mới" in text
    assert "289.270" in text
    assert "+1.000 (+0,3 %)" in text
    assert figure("36", 2011)["value"] == 288_270  # type: ignore[index]
    button(app, "Ghi vào số liệu").click().run()
    assert not app.exception
    found = figure("36", 2011)
    assert found is not None
    # The same source says the new value: the one before is superseded, not a rival.
    assert (found["value"], found["source_id"], found["note_vi"]) == (
        289_270, "s030", "ghi nhầm một nghìn",
    )  # fmt: skip
    last = reader.database().history().iloc[0]
    assert (last["channel"], last["committed_by"], last["note"]) == (
        CHANNEL, "Lê Thị Mai", "ghi nhầm một nghìn",
    )  # fmt: skip
    assert "Lịch sử: 2 lần ghi" in said(app)


def test_a_correction_is_undone_in_the_journal_and_replayed_from_it(open_page: Open) -> None:
    app = open_page("tra_cuu", so=MEMBERS)
    app = fill(app, value="hơn 288 nghìn", reason="văn bản ghi hơn", name="Lê Thị Mai")
    button(app, "Ghi vào số liệu").click().run()
    written = reader.database().dataset().observations
    reader.while_closed(lambda: build(here(), from_scratch=True))
    again = reader.database().dataset().observations
    pd.testing.assert_frame_equal(written, again)
    found = figure("36", 2011)
    assert found is not None
    assert (found["value"], found["qualifier"]) == (288_000, "at_least")
    app = turn_to(app, "nhat_ky")
    assert "sửa hoặc thêm ở thẻ số liệu" in said(app)
    app.text_input(key="ly_do_2").set_value("nhầm").run()
    button(app, "Hoàn tác lần nạp số 2").click().run()
    assert figure("36", 2011)["value"] == 288_270  # type: ignore[index]


def test_a_figure_is_added_where_there_is_none(open_page: Open) -> None:
    app = open_page("tra_cuu", so=MISSING)
    assert "Trong kho không có số liệu này." in said(app)
    assert any(expander.label == "Thêm số liệu" for expander in app.expander)
    app = fill(app, value="290.000", reason="báo cáo năm 2012", name="Lê Thị Mai")
    button(app, "Ghi vào số liệu").click().run()
    found = figure("36", 2012)
    assert found is not None
    assert (found["value"], found["source_id"], found["confidence"]) == (
        290_000, "reported", "high",
    )  # fmt: skip


@pytest.mark.parametrize("left_out", ["value", "reason", "name"])
def test_nothing_is_checked_without_value_reason_and_name(open_page: Open, left_out: str) -> None:
    fields = {"value": "1", "reason": "thử", "name": "Lê Thị Mai"} | {left_out: " "}
    app = fill(open_page("tra_cuu", so=MISSING), **fields)
    assert [w.value for w in app.warning] == ["Cần giá trị, lý do và họ tên."]
    assert not [b for b in app.button if b.label == "Ghi vào số liệu"]


@pytest.mark.parametrize("value", ["abc", "288.27", "-5"])
def test_what_a_file_is_refused_for_is_refused_on_a_card(open_page: Open, value: str) -> None:
    app = fill(open_page("tra_cuu", so=MEMBERS), value=value, reason="thử", name="Lê Thị Mai")
    assert all(b.disabled for b in app.button if b.label == "Ghi vào số liệu")
    assert figure("36", 2011)["value"] == 288_270  # type: ignore[index]


def test_a_rule_of_plausibility_asks_here_as_it_does_of_a_file(open_page: Open) -> None:
    # Nam Định had 1.833.500 people in 2011.
    app = fill(open_page("tra_cuu", so=MEMBERS), value="2.000.000", reason="thử", name="Mai")
    text = said(app)
    assert "dân số" in text.lower()
    assert not next(b for b in app.button if b.label == "Ghi vào số liệu").disabled


def test_a_locked_year_is_written_only_when_asked_for(open_page: Open) -> None:
    lock = {"year_lock": [{"year": 2011, "unit": "", "locked": True, "reason": "đã tổng kết"}]}
    reader.database().commit(Actor("Trưởng ban", "web"), Submission(records=lock, note="khóa"))
    app = fill(open_page("tra_cuu", so=MEMBERS), value="289.000", reason="thử", name="Mai")
    assert all(b.disabled for b in app.button if b.label == "Ghi vào số liệu")
    app.checkbox(key="sua_nam_khoa").check().run()
    button(app, "Ghi vào số liệu").click().run()
    assert figure("36", 2011)["value"] == 289_000  # type: ignore[index]


def test_the_page_of_gaps_leads_to_the_card_that_adds(open_page: Open) -> None:
    app = open_page("chat_luong", nhom_so="members", chi_so_du="members", tinh="36")
    box = next(b for b in app.selectbox if b.label == "Ô còn thiếu")
    gap = next(option for option in box.options if "2012" in option)
    box.set_value(gap).run()
    button(app, "Thêm số này ngay ở đây").click().run()
    assert not app.exception
    assert "Hội viên khuyến học, Nam Định, 2012" in said(app)
    app = fill(app, value="290.000", reason="báo cáo năm 2012", name="Lê Thị Mai")
    assert not app.exception


# Every indicator can be typed in --------------------------------------------------------------


def test_what_is_typed_reads_back_as_the_same_figure(published: Dataset) -> None:
    catalogue = published.catalogue
    nothing = Known(catalogue, published.observations.iloc[:0])
    wrong = []
    for entry in catalogue.indicators.values():
        for basis in ("all", "registered", "unstated") if entry.basis_matters else ("",):
            typed = TypedFigure("01", Series(entry.code, "", basis), 2024, "51")
            data = file_of(typed, catalogue, "vi")
            cells = check_bytes(data, "f.csv", nothing, None, choices=Choices()).cells
            read = cells[["unit", "indicator", "basis", "year", "value"]].to_numpy().tolist()
            if read != [["01", entry.code, basis, 2024, 51.0]]:
                wrong.append((entry.code, basis, read))
    assert wrong == []


@pytest.mark.usefixtures("furnished_home")
@pytest.mark.parametrize(
    ("unit", "year", "text", "lang", "value", "qualifier"),
    [
        ("24@2025-07-01", 2025, "1.200.000", "vi", 1_200_000, "exact"),
        ("27", 2024, "gần 542 nghìn", "vi", 542_000, "nearly"),
        ("36", 2012, "290,000", "en", 290_000, "exact"),
        ("33@2025-07-01", 2025, "46 vạn", "vi", 460_000, "exact"),
    ],
)
def test_a_name_of_two_provinces_means_that_of_the_card(
    unit: str, year: int, text: str, lang: str, value: float, qualifier: str, published: Dataset
) -> None:
    database = reader.database()
    data = file_of(
        TypedFigure(unit, Series("members", "", ""), year, text), published.catalogue, lang
    )
    saying = Saying("reported")
    report = check_figure(data, known_by(database), database, saying, lang)  # type: ignore[arg-type]
    assert refusals(report) == []
    rows = submission_of_figure(report, saying, "thử").rows
    assert rows is not None
    assert rows[["unit", "year", "value", "qualifier"]].to_numpy().tolist() == [
        [unit, year, value, qualifier]
    ]
