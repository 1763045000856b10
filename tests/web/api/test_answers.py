"""What holds of every answer: formats agree, parts make the whole, marks follow the data."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from khdash.exhibit.registry import EXHIBITS
from khdash.model.dataset import Dataset
from khdash.model.formula import unguarded
from khdash.store import moment
from khdash.web.api.answer import answered
from khdash.web.api.resources import RESOURCES
from khdash.web.common import reader
from tests.store.small import commit, figure
from tests.web.api.asking import Answer, ask, every_part, of

QUESTIONS = st.builds(
    lambda name, units, years, rest: (
        "&".join(
            [
                f"{name}?so_dong={rest[0]}",
                *(f"tinh={u}" for u in units),
                *(f"nam={y}" for y in years),
            ]
        )
        + "".join(rest[1:])
    ),
    st.sampled_from(["observations", "totals", "exhibits/trend", "exhibits/pivot", "exhibits/map"]),
    st.lists(st.sampled_from(["01", "26", "34", "37"]), unique=True),
    st.lists(st.integers(2009, 2025), max_size=2),
    st.tuples(
        st.integers(7, 60),
        st.sampled_from(["&chi_so=members", "&chi_so=fund_balance", "&chi_so=population"]),
        st.sampled_from(["", "&ranh_gioi=2022"]),
        st.sampled_from(["", "&lang=en"]),
    ),
)
some = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_text(value: Any) -> str:
    """A cell of JSON as CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@some
@given(QUESTIONS)
def test_csv_and_parquet_say_what_json_says(question: str) -> None:
    rows = of(question).rows
    table = of(f"{question}&dinh_dang=csv").csv
    assert len(table) == len(rows)
    for row, cells in zip(rows, table, strict=True):
        assert cells.pop("data_version") == "1"
        assert {name: unguarded(cell) for name, cell in cells.items()} == {
            name: as_text(row.get(name)) for name in cells
        }
        assert set(row) == set(cells)
    columns = pq.read_table(io.BytesIO(of(f"{question}&dinh_dang=parquet").body))
    for row, cells in zip(rows, columns.to_pylist(), strict=True):
        assert cells.pop("data_version") == 1
        for name, cell in cells.items():
            shown = cell.isoformat() if hasattr(cell, "isoformat") else cell
            assert shown == row[name] or str(row[name]) == shown, name


@some
@given(QUESTIONS)
def test_the_parts_make_the_whole_and_hold_every_row_once(question: str) -> None:
    question, _, rest = question.partition("so_dong=")
    size, _, rest = rest.partition("&")
    whole = of(f"{question}so_dong=5000&{rest}".rstrip("&")).rows
    parts = list(every_part(f"{question}so_dong={size}&{rest}".rstrip("&")))
    assert [row for part in parts for row in part.rows] == whole
    for number, part in enumerate(parts, 1):
        assert part.json["page"] == {
            "number": number,
            "of": len(parts),
            "rows": len(part.rows),
            "size": int(size),
            "total": len(whole),
        }
        assert ("next" in part.json["links"]) == (number < len(parts))
        assert 'rel="next"' in part.headers["link"] or number == len(parts)


def test_a_file_keeps_what_its_rows_need() -> None:
    answer = of("totals?chi_so=population&nam=2020&dinh_dang=parquet")
    table = pq.read_table(io.BytesIO(answer.body))
    told = json.loads(table.schema.metadata[b"khdash"])
    assert table["value"].to_pylist() == [17612280.0]
    assert told["filters"]["chi_so"] == ["population"]
    assert (told["data_version"], told["demo"]) == (1, False)
    assert [source["source_id"] for source in told["sources"]] == ["s043"]
    described = of("totals?chi_so=population&nam=2020&dinh_dang=csv").headers["link"]
    assert 'dinh_dang=json>; rel="describedby"' in described


def test_a_text_that_a_spreadsheet_would_run_is_guarded_in_csv_alone() -> None:
    note = "=HYPERLINK(1)"
    write(2_000_000, note_vi=note)
    question = "observations?chi_so=members&tinh=01&nam=2025"
    assert of(question).rows[0]["note"] == note
    assert of(f"{question}&dinh_dang=csv").csv[0]["note"] == f"'{note}"


def test_generated_figures_say_so_in_every_format(
    demo: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "dataset", lambda as_known_at=None: demo)
    question = "observations?chi_so=members&nam=2020"
    told = of(f"{question}&lang=en").json
    assert (told["demo"], told["notice"]) == (True, "Illustrative figures")
    assert {row["notice"] for row in of(f"{question}&dinh_dang=csv").csv} == {"Số liệu minh hoạ"}
    table = pq.read_table(io.BytesIO(of(f"{question}&dinh_dang=parquet").body))
    assert set(table["notice"].to_pylist()) == {"Số liệu minh hoạ"}


