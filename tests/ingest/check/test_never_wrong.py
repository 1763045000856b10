"""Random tables in random styles: a figure is read as it was, or it is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.ingest.pipeline import check_file
from khdash.model.catalogue import Catalogue

UNITS = {"Hà Nội": "01", "TP Hà Nội": "01", "tinh Hung Yen": "33", "Tỉnh Thái Bình": "34",
         "35": "35", "nam định": "36", "N.Bình": "37"}  # fmt: skip
COUNTS = {"Số hội viên": "members", "Hội viên|Tổng số": "members", "Chi hội": "chapters",
          "Gia đình học tập|Đăng ký": "learning_family_registered"}  # fmt: skip
MONEY = {"Số dư quỹ (triệu đồng)": ("fund_balance", 1.0), "Tổng chi (tỷ đồng)": ("fund_spent", 1e3),
         "Vận động trong năm (nghìn đồng)": ("fund_raised", 1e-3)}  # fmt: skip


def written(value: float, decimals: int, style: str) -> str:
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if style == "vi" else text


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, dict[tuple[str, str], float]]:
    """A table as CSV text and the true figures by unit and indicator."""
    style = draw(st.sampled_from(["vi", "en"]))
    count = draw(st.sampled_from(sorted(COUNTS)))
    money = draw(st.sampled_from(sorted(MONEY)))
    units = draw(
        st.lists(
            st.sampled_from(sorted(UNITS)),
            min_size=1,
            max_size=4,
            unique_by=lambda name: UNITS[name],
        )
    )
    columns = draw(st.permutations([count, money]))
    upper = [column.split("|")[0] for column in columns]
    lower = [column.split("|")[-1] if "|" in column else "" for column in columns]
    lines = [["Tỉnh", "Năm", *upper]] + ([["", "", *lower]] if any(lower) else [])
    truth: dict[tuple[str, str], float] = {}
    for name in units:
        members = draw(st.integers(1, 9_999_999))
        decimals = draw(st.sampled_from([0, 1, 2]))
        amount = round(draw(st.floats(1, 99_999)), decimals)
        cells = {count: written(members, 0, style), money: written(amount, decimals, style)}
        lines.append([name, "2024", *(cells[column] for column in columns)])
        code, factor = MONEY[money]
        truth[UNITS[name], COUNTS[count]] = members
        truth[UNITS[name], code] = amount * factor
    return "\n".join(";".join(line) for line in lines) + "\n", truth


@settings(max_examples=25)
@given(tables())
def test_a_figure_is_right_or_refused(
    catalogue: Catalogue, table: tuple[str, dict[tuple[str, str], float]]
) -> None:
    text, truth = table
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tep.csv"
        path.write_text(text, encoding="utf-8")
        cells = check_file(path, None, catalogue=catalogue).cells
    assert len(cells) == len(truth)
    for row in cells[cells["fault"] == ""].itertuples():
        assert abs(row.value - truth[row.unit, row.indicator]) < 1e-6
        assert row.year == 2024
