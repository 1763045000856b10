"""Nạp số liệu: a table of plans becomes targets with one mark and the name of its document."""

from __future__ import annotations

from khdash.web.common import reader

from .conftest import Open, button, texts, upload

PLAN = (
    "DỰ TOÁN THU CHI QUỸ NĂM 2025;;\nTT;Tỉnh;Tổng thu (triệu đồng)\n"
    "1;Hà Nội;31.500,5\n2;Hà Nam;21.700,5\n"
)


def test_a_table_of_plans_alone_is_written_without_leaving_anything_out(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"), PLAN.encode(), "du_toan.csv")
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    assert button(app, "Ghi vào số liệu").disabled
    mark = next(c for c in app.checkbox if c.label == "Ghi 2 số kế hoạch trong tệp làm chỉ tiêu")
    mark.check().run()
    next(t for t in app.text_input if t.label == "Văn bản đặt ra").set_value("KH 9/KH-HKH").run()
    assert not [c for c in app.checkbox if c.label.startswith("Bỏ qua")]
    button(app, "Ghi vào số liệu").click().run()
    assert not app.exception
    assert "Đã ghi 2 chỉ tiêu." in texts(app)
    targets = reader.database().records("target").query("batch_id == 2")
    assert targets[["unit", "indicator", "value"]].values.tolist() == [
        ["01", "fund_raised", 31_500.5],
        ["35", "fund_raised", 21_700.5],
    ]
    assert reader.database().history().iloc[0]["figures"] == 0
