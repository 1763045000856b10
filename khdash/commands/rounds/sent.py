"""What provinces sent: taking a file in, accepting, giving back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    UNUSABLE,
    given,
    print_table,
    say,
    serving,
)
from khdash.commands.rounds.asking import actor_of, chosen_units, numbered
from khdash.ingest.apart import check_bytes_apart
from khdash.ingest.check import CheckReport
from khdash.ingest.messages import finding_of_file, sentence
from khdash.ingest.pipeline import CheckBytes, check_bytes
from khdash.ingest.rounds.accepting import accept_sent, check_sent, review_sent
from khdash.locale.words import Words
from khdash.model.rounds import Rounds
from khdash.reading.table import Limits, UnusableFile, file_bytes
from khdash.report.request.texts import Request, refusal_text
from khdash.store import rounds as store
from khdash.store.database import Database
from khdash.store.round_errors import NotAsked


def receive_arguments(parser: ArgumentParser, words: Words) -> None:
    numbered(parser, words)
    parser.add_argument("unit", metavar="UNIT", help=words("mã tỉnh đã gửi tệp"))
    parser.add_argument("file", type=Path, metavar="FILE", help=words("tệp của tỉnh"))
    parser.add_argument("--remark", default="", metavar="TEXT", help=words("lời nhắn kèm tệp"))


def receive(database: Database, args: Namespace, words: Words) -> int:
    """Take in a file that came by mail: it waits like what comes by a link."""
    catalogue = database.catalogue()
    asked = store.round_at(store.read_rounds(database), args.round)
    (unit,) = chosen_units(args.unit, asked.units, catalogue, words)
    if unit not in asked.units:
        raise NotAsked(title=asked.title, unit=args.unit)
    try:
        content = file_bytes(given(args.file), Limits())
    except UnusableFile as fault:
        say(sentence(finding_of_file(fault.code, fault.params), words.lang))
        return UNUSABLE
    report = check_sent(database, asked, unit, (args.file.name, content), {}, check=_checker())
    _say_findings(report, words)
    if not report.is_usable:
        return UNUSABLE
    sending = store.Sending(
        args.round, unit, asked.defined_in, "file", args.file.name, content, remark=args.remark
    )
    receipt = store.send(database, actor_of(args), sending)
    print(receipt.batch_id)
    say(words("Đã giữ bản gửi số {n}, chờ nhận.", n=receipt.batch_id))
    return CONTENT_FAULTS if any(found.rejects for found in report.findings) else DONE


def _submission(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "submission", type=int, metavar="SUBMISSION", help=words("số của bản gửi, xem round board")
    )


def accept_arguments(parser: ArgumentParser, words: Words) -> None:
    _submission(parser, words)
    parser.add_argument(
        "--note", default="", metavar="TEXT", help=words("ghi chú, cũng là lý do khi năm đã khóa")
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help=words("chỉ in ra những số liệu sẽ thay đổi, không ghi gì"),
    )


def accept(database: Database, args: Namespace, words: Words) -> int:
    reviewed = review_sent(
        database, actor_of(args), args.submission, into_locked=bool(args.note), check=_checker()
    )
    _say_findings(reviewed.report, words)
    if not reviewed.report.is_usable:
        return UNUSABLE
    if args.preview:
        columns = ["unit", "indicator", "subgroup", "basis", "year", "old_value", "value", "action"]
        print_table(reviewed.report.cells[columns], None, words)
        return DONE
    receipt = accept_sent(database, actor_of(args), reviewed, args.note)
    print(receipt.batch_id)
    say(
        words(
            "Đã nhận, lần nạp số {batch}: {new} số mới, {changed} số thay đổi.",
            batch=receipt.batch_id,
            new=words.number(receipt.new),
            changed=words.number(receipt.changed),
        )
    )
    return DONE


def refuse_arguments(parser: ArgumentParser, words: Words) -> None:
    _submission(parser, words)
    parser.add_argument(
        "--reason", required=True, metavar="TEXT", help=words("lý do, tỉnh đọc được")
    )


def refuse(database: Database, args: Namespace, words: Words) -> int:
    """Give back, and print the message for the province."""
    store.refuse(database, actor_of(args), args.submission, args.reason)
    rounds: Rounds = store.read_rounds(database)
    sent = rounds.submission(args.submission)
    assert sent is not None
    request = Request(database.catalogue(), rounds.rounds[sent.round], sent.unit, words)
    print(refusal_text(request, sent, args.reason))
    sys.stdout.flush()
    say(words("Đã trả lại; tỉnh thấy lý do khi mở liên kết."))
    return DONE


def _checker() -> CheckBytes:
    """A check in this process, or apart from those who read where an application runs it."""
    application = serving.get()
    return check_bytes if application is None else partial(check_bytes_apart, application.worker)


def _say_findings(report: CheckReport, words: Words) -> None:
    for found in report.findings:
        if found.severity != "info":
            say(sentence(found, words.lang))
