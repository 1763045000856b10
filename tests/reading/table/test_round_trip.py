"""Random tables written in random styles read back the same cells."""

from __future__ import annotations

import csv
import io
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.reading.table import Table, UnusableFile, read_bytes

PROVINCES = ["Hà Nội", "Vĩnh Phúc", "Thái Bình", "Bắc Ninh", "Hưng Yên", "Hà Nam", "Nam Định"]
NAMES = ["Tỉnh", "Năm", "Hội viên", "Quỹ", "Ghi chú", "Chi hội", "Tỷ lệ"]
words = st.sampled_from(
    [
        "đủ",
        "chưa gửi; gọi lại",
        'gọi là "mới"',
        "a, b",
        "it's",
        "dòng 1\ndòng 2",
        "x|y",
        "",
        '5"',
        "http://a.vn/b?c=1,2",
        "=cmd|' /C calc'!A0",
        "Tổ 1\tTổ 2",
        "(tạm)",
    ]
)
figures = st.one_of(
    st.integers(0, 3_000_000).map(str),
    st.integers(0, 3_000_000).map(lambda n: f"{n:,}".replace(",", ".")),
    st.decimals(0, 100, places=1).map(lambda n: str(n).replace(".", ",")),
    st.just(""),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    width = draw(st.integers(3, 7))
    height = draw(st.integers(2, 25))
    rows = []
    for _ in range(height):
        middle = [draw(figures) for _ in range(width - 2)]
        rows.append([draw(st.sampled_from(PROVINCES)), *middle, draw(words)])
    rows[0][1] = "1953233"
    rows[-1][1] = "204516"
    return [*NAMES[: width - 1], "Nguồn"], rows


def write(header: list[str], rows: list[list[str]], delimiter: str, quoting: int, end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(
        [header, *rows]
    )
    return out.getvalue()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tables(),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_table_reads_back_from_any_style(table, delimiter, quoting, end, encoding, form) -> None:
    header, rows = table
    text = unicodedata.normalize(form, write(header, rows, delimiter, quoting, end))
    read = read_bytes(text.encode(encoding), "bang.csv")
    assert read.header == header
    assert read.rows == rows
    assert read.delimiter == delimiter


def read_or_refuse(data: bytes) -> Table | str:
    """The table, or the code of the refusal."""
    try:
        return read_bytes(data, "bang.csv")
    except UnusableFile as refusal:
        return refusal.code


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_end_in_a_table_or_a_coded_refusal(data: bytes) -> None:
    table = read_or_refuse(data)
    if isinstance(table, str):
        assert table in {
            "empty-file",
            "no-data",
            "not-a-table",
            "archive-file",
            "document-file",
            "image-file",
            "truncated-spreadsheet",
            "unknown-format",
        }
    else:
        assert all(len(row) == table.width for row in table.rows)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="a1,;\"' \n\\\t|“”", max_size=400))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    table = read_or_refuse(text.encode())
    if isinstance(table, str):
        assert table in {"empty-file", "no-data"}
        assert not set(text) & set("a1")
        return
    first = text.splitlines(keepends=True)
    if table.parts:
        text = "".join(first[table.parts[0].first_line - 1 : table.parts[0].last_line])
    sections = [*table.header_rows, *table.rows, *table.totals, *table.preamble, *table.trailer]
    kept = "".join("".join(row) for row in [*sections, *table.skipped])
    for letter in "a1":
        assert kept.count(letter) >= text.count(letter)
