"""One state of a task: words, dates and links that are accepted, and what is said of the others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.ingest.tasks.entry import TaskEntry, entries_frame, is_web_address, read_day, read_entry
from khdash.model.problem import Problem
from khdash.model.table_rows import Row, RowReader

TODAY = date(2022, 12, 1)
GOOD = {"status": "đã xong", "status_date": "15/11/2022", "evidence_url": "", "note": ""}


def read(**cells: str) -> tuple[TaskEntry, list[Problem]]:
    problems: list[Problem] = []
    row = Row("trang.csv", 7, GOOD | cells)
    return read_entry(RowReader(row, problems), "1.a", "34", TODAY), problems


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("đã xong", "done"),
        ("ĐÃ XONG", "done"),
        ("da xong", "done"),
        ("done", "done"),
        ("Đang làm", "in_progress"),
        ("in_progress", "in_progress"),
        ("chưa làm", "not_started"),
        ("not applicable", "not_applicable"),
    ],
)
def test_a_state_is_read_in_either_language_with_or_without_accents(text: str, state: str) -> None:
    entry, problems = read(status=text)
    assert (entry.status, problems) == (state, [])


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"status": "xong rồi"}, "status"),
        ({"status": ""}, "status"),
        ({"status_date": ""}, "status_date"),
        ({"status_date": "11/2022"}, "status_date"),
        ({"status_date": "31/11/2022"}, "status_date"),
        ({"status_date": "02/12/2022"}, "status_date"),
        ({"status_date": "15/11/1922"}, "status_date"),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
        ({"evidence_url": "ftp://example.org/a"}, "evidence_url"),
        ({"evidence_url": "báo cáo số 12"}, "evidence_url"),
        ({"note": "x" * 501}, "note"),
        ({"done": "8"}, "done"),
        ({"total": "10"}, "total"),
        ({"done": "11", "total": "10"}, "done"),
        ({"done": "0", "total": "0"}, "done"),
        ({"done": "8/10", "total": ""}, "done"),
        ({"done": "tám", "total": "10"}, "done"),
    ],
)
def test_a_fault_names_file_line_column_value_and_what_to_do(
    cells: dict[str, str], column: str
) -> None:
    _, problems = read(**cells)
    assert [(p.file, p.line, p.column) for p in problems] == [("trang.csv", 7, column)]
    assert problems[0].value == cells[column]
    assert problems[0].repair_vi
    assert problems[0].repair_en


@pytest.mark.parametrize(
    "cells", [{"done": "8", "total": "10"}, {"done": "8/10"}, {"done": " 8 / 10 "}]
)
def test_how_much_is_done_of_how_much_is_read_in_one_cell_or_two(cells: dict[str, str]) -> None:
    entry, problems = read(status="đang làm", **cells)
    assert problems == []
    assert (entry.done, entry.total) == (8, 10)
    assert entry.record()["done"] == 8


def test_all_of_it_may_be_done_and_nothing_need_be_said() -> None:
    assert [read(done="10", total="10")[0].done, read()[0].done] == [10, None]


def test_what_is_not_started_or_does_not_apply_needs_no_date() -> None:
    for status in ("chưa làm", "không áp dụng"):
        assert read(status=status, status_date="")[1] == []


def test_today_itself_is_a_possible_date() -> None:
    assert read(status_date="01/12/2022")[0].status_date == TODAY


@given(st.dates(date(1996, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_back_from_both_spellings(day: date) -> None:
    assert read_day(f"{day:%d/%m/%Y}") == day
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.isoformat()} 00:00:00") == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none_and_never_an_exception(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date)


@given(st.text(max_size=60))
def test_an_address_that_is_accepted_has_http_and_nothing_that_breaks_a_link(text: str) -> None:
    for address in (text, f"https://{text}"):
        if is_web_address(address):
            assert address.lower().startswith(("http://", "https://"))
            assert not set(address) & set('<>" \n\t')


@pytest.mark.parametrize(
    "address",
    ["https://", "https:///a", "https://user@evil.example/", "https://[x", "//example.org",
     "https://a b.example/", "data:text/html,x"],
)  # fmt: skip
def test_what_only_looks_like_an_address_is_refused(address: str) -> None:
    assert not is_web_address(address)


def test_no_entries_are_a_frame_of_the_same_columns() -> None:
    entry, _ = read()
    assert list(entries_frame([])) == list(entries_frame([entry]))
    assert entries_frame([entry])["status_date"].iloc[0].date() == date(2022, 11, 15)
