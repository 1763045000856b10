"""Nhật ký: every batch, undo and redo with their preview, and why a figure is the current one."""

from __future__ import annotations

import pandas as pd
import pytest

from khdash.web.common import reader
from khdash.web.upload.journal import largest_first

from .conftest import REPORT, Open, button, texts, turn_to, upload, write

SOUND = REPORT.replace(b"45O", b"450")


def words_of(app, position: int = 0) -> str:  # type: ignore[no-untyped-def]
    return str(app.table[position].value.to_string()).replace("\N{NO-BREAK SPACE}", " ")


def members_of_hanoi() -> float:
    figures = reader.database().dataset().current
    own = figures[
        (figures["unit"] == "01") & (figures["indicator"] == "members") & (figures["year"] == 2024)
    ]
    return float(own["value"].iloc[0])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_opens_in_either_language(open_page: Open, lang: str) -> None:
    app = open_page("nhat_ky", lang=lang)
    assert not app.exception
    assert app.title[0].value == ("Journal" if lang == "en" else "Nhật ký")


def test_the_published_figures_cannot_be_undone(open_page: Open) -> None:
    app = open_page("nhat_ky")
    assert "không hoàn tác được" in texts(app)
    assert not [b for b in app.button if b.label.startswith("Hoàn tác")]


def test_a_batch_is_undone_and_redone_by_a_named_person_with_a_reason(open_page: Open) -> None:
    app = write(upload(open_page("nap_so_lieu"), SOUND))
    assert members_of_hanoi() == 1_975_000
    turn_to(app, "nhat_ky")
    assert "bao\\_cao\\_2024.csv" in words_of(app)
    assert "Trở lại số cũ" in words_of(app, 2)
    assert button(app, "Hoàn tác lần nạp số 2").disabled
    app.text_input(key="ly_do_2").set_value("gửi nhầm tệp").run()
    button(app, "Hoàn tác lần nạp số 2").click().run()
    assert members_of_hanoi() == 1_953_233
    assert "Đã hoàn tác lần nạp số 2." in texts(app)
    assert "đã hoàn tác" in words_of(app)
    assert "Thư ký Hội" in words_of(app)
    app.text_input(key="ly_do_2").set_value("tệp đúng").run()
    button(app, "Khôi phục lần nạp số 2").click().run()
    assert members_of_hanoi() == 1_975_000


def test_undo_names_what_stays_because_a_later_batch_wrote_it(open_page: Open) -> None:
    app = write(upload(open_page("nap_so_lieu"), SOUND))
    later = "Tỉnh;Năm;Hội viên\nHà Nội;2024;1.980.000\n".encode()
    write(upload(app, later, "dinh_chinh.csv"))
    turn_to(app, "nhat_ky")
    app.selectbox(key="lan_nap").set_value(2).run()
    assert "Giữ nguyên: đang dùng lần nạp 3" in words_of(app, 2)
    app.text_input(key="ly_do_2").set_value("gửi nhầm tệp").run()
    button(app, "Hoàn tác lần nạp số 2").click().run()
    assert members_of_hanoi() == 1_980_000


def test_an_undo_prints_the_sign_of_every_rounded_value(open_page: Open) -> None:
    first = "Tỉnh;Năm;Hội viên\nHưng Yên;2024;hơn 274.000\n".encode()
    write(upload(app := open_page("nap_so_lieu"), first, "lan_dau.csv"))
    write(upload(app, first.replace("hơn 274.000".encode(), "gần 280.000".encode()), "lan_hai.csv"))
    turn_to(app, "nhat_ky")
    effect = words_of(app, 2)
    assert "≲ 280.000" in effect
    assert "≥ 274.000" in effect


def test_an_undo_shows_the_largest_jumps_first_and_what_stays_last() -> None:
    effect = pd.DataFrame(
        {
            "value_now": [110.0, 5.0, 50.0, 7.0],
            "value_after": [100.0, float("nan"), 100.0, 7.0],
            "outcome": ["returns", "disappears", "returns", "kept"],
        },
        index=["a tenth less", "gone", "twice", "kept"],
    )
    # |100 - 50| / 50 = 1 comes before |100 - 110| / 110 = 0.09
    assert list(largest_first(effect).index) == ["twice", "a tenth less", "gone", "kept"]


def test_the_history_of_a_figure_says_which_is_current_and_why(open_page: Open) -> None:
    app = write(upload(open_page("nap_so_lieu"), SOUND))
    turn_to(app, "nhat_ky")
    app.selectbox(key="lich_su_nam").set_value(2024).run()
    history = words_of(app, -1)
    assert "1.975.000" in history
    assert "1.953.233" in history
    assert "Được dùng vì loại nguồn được ưu tiên" in texts(app)
    assert not app.exception


def test_the_original_file_is_offered(open_page: Open) -> None:
    app = turn_to(write(upload(open_page("nap_so_lieu"), SOUND)), "nhat_ky")
    labels = [button.label for button in app.get("download_button")]
    assert [one for one in labels if "tệp gốc" in one] == ["Tải tệp gốc «bao_cao_2024.csv»"]