@pytest.mark.parametrize("name", [name for name in RESOURCES if "/" not in name])
def test_every_resource_gives_every_format(name: str) -> None:
    rows = of(f"{name}?so_dong=7").rows
    assert len(rows) == 7
    assert list(rows[0]) == [field.name for field in RESOURCES[name].fields]
    assert len(of(f"{name}?so_dong=7&dinh_dang=csv").csv) == 7
    parquet = of(f"{name}?so_dong=7&dinh_dang=parquet")
    assert pq.read_table(io.BytesIO(parquet.body)).num_rows == 7


def write(members: float, **columns: Any) -> None:
    """A batch with the members of Hà Nội in 2025."""
    told = {"unit": "01", "year": 2025, "as_of": "2025-12-31", "source_id": "s062", **columns}
    commit(reader.database(), figure(members, **told))


def marks() -> dict[str, str]:
    questions = ("observations", "totals?lang=en", "units", "openapi.json", "exhibits/trend")
    return {question: of(question).headers["etag"] for question in questions}


def test_marks_change_with_a_new_batch_and_only_then() -> None:
    before = marks()
    reader.forget()
    assert marks() == before
    assert len(set(before.values())) == len(before)
    write(2_000_000)
    after = marks()
    assert all(after[question] != before[question] for question in before)
    past = f"observations?biet_den={reader.dataset().updated_at.isoformat()}"
    mark = of(past).headers["etag"]
    write(2_000_001)
    assert of(past).headers["etag"] == mark


@pytest.mark.parametrize("name", EXHIBITS)
def test_only_what_is_judged_by_the_day_is_judged_anew_each_day(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moment, "now", lambda: datetime(2026, 3, 1, 8))
    first = of(f"exhibits/{name}")
    monkeypatch.setattr(moment, "now", lambda: datetime(2026, 3, 1, 22))
    assert of(f"exhibits/{name}").headers["etag"] == first.headers["etag"]
    monkeypatch.setattr(moment, "now", lambda: datetime(2027, 9, 1, 8))
    later = of(f"exhibits/{name}")
    assert (later.headers["etag"] != first.headers["etag"]) == EXHIBITS[name].by_day
    if not EXHIBITS[name].by_day:
        assert later.body == first.body


def test_what_is_overdue_follows_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for year in (2022, 2027):
        monkeypatch.setattr(moment, "now", lambda year=year: datetime(year, 9, 1))
        told[year] = of("exhibits/task_board").rows
    assert told[2022] != told[2027]


def test_the_figures_of_a_past_moment_are_those_known_then() -> None:
    write(2_000_000)
    past = reader.dataset().updated_at.isoformat()
    write(2_000_001)
    question = "observations?chi_so=members&tinh=01&nam=2025"
    assert of(question).rows[0]["value"] == 2_000_001
    then = of(f"{question}&biet_den={past}")
    assert then.rows[0]["value"] == 2_000_000
    assert then.json["filters"]["biet_den"] == past
    assert then.json["data_version"] == of(question).json["data_version"] - 1


def test_what_the_client_has_is_not_sent_nor_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = of("totals")
    made: list[object] = []

    def count(*asked: Any) -> Response:
        made.append(asked)
        return answered(*asked)

    monkeypatch.setattr("khdash.web.api.routes.answered", count)
    again = ask("/api/v1/totals", if_none_match=first.headers["etag"])
    assert (again.status, again.body, made) == (304, b"", [])
    assert again.headers["etag"] == first.headers["etag"]
    assert ask("/api/v1/totals?lang=en", if_none_match=first.headers["etag"]).status == 200
    assert len(made) == 1


def test_parts_of_two_versions_are_never_mixed() -> None:
    first = of("observations?so_dong=5").json
    write(2_000_000)
    stale = ask(first["links"]["next"])
    assert stale.status == 409
    assert stale.json["type"] == "urn:khdash:problem:data-changed"


def test_asking_for_the_head_gives_the_head() -> None:
    whole, head = of("sources"), ask("/api/v1/sources", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == whole.headers
    assert head.headers["content-length"] == str(len(whole.body))


def test_no_other_site_may_read_it_from_a_browser() -> None:
    answer: Answer = ask("/api/v1/sources", origin="https://elsewhere.example")
    assert not [name for name in answer.headers if name.startswith("access-control")]
