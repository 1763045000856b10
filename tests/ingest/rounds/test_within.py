"""What a province's file says to a round: its own asked figures, and a sentence for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from khdash.ingest.messages import sentence
from khdash.ingest.rounds.accepting import accept_sent, check_sent, review_sent
from khdash.ingest.rounds.asking import cells_to_ask
from khdash.ingest.rounds.within import answered
from khdash.model.actor import AccessRefused, Actor, Role
from khdash.model.rounds import AskedCell, Round, SentState
from khdash.report.forms import to_xlsx
from khdash.report.forms.asked import asked_form, fields_of, filled
from khdash.report.forms.text import grouped
from khdash.store.database import Database
from khdash.store.rounds import RoundDraft, Sending, open_round, read_rounds, refuse, send
from tests.published import at

CLUSTER = Actor("Lan", "web")
ASKED = ("members", "grassroots_associations", "learning_family_rate")


@pytest.fixture
def store(own: Path) -> Iterator[Database]:
    with Database.open(at(own)) as database:
        yield database


def opened(store: Database, years: tuple[int, ...] = (2024,), as_of: date | None = None) -> Round:
    cells = cells_to_ask(store.dataset(), ["34", "36"], ASKED, years, as_of=as_of)
    number = open_round(store, CLUSTER, RoundDraft("Đợt", "Cụm", date(2026, 12, 15), cells, as_of))
    return read_rounds(store).rounds[number]


def rows(*lines: str) -> tuple[str, bytes]:
    return "a.csv", "\n".join(("Tỉnh;Năm;Tổng số hội viên (người)", *lines)).encode()


def test_only_what_is_due_is_asked(store: Database) -> None:
    dataset = store.dataset()
    merged = dataset.catalogue.on_day("34", date(2025, 12, 31))
    assert [dataset.catalogue.units[key].name for key in merged] == ["Hưng Yên"]
    assert cells_to_ask(dataset, ["34"], ["members"], [2024, 2025]) == (
        AskedCell("34", "members", 2024),
        AskedCell(merged[0], "members", 2025),  # since 1/7/2025
    )
    both = cells_to_ask(dataset, ["33", "34"], ["members"], [2025])
    assert both == (AskedCell(merged[0], "members", 2025),)
    assert set(cells_to_ask(dataset, merged, ["members"], [2024])) == {
        AskedCell("33", "members", 2024),
        AskedCell("34", "members", 2024),
    }
    known = dataset.current
    known = known[(known["unit"] == "36") & (known["indicator"] == "members")]
    year = int(known["year"].iloc[0])
    assert cells_to_ask(dataset, ["36"], ["members"], [year], only_missing=True) == ()
    assert cells_to_ask(dataset, ["36"], ["members"], [year]) != ()
    assert cells_to_ask(dataset, ["34"], ["members"], [2025], as_of=date(2025, 6, 30)) == (
        AskedCell("34", "members", 2025),
    )


def test_another_province_another_year_another_figure_are_told_apart(store: Database) -> None:
    asked = opened(store)
    file = (
        "a.csv",
        (
            "Tỉnh;Năm;Tổng số hội viên (người);Số dư Quỹ Khuyến học (triệu đồng)\n"
            "Thái Bình;2024;650.000;24.516,5\nNam Định;2024;500.000;\nThái Bình;2023;640.000;\n"
        ).encode(),
    )
    report = check_sent(store, asked, "34", file, {})
    told = {found.code: sentence(found, "vi") for found in report.findings}
    assert told["other-province"] == (
        "Ô C3: Số của Nam Định không gửi được ở đây: liên kết này chỉ dành cho Thái Bình. Hãy bỏ"
        " các dòng của Nam Định (1 ô), hoặc gửi bằng liên kết của Nam Định."
    )
    assert told["year-not-asked"] == (
        "Ô C4: Năm 2023 không thuộc đợt này, đợt hỏi năm 2024. Hãy xem lại năm trong tệp; nếu đúng"
        " là số năm 2023 thì bỏ 1 ô đó."
    )
    assert told["figure-not-asked"].startswith("Ô D2: Số dư Quỹ Khuyến học: đợt này không hỏi")
    assert report.counts == {"new": 1, "changed": 0, "same": 0, "rejected": 3}
    said = {(one.cell.indicator): one.action for one in answered(report, asked, "34")}
    assert said == {"members": "new", "grassroots_associations": "", "learning_family_rate": ""}


@pytest.mark.parametrize(
    ("as_of", "key"), [(None, "33@2025-07-01"), (date(2025, 6, 30), "33")], ids=["after", "before"]
)
def test_a_name_of_the_year_of_a_merger_is_that_of_the_province_asked(
    store: Database, as_of: date | None, key: str
) -> None:
    cells = cells_to_ask(store.dataset(), ["33"], ["members"], [2025], as_of=as_of)
    draft = RoundDraft("Đợt", "Cụm", date(2026, 12, 15), cells, as_of)
    number = open_round(store, CLUSTER, draft)
    asked = read_rounds(store).rounds[number]
    report = check_sent(store, asked, key, rows("Hưng Yên;2025;610.000"), {})
    assert [(one.cell.unit, one.action) for one in answered(report, asked, key)] == [(key, "new")]
    assert not any(found.asks for found in report.findings)


def test_the_form_reads_back_as_it_was_filled_in(store: Database) -> None:
    asked = opened(store)
    form = asked_form(store.dataset(), asked, "34", "vi", "long")
    fields = {field.name: field for field in fields_of(form)}
    assert set(fields) == {
        "34|2024||members||",
        "34|2024||grassroots_associations||",
        "34|2024||learning_family_rate||all",
        "34|2024||learning_family_rate||registered",
    }
    typed = {
        "34|2024||members||": "hơn 650.000",
        "34|2024||grassroots_associations||": " 1.234 ",
        "34|2024||learning_family_rate||all": "86,2",
    }
    content, order = filled(form, typed)
    assert [field.name for field in order] == list(typed)
    reading = {"choices": {"convention": "vi"}}
    report = check_sent(store, asked, "34", ("a.csv", content), reading)
    assert not [found for found in report.findings if found.rejects]
    figures = report.cells.set_index(["indicator", "basis"])[["value", "qualifier"]]
    assert figures.loc[("members", "")].tolist() == [650_000, "at_least"]
    assert figures.loc[("grassroots_associations", "")].tolist() == [1234, "exact"]
    assert figures.loc[("learning_family_rate", "all")].tolist() == [86.2, "exact"]
    assert order[1].address(1) == report.cells["cell"].iloc[1]


def test_a_field_in_error_is_found_at_its_address(store: Database) -> None:
    asked = opened(store)
    form = asked_form(store.dataset(), asked, "34", "vi", "long")
    content, order = filled(
        form, {"34|2024||members||": "650.000", "34|2024||grassroots_associations||": "nhiều"}
    )
    report = check_sent(store, asked, "34", ("a.csv", content), {"choices": {"convention": "vi"}})
    faulty = [found.cell for found in report.findings if found.rejects]
    assert faulty == [order[1].address(1)] == ["G3"]


def test_a_form_of_a_day_within_the_year_gives_figures_of_that_day(store: Database) -> None:
    asked = opened(store, (2025,), date(2025, 6, 30))
    form = asked_form(store.dataset(), asked, "34", "vi", "long")
    content, _ = filled(form, {"34|2025|2025-06-30|members||": "650.000"})
    report = check_sent(store, asked, "34", ("a.csv", content), {"choices": {"convention": "vi"}})
    (row,) = report.cells.to_dict("records")
    assert (row["as_of"], row["year"], row["action"]) == ("2025-06-30", 2025, "new")


def test_what_stands_in_the_form_untouched_changes_nothing(store: Database) -> None:
    known = store.dataset().current
    known = known[(known["indicator"] == "members") & (known["point"] == "year_end")]
    known = known[known["unit"].isin(["01", "26", "34", "36"])]
    unit, year = str(known["unit"].iloc[0]), int(known["year"].iloc[0])
    cells = (AskedCell(unit, "members", year),)
    open_round(store, CLUSTER, RoundDraft("Đợt", "Cụm", date(2026, 12, 15), cells))
    asked = read_rounds(store).rounds[1]
    content, order = filled(asked_form(store.dataset(), asked, unit, "vi", "long"), {})
    assert [field.cell for field in order] == list(cells)
    report = check_sent(store, asked, unit, ("a.csv", content), {"choices": {"convention": "vi"}})
    assert report.counts == {"new": 0, "changed": 0, "same": 1, "rejected": 0}
    shown = {field.name: grouped(field.known) for field in order}  # as the page shows it
    assert shown != {field.name: field.known for field in order}
    content, _ = filled(asked_form(store.dataset(), asked, unit, "vi", "long"), shown)
    report = check_sent(store, asked, unit, ("a.csv", content), {"choices": {"convention": "vi"}})
    assert report.counts == {"new": 0, "changed": 0, "same": 1, "rejected": 0}
    workbook = to_xlsx(asked_form(store.dataset(), asked, unit))
    report = check_sent(store, asked, unit, ("a.xlsx", workbook), {})
    assert report.counts == {"new": 0, "changed": 0, "same": 1, "rejected": 0}


def sent_file(store: Database, asked: Round, file: tuple[str, bytes]) -> int:
    sending = Sending(asked.number, "34", asked.defined_in, "file", file[0], file[1])
    number = send(store, CLUSTER, sending).batch_id
    assert number is not None
    return number


def test_acceptance_writes_what_was_seen_and_no_more(store: Database) -> None:
    asked = opened(store)
    number = sent_file(
        store, asked, rows("Thái Bình;2024;650.000", "Nam Định;2024;1", "Thái Bình;2023;2")
    )
    before = store.dataset().observations
    reviewed = review_sent(store, CLUSTER, number)
    assert (reviewed.writes, reviewed.report.counts["rejected"]) == (1, 2)
    receipt = accept_sent(store, CLUSTER, reviewed)
    assert (receipt.new, receipt.changed, receipt.written) == (1, 0, 1)
    after = store.dataset().observations
    assert len(after) == len(before) + 1
    own = after[(after["unit"] == "34") & (after["year"] == 2024)]
    assert own[own["indicator"] == "members"]["value"].tolist() == [650_000]
    (sent,) = read_rounds(store).sent
    assert (sent.state, sent.decided_in) == (SentState.ACCEPTED, receipt.batch_id)


def test_a_file_that_was_only_sent_counts_as_imported_after_acceptance_alone(
    store: Database,
) -> None:
    from khdash.ingest.pipeline import known_by

    asked = opened(store)
    number = sent_file(store, asked, rows("Thái Bình;2024;650.000"))
    assert known_by(store).imported == ()
    accept_sent(store, CLUSTER, review_sent(store, CLUSTER, number))
    assert len(known_by(store).imported) == 1


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, lambda path: path.write_bytes(rows("Thái Bình;2024;1")[1])],
    ids=["gone", "changed"],
)
def test_a_kept_file_that_is_lost_is_said_and_sent_again(
    store: Database, damage: Callable[[Path], object]
) -> None:
    asked = opened(store)
    number = sent_file(store, asked, rows("Thái Bình;2024;650.000"))
    (sent,) = read_rounds(store).sent
    damage(store.journal.kept_file(sent.sha256))
    report = review_sent(store, CLUSTER, number).report
    assert [found.code for found in report.findings] == ["file-lost"]
    refuse(store, CLUSTER, number, "xin gửi lại")
    again = sent_file(store, asked, rows("Thái Bình;2024;650.000"))
    accept_sent(store, CLUSTER, review_sent(store, CLUSTER, again))
    current = store.dataset().current
    own = current[(current["indicator"] == "members") & (current["unit"] == "34")]
    assert own[own["year"] == 2024]["value"].tolist() == [650_000]
    assert store.journal_faults(whole=True) == []


def test_what_waits_is_seen_by_those_who_decide_alone(store: Database) -> None:
    asked = opened(store)
    number = sent_file(store, asked, rows("Thái Bình;2024;650.000"))
    for role in (Role.READER, Role.PROVINCES):
        with pytest.raises(AccessRefused):
            review_sent(store, Actor("X", "web", role, frozenset({"34"})), number)


def test_a_round_that_no_longer_asks_takes_nothing_in(store: Database) -> None:
    from khdash.store.rounds import change_round

    asked = opened(store)
    number = sent_file(store, asked, rows("Thái Bình;2024;650.000"))
    left = tuple(cell for cell in asked.cells if cell.indicator != "members")
    change_round(store, CLUSTER, asked.number, RoundDraft("Đợt", "Cụm", date(2026, 12, 15), left))
    reviewed = review_sent(store, CLUSTER, number)
    assert reviewed.writes == 0
    assert [found.code for found in reviewed.report.findings] == ["figure-not-asked"]
