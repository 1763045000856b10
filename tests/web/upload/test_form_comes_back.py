"""A form with two cells filled in comes back to the page: two figures are written, no other."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.pipeline import REPORTED
from khdash.model.actor import Actor
from khdash.report.forms import FormRequest, build_form, to_csv
from khdash.store.batches import Submission
from khdash.web.common import reader

from .conftest import Open, button, texts, upload, write

OFFER = "Ghi cả 7 số giống hệt số đang có của nguồn khác, đứng tên báo cáo này"


def filled_form() -> bytes:
    """Members and population of 2023 and 2024 in five provinces: 7 known, 2 filled in."""
    request = FormRequest(
        ("members", "population"), (2023, 2024), ("01", "26", "27", "33", "34"), layout="wide"
    )
    text = to_csv(build_form(reader.database().dataset(), request)).decode()
    for unit, value in (("Hưng Yên", "300000"), ("Thái Bình", "204000")):
        assert text.count(f"{unit};2024;;") == 1
        text = text.replace(f"{unit};2024;;", f"{unit};2024;{value};")
    return text.encode()


def figures() -> pd.DataFrame:
    frame = reader.database().dataset().observations
    order = ["unit", "indicator", "subgroup", "basis", "year", "source_id", "value"]
    return frame.sort_values(order).reset_index(drop=True)


@pytest.fixture
def app(open_page: Open) -> AppTest:
    return open_page("nap_so_lieu")


def offer(app: AppTest):  # type: ignore[no-untyped-def]
    return next(box for box in app.checkbox if box.label.startswith("Ghi cả"))


def test_two_filled_cells_are_two_observations(app: AppTest) -> None:
    content, before = filled_form(), figures()
    upload(app, content, "bieu.csv")
    assert not app.exception
    assert "7 ô để nguyên như biểu mẫu đã in sẵn" in texts(app)
    assert (offer(app).label, offer(app).value) == (OFFER, False)
    assert button(app, "Ghi vào số liệu").label == "Ghi vào số liệu: 2 mới, 0 thay đổi"
    write(app)
    assert "2 số mới, 0 số thay đổi, 7 số giữ nguyên" in texts(app)
    after = figures()
    added = after[after["batch_id"] == 2]
    assert added[["unit", "year", "value", "source_id"]].to_numpy().tolist() == [
        ["33", 2024, 300_000.0, "reported"],
        ["34", 2024, 204_000.0, "reported"],
    ]
    rest = after[after["batch_id"] != 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, before)


def test_a_figure_that_changed_meanwhile_stays(app: AppTest) -> None:
    content = filled_form()
    row = {"unit": "01", "indicator": "members", "year": 2024, "value": 1_960_000.0}
    rows = pd.DataFrame([{**row, "source_id": "reported"}])
    other = Actor("Văn phòng", "web")
    reader.database().commit(other, Submission(rows=rows, sources=(REPORTED,)))
    upload(app, content, "bieu.csv")
    assert offer(app).label.startswith("Ghi cả 6 số")
    write(app)
    after = figures()
    assert len(after[after["batch_id"] == 3]) == 2
    hanoi = after.query("unit == '01' and indicator == 'members' and year == 2024")
    assert hanoi[["value", "standing"]].to_numpy().tolist() == [
        [1_960_000.0, "current"],
        [1_953_233.0, "rival"],
    ]


def test_the_report_becomes_the_source_of_all_when_the_person_says_so(app: AppTest) -> None:
    upload(app, filled_form(), "bieu.csv")
    offer(app).check().run()
    write(app)
    after = figures()
    assert len(after[after["batch_id"] == 2]) == 9
    hanoi = after.query("unit == '01' and indicator == 'members' and year == 2024")
    assert hanoi[["source_id", "standing"]].to_numpy().tolist() == [
        ["reported", "current"],
        ["s062", "rival"],
    ]
