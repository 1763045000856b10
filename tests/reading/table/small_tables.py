"""Small tables as offices send them, and the ways in which one line or cell of them is spoilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.reading.table.pollution import Case, Style, write, write_row

TABLES = {
    "notes": [
        ["Tỉnh", "Dân số", "Tỷ lệ có thẻ (%)", "Ghi chú"],
        ["Nghệ An", "3.409.812", "92,4", ""],
        ["Hà Tĩnh", "1.317.200", "93,1", "Số sơ bộ, chưa kể 2 xã"],
        ["Quảng Trị", "650.321", "89,9", 'Theo "Niên giám" 2023'],
        ["Đà Nẵng", "1.219.830", "97,2", "gồm Hoàng Sa, theo địa giới cũ"],
    ],
    "years": [
        ["Tỉnh", "2022", "2023", "2024"],
        ["Nghệ An", "12.650", "12.700", "13.010"],
        ["Hà Tĩnh", "9.850", "9.900", "10.200"],
        ["Huế", "8.100", "8.300", "8.450"],
    ],
    "long": [
        ["ma_tinh", "nam", "chi_tieu", "gia_tri"],
        ["40", "2023", "so_hoi_vien", "12650"],
        ["40", "2024", "so_hoi_vien", "12700"],
        ["42", "2024", "ty_le_gia_dinh_hieu_hoc", "70,5"],
        ["44", "2024", "so_hoi_vien", "7000"],
    ],
    "pairs": [["Tỉnh", "Số hội viên"], ["Nghệ An", "12650"], ["Hà Tĩnh", "9850"], ["Huế", "8100"]],
    "people": [
        ["Tỉnh", "Đầu mối", "Điện thoại", "Địa chỉ"],
        ["Nghệ An", "Văn phòng Hội", "0238 3844 123", "Số 3, đường Trường Thi, Vinh"],
        ["Hà Tĩnh", "Ban thường trực", "0239 3855 456", "Số 12 Phan Đình Phùng"],
        ["Huế", "Văn phòng Hội", "0234 3822 789", "Số 1, Lê Lợi"],
    ],
}
STYLES = tuple(Style(mark, end="\n", quoted=frozenset()) for mark in ",;\t|")
_ALL = frozenset(range(9))


def case(name: str, table: list[list[str]], lines: list[str], style: Style) -> Case:
    """Lines that mean a table."""
    return Case(name, write(lines, style), table[0], table[1:])


def written(table: list[list[str]], style: Style) -> list[str]:
    """The lines of a table in a style."""
    return [write_row(row, style) for row in table]


def whole_files() -> Iterator[Case]:
    """The whole file in another style; every cell can be told."""
    for name, table in TABLES.items():
        for plain in STYLES:
            tag = f"{name} {plain.delimiter!r} "
            lines = written(table, plain)
            for other in _other_styles(plain):
                yield case(f"{tag}{other}", table, written(table, other), other)
            padded = [f" {plain.delimiter} ".join(row) for row in _quoted(table, plain)]
            yield case(tag + "padded", table, padded, plain)
            yield case(tag + "header twice", table, [lines[0], *lines], plain)
            yield case(tag + "blank lines", table, [x for line in lines for x in (line, "")], plain)
            yield case(tag + "title", table, ["BÁO CÁO KHUYẾN HỌC", "Năm 2024", "", *lines], plain)
            yield case(tag + "source", table, [*lines, "", "Nguồn: Hội Khuyến học"], plain)
            yield case(tag + "header only", table[:1], lines[:1], plain)
            yield case(tag + "one row", table[:2], lines[:2], plain)
            yield case(tag + "two rows", table[:3], lines[:3], plain)
            yield case(tag + "without header", [[], *table[1:]], lines[1:], plain)


def _other_styles(plain: Style) -> Iterator[Style]:
    yield plain
    for quote in "'`":
        yield replace(plain, quote=quote, escape=quote)
        yield replace(plain, quote=quote, escape=quote, quoted=_ALL)
    yield replace(plain, quoted=_ALL)
    yield replace(plain, escape="\\")
    yield replace(plain, escape="\\", quoted=_ALL)
    yield replace(plain, escape="")
    yield replace(plain, escape="", quoted=_ALL)
    yield replace(plain, end="\r", last_end="")
    yield replace(plain, end="\r\n", encoding="utf-16")
    yield replace(plain, delimiter=plain.delimiter + " ")


def _quoted(table: list[list[str]], style: Style) -> list[list[str]]:
    return [[write_row([cell], replace(style, quoted=frozenset())) if style.delimiter not in cell
             else f'"{cell}"' for cell in row] for row in table]  # fmt: skip


def other_lines() -> Iterator[tuple[int, Case]]:
    """One line in another style than the rest, with its number from 0."""
    for name, table in TABLES.items():
        for plain in STYLES:
            for at, row in enumerate(table):
                others = [replace(plain, delimiter=mark) for mark in ",;\t| "]
                others += [replace(plain, quote="'", escape="'", quoted=_ALL)]
                for other in others:
                    if other == plain:
                        continue
                    lines = written(table, plain)
                    lines[at] = write_row(row, other)
                    tag = f"{name} {plain.delimiter!r} line {at} {other.delimiter!r}{other.quote}"
                    yield at, case(tag, table, lines, plain)


def other_cells() -> Iterator[tuple[int, Case]]:
    """One cell too many or too few in a line, or a mark too many in a cell."""
    for name, table in TABLES.items():
        for plain in STYLES:
            for at, row in enumerate(table):
                for column in range(len(row)):
                    for kind, line in _spoilt(row, column, plain):
                        lines = written(table, plain)
                        lines[at] = line
                        tag = f"{name} {plain.delimiter!r} line {at} column {column} {kind}"
                        yield at, case(tag, table, lines, plain)


def _spoilt(row: list[str], column: int, style: Style) -> Iterator[tuple[str, str]]:
    cells = [write_row([cell], style) for cell in row]
    cells = [f'"{cell}"' if style.delimiter in cell and cell[0] != '"' else cell for cell in cells]
    mark = style.delimiter
    yield "cell too many", mark.join([*cells[:column], "", *cells[column:]])
    yield "cell too few", mark.join([*cells[:column], *cells[column + 1 :]])
    for kind, text in (
        ("mark before", '"' + cells[column]),
        ("mark after", cells[column] + '"'),
        ("mark within", cells[column][:1] + '"' + cells[column][1:]),
    ):
        yield kind, mark.join([*cells[:column], text, *cells[column + 1 :]])
    if column:
        joined = cells[column - 1] + cells[column]
        yield "joined", mark.join([*cells[: column - 1], joined, *cells[column + 1 :]])
