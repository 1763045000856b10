"""The schedule kept through nights, failures and restarts, by a clock that is told the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from khdash.schedule.doing import Office
from khdash.schedule.duty import FILE, Duty
from khdash.schedule.fault import NotDone
from khdash.schedule.keeper import PAUSES, Keeper, due_now, gone, next_time
from khdash.schedule.product import File, Given, Product
from khdash.schedule.record import Run, record, runs_of
from khdash.schedule.table import read_schedule, remove_row
from khdash.store.places import Places
from tests.schedule.conftest import VIETNAM, ToldClock, moment

Add = Callable[..., Duty]
NOTE = Product("tin", "Một tin", (), (File("tin.csv", "text/csv", b""),))


@dataclass
class Making:
    """Makes NOTE, or fails as it is told; `made` says when."""

    clock: ToldClock
    made: list[str] = field(default_factory=list)
    fault: NotDone | None = None

    def __call__(self, given: Given) -> Product:
        self.made.append(f"{self.clock.time.astimezone(VIETNAM):%d %H:%M}")
        if self.fault is not None:
            raise self.fault
        return NOTE


@pytest.fixture
def making(clock: ToldClock) -> Making:
    return Making(clock)


@pytest.fixture
def keeper(office: Office, making: Making) -> Keeper:
    return Keeper(replace(office, make=making))


def kept_until(keeper: Keeper, clock: ToldClock, end: str) -> None:
    """Let the keeper run, as the application does, until a moment."""
    clock.end = moment(end)
    keeper.run()


def test_a_new_duty_waits_until_it_is_due(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add, places: Places
) -> None:
    add(what="docx", at="07:00")
    clock.put("2027-03-01 06:59")
    keeper.look()
    assert [run.outcome for run in runs_of(places)] == ["taken-up"]
    kept_until(keeper, clock, "2027-03-03 12:00")
    assert making.made == ["01 07:00", "02 07:00", "03 07:00"]


def test_what_was_missed_is_made_up_for_once(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add, places: Places
) -> None:
    add(what="docx", at="07:00")
    keeper.look()
    clock.put("2027-03-09 15:00")  # nine mornings later
    keeper.look()
    keeper.look()
    assert making.made == ["09 15:00"]
    assert runs_of(places)[-1].due == moment("2027-03-09 07:00")
    kept_until(keeper, clock, "2027-03-10 12:00")
    assert making.made == ["09 15:00", "10 07:00"]


def test_another_process_goes_on_where_the_last_one_ended(
    office: Office, making: Making, clock: ToldClock, add: Add
) -> None:
    add(what="docx", at="07:00")
    for time in ("2027-03-01 06:00", "2027-03-01 07:00", "2027-03-01 07:01"):
        clock.put(time)
        Keeper(replace(office, make=making)).look()
    assert making.made == ["01 07:00"]


def test_a_failure_is_tried_again_ever_more_rarely_and_not_for_ever(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add, places: Places
) -> None:
    add(what="docx", at="07:00")
    keeper.look()
    making.fault = NotDone("Ổ đĩa đầy.", again=True)
    kept_until(keeper, clock, "2027-03-02 06:00")
    assert making.made == ["01 07:00", "01 07:05", "01 07:35", "01 09:35", "01 15:35"]
    assert len(making.made) == len(PAUSES) + 1
    making.fault = None
    kept_until(keeper, clock, "2027-03-02 08:00")
    assert making.made[-1] == "02 07:00"
    assert runs_of(places)[-1].outcome == "done"


def test_a_failure_that_another_try_does_not_mend_waits_for_the_next_time(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add
) -> None:
    add(what="docx", at="07:00")
    keeper.look()
    making.fault = NotDone("Chưa đặt máy chủ thư.")
    kept_until(keeper, clock, "2027-03-02 08:00")
    assert making.made == ["01 07:00", "02 07:00"]


def test_a_try_that_succeeds_ends_the_tries(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add
) -> None:
    add(what="docx", at="07:00")
    keeper.look()
    making.fault = NotDone("Ổ đĩa đầy.", again=True)
    kept_until(keeper, clock, "2027-03-01 07:03")
    making.fault = None
    kept_until(keeper, clock, "2027-03-01 23:00")
    assert making.made == ["01 07:00", "01 07:05"]


def test_duties_of_the_same_time_follow_one_another(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add
) -> None:
    add(what="docx", at="07:00")
    add(what="xlsx", at="07:00")
    keeper.look()
    clock.put("2027-03-01 07:00")
    keeper.look()
    assert making.made == ["01 07:00", "01 07:00"]


def test_a_faulty_row_stops_no_other(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add, places: Places
) -> None:
    add(what="docx", at="07:00")
    keeper.look()
    with (places.home / FILE).open("a", encoding="utf-8") as file:
        file.write("khac,pdf,,,day,,07:00,lich,\r\n")
    clock.put("2027-03-01 07:00")
    keeper.look()
    assert making.made == ["01 07:00"]


def test_a_duty_that_was_removed_and_comes_back_counts_from_then(
    keeper: Keeper, making: Making, clock: ToldClock, add: Add, places: Places
) -> None:
    duty = add(what="docx", at="07:00")
    keeper.look()
    remove_row(places, duty.code)
    record(places, Run(duty.code, clock.time, clock.time, "removed"))
    clock.put("2027-03-05 12:00")
    add(what="docx", at="07:00")
    keeper.look()
    assert not making.made
    assert runs_of(places)[-1].outcome == "taken-up"


def test_what_a_clock_that_went_wrong_recorded_blocks_nothing(add: Add) -> None:
    duty, now = add(what="docx", at="07:00"), moment("2027-03-05 12:00")
    wrong = moment("2035-01-01 07:00")
    past = moment("2027-03-04 07:00")
    runs = [Run(duty.code, past, past, "done"), Run(duty.code, wrong, wrong, "done")]
    assert due_now(duty, runs, now, VIETNAM) == moment("2027-03-05 07:00")


def test_the_next_time_is_the_next_try_or_the_next_day(add: Add) -> None:
    duty, due = add(what="docx", at="07:00"), moment("2027-03-01 07:00")
    tomorrow, later = due + timedelta(days=1), due + timedelta(minutes=2)
    done = [Run(duty.code, due, due, "done")]
    assert next_time(duty, done, later, VIETNAM) == tomorrow
    assert next_time(duty, [], later, VIETNAM) == later
    failed = [Run(duty.code, due, due, "failed", again=True)]
    assert next_time(duty, failed, later, VIETNAM) == due + PAUSES[0]
    assert next_time(duty, [replace(failed[0], again=False)], later, VIETNAM) == tomorrow


def test_a_fault_in_a_look_is_told_and_the_next_look_comes(
    office: Office,
    making: Making,
    clock: ToldClock,
    add: Add,
    capfd: pytest.CaptureFixture[str],
) -> None:
    add(what="docx", at="07:00")
    looks = []

    def fails_first() -> object:
        looks.append(1)
        if len(looks) == 1:
            raise RuntimeError("the first look")
        return office.dataset()

    keeper = Keeper(replace(office, make=making, dataset=fails_first))  # type: ignore[arg-type]
    kept_until(keeper, clock, "2027-03-01 08:00")
    assert "the first look" in capfd.readouterr().err
    assert making.made == ["01 07:00"]


def test_what_was_taken_up_and_never_removed_is_missed(
    keeper: Keeper, office: Office, clock: ToldClock, add: Add, places: Places
) -> None:
    def missed() -> tuple[str, ...]:
        schedule = read_schedule(places, office.dataset().catalogue)
        return gone(schedule, runs_of(places))

    duty = add(what="docx", at="07:00")
    keeper.look()
    assert missed() == ()
    (places.home / FILE).unlink()
    assert missed() == (duty.code,)
    record(places, Run(duty.code, clock.time, clock.time, "removed"))
    assert missed() == ()
