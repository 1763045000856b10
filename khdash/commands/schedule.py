"""schedule: what is made and sent by itself; list, add, remove, run-now, runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    Command,
    RequestFault,
    add_actor,
    add_places,
    open_store,
    places,
    print_table,
    read_dataset,
    say,
    serving,
)
from khdash.locale.words import Words, mark
from khdash.model.languages import languages
from khdash.schedule.apart import make_here
from khdash.schedule.clock import ComputerClock, local
from khdash.schedule.doing import Office, do, take_up
from khdash.schedule.duty import COLUMNS, FILE, WEEKDAYS
from khdash.schedule.keeper import gone, next_time
from khdash.schedule.kinds import KINDS
from khdash.schedule.record import Run, newest, record, runs_of
from khdash.schedule.table import EXAMPLE, add_row, read_schedule, remove_row
from khdash.schedule.telling import OUTCOMES, outcome_text, what_text, when_text
from khdash.schedule.when import EVERY


def _arguments(parser: ArgumentParser, words: Words) -> None:
    actions = parser.add_subparsers(
        title=words("việc"), metavar=words("VIỆC"), required=True, dest="action"
    )

    def action(name: str, summary: str) -> ArgumentParser:
        own: ArgumentParser = actions.add_parser(
            name, help=summary, description=summary, words=words
        )
        add_places(own, words)
        return own

    action("list", words("In lịch: làm gì, khi nào, lần tới, lần gần nhất, dưới dạng CSV."))
    action("runs", words("In mọi lần đã làm dưới dạng CSV, mới nhất đứng trước."))
    add = action("add", words("Thêm một dòng vào lịch."))
    add_actor(add, words)
    _row_arguments(add, words)
    for name, summary in (
        ("remove", words("Bỏ một dòng khỏi lịch.")),
        ("run-now", words("Làm ngay một dòng của lịch.")),
    ):
        own = action(name, summary)
        own.add_argument("code", metavar="CODE", help=words("mã của dòng, xem schedule list"))
        add_actor(own, words)


def _row_arguments(parser: ArgumentParser, words: Words) -> None:
    """An option for each column of the file."""
    parser.add_argument("--code", required=True, help=words("mã của dòng, ví dụ bao-cao-thang"))
    parser.add_argument(
        "--what",
        required=True,
        choices=tuple(KINDS),
        help="; ".join(f"{kind.code}: {words(kind.label)}" for kind in KINDS.values()),
    )
    parser.add_argument(
        "--scope",
        default="",
        metavar="PROVINCE",
        help=words("cluster (cả cụm, mặc định), hoặc mã hay tên một tỉnh"),
    )
    parser.add_argument(
        "--year",
        default="",
        help=words("số mới nhất tính đến năm này (mặc định: năm mới nhất)"),
    )
    parser.add_argument("--every", required=True, choices=EVERY, help=words("bao lâu một lần"))
    parser.add_argument(
        "--day",
        default="",
        help=words(
            "hằng tuần: {days}; hằng tháng: 1 đến 31; hằng quý: 1 đến 92; last: ngày cuối",
            days=", ".join(WEEKDAYS),
        ),
    )
    parser.add_argument(
        "--at", required=True, metavar="HH:MM", help=words("giờ, theo múi giờ của máy")
    )
    parser.add_argument(
        "--to",
        required=True,
        metavar="DIR",
        help=words("thư mục, hoặc các địa chỉ thư cách nhau bằng dấu chấm phẩy"),
    )
    parser.add_argument(
        "--text-lang", default="", choices=tuple(languages()), help=words("ngôn ngữ của tài liệu")
    )


def _run(args: Namespace, words: Words) -> int:
    with _office(args) as office:
        status: int = _ACTIONS[args.action](args, office, words)
        return status


@contextmanager
def _office(args: Namespace) -> Iterator[Office]:
    application = serving.get()
    make = application.make if application is not None else make_here
    with open_store(args) as database:
        yield Office(
            places(args),
            lambda: database,
            lambda: read_dataset(database, None),
            make,
            ComputerClock(),
        )


def _list(args: Namespace, office: Office, words: Words) -> int:
    catalogue = office.dataset().catalogue
    schedule, runs = read_schedule(office.places, catalogue), runs_of(office.places)
    now = office.clock.now()
    rows = [
        {
            "code": duty.code,
            "what": what_text(duty, catalogue, words),
            "when": when_text(duty, words),
            "to": duty.to,
            "next": local(next_time(duty, runs, now), office.clock.zone),
            "last": outcome_text(newest(runs, duty.code), words),
        }
        for duty in schedule.duties
    ]
    print_table(
        pd.DataFrame(rows, columns=["code", "what", "when", "to", "next", "last"]), None, words
    )
    for problem in schedule.problems:
        say(problem.text(words.lang))
    if schedule.problems:
        say(words("Các dòng trên chưa được làm theo; sửa rồi lịch tự chạy tiếp."))
        return CONTENT_FAULTS
    if not rows:
        say(
            words(
                "Chưa có lịch. Thêm bằng schedule add, hoặc chép {example} thành {file} rồi sửa.",
                example=EXAMPLE,
                file=office.places.home / FILE,
            )
        )
    return DONE


def _runs(args: Namespace, office: Office, words: Words) -> int:
    rows = [
        {
            "at": local(run.at, office.clock.zone),
            "code": run.duty,
            "due": local(run.due, office.clock.zone),
            "outcome": words(OUTCOMES[run.outcome]),
            "said": run.said.told(words) if run.said else "",
            "files": "; ".join(run.files),
            "to": "; ".join(run.to),
            "by": run.by,
            "version": run.version or None,
        }
        for run in reversed(runs_of(office.places))
    ]
    columns = ["at", "code", "due", "outcome", "said", "files", "to", "by", "version"]
    print_table(pd.DataFrame(rows, columns=columns), None, words)
    return DONE


def _add(args: Namespace, office: Office, words: Words) -> int:
    cells = {name: str(getattr(args, name)) for name in COLUMNS if name != "lang"}
    cells["lang"] = args.text_lang
    duty = add_row(office.places, cells, office.dataset().catalogue)
    take_up(duty, office, args.by)
    coming = local(next_time(duty, runs_of(office.places), office.clock.now()), None)
    say(
        words(
            "Đã thêm {code}: {when}. Lần tới: {next}.",
            code=duty.code,
            when=when_text(duty, words),
            next=words.moment(coming),
        )
    )
    return DONE


def _remove(args: Namespace, office: Office, words: Words) -> int:
    if not remove_row(office.places, args.code) and args.code not in _gone(office):
        raise _unknown(args.code, office, words)
    at = office.clock.now()
    record(office.places, Run(args.code, at, at, "removed", by=args.by))
    say(words("Đã bỏ {code} khỏi lịch.", code=args.code))
    return DONE


def _gone(office: Office) -> tuple[str, ...]:
    """What was taken out of the file by hand, or lost with it."""
    schedule = read_schedule(office.places, office.dataset().catalogue)
    return gone(schedule, runs_of(office.places))


def _run_now(args: Namespace, office: Office, words: Words) -> int:
    duty = read_schedule(office.places, office.dataset().catalogue).duty(args.code)
    if duty is None:
        raise _unknown(args.code, office, words)
    run = do(duty, office, by=args.by)
    for name in run.files:
        print(name)
    say(outcome_text(run, words))
    return CONTENT_FAULTS if run.outcome == "failed" else DONE


def _unknown(code: str, office: Office, words: Words) -> RequestFault:
    schedule = read_schedule(office.places, office.dataset().catalogue)
    known = ", ".join(duty.code for duty in schedule.duties)
    return RequestFault(
        words("Lịch không có dòng «{code}»; có: {known}.", code=code, known=known or "–")
    )


_ACTIONS = {"list": _list, "runs": _runs, "add": _add, "remove": _remove, "run-now": _run_now}

SCHEDULE_COMMANDS = (
    Command(
        "schedule",
        mark("Lịch tự làm báo cáo, gói số liệu và báo tin."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
