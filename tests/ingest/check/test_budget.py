"""A file that costs more than its budget is refused by name; the files behind it are checked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from khdash.ingest.apart import SMALL, Worker, check_here_or_apart
from khdash.ingest.budget import Budget, told_budget
from khdash.ingest.check import CheckReport, Known, finding_dict
from khdash.ingest.pipeline import Options
from khdash.model.catalogue import Catalogue
from khdash.model.frames import OBSERVATION, empty
from tests.ingest.check.costly import packed

HEADER = "Tỉnh;Năm;Hội viên"
SMALL_FILE = f"{HEADER}\n01;2004;5\n26;2004;6\n".encode()
LARGE = "\n".join([HEADER, *(f"01;{1990 + n % 30};{n}" for n in range(150_000))]).encode()
"""Two seconds of work and more than a hundred megabytes."""


@pytest.fixture
def known(catalogue: Catalogue) -> Known:
    return Known(catalogue, empty({**OBSERVATION}))


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def check(worker: Worker, known: Known, content: bytes, name: str = "tep.csv") -> CheckReport:
    return worker.check(content, name, known, None, Options())


@pytest.mark.parametrize(
    ("budget", "sentence"),
    [
        (Budget(seconds=0.5), "Việc kiểm tra tệp này cần hơn 0,50 giây tính toán"),
        (Budget(megabytes=40), "Việc kiểm tra tệp này cần hơn 40 MB bộ nhớ"),
    ],
)
def test_past_the_budget_a_file_is_refused_and_the_next_is_checked(
    worker: Worker, known: Known, budget: Budget, sentence: str
) -> None:
    worker.budget = budget
    report = check(worker, known, LARGE, "lon.csv")
    assert (report.file_name, report.table, len(report.sha256)) == ("lon.csv", None, 64)
    (found,) = report.findings
    assert finding_dict(found)["message_vi"].startswith(sentence)
    assert len(check(worker, known, SMALL_FILE).cells) == 2


def test_a_file_that_waits_behind_a_refused_one_is_checked(worker: Worker, known: Known) -> None:
    worker.budget = Budget(seconds=0.5)
    with ThreadPoolExecutor(2) as threads:
        costly = threads.submit(check, worker, known, LARGE)
        waiting = threads.submit(check, worker, known, SMALL_FILE)
        assert costly.result().table is None
        assert len(waiting.result().cells) == 2


def test_within_the_usual_budget_a_large_file_is_checked(worker: Worker, known: Known) -> None:
    assert len(check(worker, known, LARGE).cells) == 150_000


def test_a_small_file_is_checked_here_and_one_that_unpacks_to_more_apart(known: Known) -> None:
    worker = Worker(Budget(seconds=0.0))

    def found(content: bytes) -> list[str]:
        report = check_here_or_apart(worker, content, "tep", known, None, Options())
        return [one.code for one in report.findings if one.severity == "error"]

    try:
        assert found(SMALL_FILE) == []
        large = packed(["Tỉnh", "Năm", "Hội viên"], [["01", "2004", "x" * 900]] * 4_000)
        assert len(large) < SMALL.file_bytes
        assert found(large) == ["too-much-time"]
    finally:
        worker.stop()


def test_the_budget_is_told_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told_budget() == Budget()
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "7")
    monkeypatch.setenv("KHDASH_CHECK_MEGABYTES", "512")
    assert told_budget() == replace(Budget(), seconds=7, megabytes=512)
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "lâu")
    with pytest.raises(ValueError, match="KHDASH_CHECK_SECONDS ghi «lâu»"):
        told_budget()
