"""table, check, import."""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    UNUSABLE,
    Command,
    add_actor,
    add_places,
    given,
    open_store,
    places,
    say,
    serving,
)
from khdash.ingest.apart import check_bytes_apart
from khdash.ingest.check import CheckReport
from khdash.ingest.check.scale import heads_of
from khdash.ingest.column_names import LAYOUTS
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding_of_file, sentence
from khdash.ingest.pipeline import CheckBytes, Options, Stage, check_bytes, check_file, import_file
from khdash.locale.words import Words, mark
from khdash.model.actor import Actor
from khdash.reading.table import Table, UnusableFile, read_table
from khdash.store.catalogue_files import read_published
from khdash.store.database import Database
from khdash.store.errors import DatabaseMissing
from khdash.store.own_files import read_catalogue_in_use

_SEVERITY = {"error": mark("LỖI"), "warning": mark("LƯU Ý"), "info": mark("GHI NHẬN")}
_STAGES: dict[Stage, str] = {
    "read": mark("Đang đọc tệp…"),
    "recognise": mark("Đang nhận ra chỉ số và đơn vị…"),
    "check": mark("Đang kiểm tra và so với kho…"),
    "commit": mark("Đang ghi vào kho…"),
}
OFFERS = ("reading-remembered", "read-as-remembered", "plans-as-targets")
"""Notes that a person who imports must see: what else can be done with the file, or was."""
LONG = 1_000_000
"""Bytes from which on progress is told: a smaller file is checked before a person notices."""


def _file_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=words("tệp cần đọc"))
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        default=None,
        help=words(
            "chỉ đọc trang tính này (mặc định: table đọc trang đầu có số liệu, check và import "
            "đọc mọi trang có số liệu)"
        ),
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        default=None,
        help=words("bảng mã (mặc định: tự nhận)"),
    )
    parser.add_argument(
        "--delimiter",
        metavar="CHAR",
        default=None,
        help=words("dấu phân cách (mặc định: tự nhận)"),
    )


def _options(args: Namespace, words: Words) -> Options:
    return Options(
        (args.sheet,) if args.sheet is not None else (),
        args.encoding,
        args.delimiter,
        progress=partial(_tell, args.file, words),
        remembered=args.remembered,
        by=getattr(args, "by", ""),
        targets_of=getattr(args, "targets", ""),
    )


def _tell(path: Path, words: Words, stage: Stage, share: float) -> None:
    """What begins and how far it is, for a person who waits at a terminal for a long file."""
    if sys.stderr.isatty() and given(path).stat().st_size >= LONG:
        say(f"{words.percent(share * 100, 0)} · {words(_STAGES[stage])}")


# table -----------------------------------------------------------------------------------------


def _table_arguments(parser: ArgumentParser, words: Words) -> None:
    _file_arguments(parser, words)
    parser.add_argument(
        "--part",
        type=int,
        default=1,
        metavar="NUMBER",
        help=words("bảng thứ mấy trong trang (mặc định 1)"),
    )


def _table(args: Namespace, words: Words) -> int:
    try:
        table = read_table(
            args.file,
            sheet=args.sheet,
            encoding=args.encoding,
            delimiter=args.delimiter,
            part=args.part,
        )
    except UnusableFile as fault:
        say(_line(finding_of_file(fault.code, fault.params), words))
        return UNUSABLE
    _print_rows(table)
    for assumption in table.assumptions:
        found = finding_of_file(assumption.code, assumption.params, table.sheet)
        say(_line(found, words))
    return DONE


def _print_rows(table: Table) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if table.header:
        writer.writerow(table.header)
    writer.writerows(table.rows)
    sys.stdout.flush()


# check -----------------------------------------------------------------------------------------


def _check_arguments(parser: ArgumentParser, words: Words) -> None:
    _file_arguments(parser, words)
    parser.add_argument(
        "--json",
        action="store_true",
        help=words("in kết quả dạng JSON"),
    )
    _add_remembered(parser, words)
    add_places(parser, words)


def _add_remembered(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--remembered",
        action="store_true",
        help=words(
            "đọc theo những gì đã quyết định khi nạp các tệp trước cùng mẫu của tỉnh này hoặc của "
            "người này (mặc định: chỉ nói là có)"
        ),
    )


def _check(args: Namespace, words: Words) -> int:
    report = _checked(args, words)
    if args.json:
        json.dump(report.to_dict(), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        sys.stdout.flush()
    else:
        _print_report(report, words)
    return _status(report)


def _checked(args: Namespace, words: Words) -> CheckReport:
    """The check against the store, or where none is built yet against nothing."""
    try:
        with open_store(args) as database:
            options = _options(args, words)
            return check_file(given(args.file), database, options=options, check=_checker())
    except DatabaseMissing as missing:
        found = places(args)
        catalogue = read_catalogue_in_use(found).catalogue
        say(missing.text(words.lang))
        say(words("Đang kiểm tra mà không so với kho: mọi số đều là mới."))
        heads = heads_of(read_published(found.data, catalogue).rows, catalogue)
        options = _options(args, words)
        return check_file(args.file, None, catalogue=catalogue, stored=heads, options=options)


def _checker() -> CheckBytes:
    """A check in this process, or apart from those who read where an application runs it."""
    application = serving.get()
    return check_bytes if application is None else partial(check_bytes_apart, application.worker)


def _status(report: CheckReport) -> int:
    if not report.is_usable:
        return UNUSABLE
    return CONTENT_FAULTS if report.has_errors else DONE


def _print_report(report: CheckReport, words: Words) -> None:
    print(words("Tệp: {name}", name=report.file_name))
    if report.table is not None:
        sheet = f" [{report.table.sheet}]" if report.table.sheet else ""
        layout = _layout(report, words)
        rows = words.number(report.rows_read)
        print(words("Đã đọc {n} dòng{sheet}{layout}.", n=rows, sheet=sheet, layout=layout))
        print(_counts(report, words))
    for found in report.findings:
        print(_line(found, words))


def _layout(report: CheckReport, words: Words) -> str:
    """How the table is laid out, after a comma."""
    layout = LAYOUTS.get(report.mapping.layout) if report.mapping else None
    return f", {words(layout)}" if layout else ""


def _counts(report: CheckReport, words: Words) -> str:
    counts = {action: words.number(count) for action, count in report.counts.items()}
    return words(
        "Số liệu: {new} mới, {changed} thay đổi, {same} không đổi, {rejected} chưa nạp được.",
        **counts,
    )


def _line(found: Finding, words: Words) -> str:
    return f"{words(_SEVERITY[found.severity])}: {sentence(found, words.lang)}"


# import ----------------------------------------------------------------------------------------


def _import_arguments(parser: ArgumentParser, words: Words) -> None:
    _file_arguments(parser, words)
    add_actor(parser, words)
    parser.add_argument(
        "--note",
        metavar="TEXT",
        default="",
        help=words("ghi chú, cũng là lý do khi năm đã khóa"),
    )
    parser.add_argument(
        "--skip-rejected",
        action="store_true",
        help=words("nạp phần đúng, bỏ các ô lỗi"),
    )
    parser.add_argument(
        "--restate",
        action="store_true",
        help=words("ghi cả những số giống hệt số đang có của nguồn khác, đứng tên báo cáo này"),
    )
    parser.add_argument(
        "--targets",
        metavar="TEXT",
        default="",
        help=words("ghi các số kế hoạch trong tệp làm chỉ tiêu, do văn bản này đặt ra"),
    )
    _add_remembered(parser, words)
    add_places(parser, words)


def _import(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        return _import_into(database, args, words)


def _import_into(database: Database, args: Namespace, words: Words) -> int:
    report, receipt = import_file(
        given(args.file),
        database,
        Actor(args.by, "command-line"),
        note=args.note,
        skip_rejected=args.skip_rejected,
        restates=args.restate,
        options=_options(args, words),
        check=_checker(),
    )
    for found in report.findings:
        if found.severity != "info" or found.code in OFFERS:
            say(_line(found, words))
    if report.already_imported is not None and receipt is None:
        say(
            words(
                "Tệp này đã được nạp (lần nạp số {batch}); không có gì thay đổi.",
                batch=report.already_imported,
            )
        )
        return DONE
    if receipt is None:
        return _refused(report, words)
    if report.restating and not args.restate:
        say(_restating(report, words))
    if receipt.batch_id is None:
        say(words("Mọi số trong tệp đã có trong kho; không có gì thay đổi."))
        return DONE
    print(receipt.batch_id)
    say(
        words(
            "Đã ghi lần nạp số {batch}: {new} mới, {changed} thay đổi, {same} không đổi, "
            "{rejected} bỏ lại.",
            batch=receipt.batch_id,
            new=words.number(receipt.new),
            changed=words.number(receipt.changed),
            same=words.number(report.counts["same"]),
            rejected=words.number(report.counts["rejected"]),
        )
    )
    if targets := _targets_of(database, receipt.batch_id):
        say(words("Đã ghi {n} chỉ tiêu.", n=words.number(targets)))
    if any(found.asks for found in report.findings):
        say(
            words(
                "Số mà quy tắc nêu ra được ghi như trong tệp; trang Chất lượng số liệu hỏi lại "
                "từng số."
            )
        )
    return DONE


def _targets_of(database: Database, batch: int) -> int:
    """How many targets a batch wrote."""
    return int((database.records("target")["batch_id"] == batch).sum())


def _restating(report: CheckReport, words: Words) -> str:
    return words(
        "{n} số giống hệt số đang có của nguồn khác nên không ghi, nguồn cũ giữ nguyên. "
        "Thêm --restate nếu muốn ghi cả những số đó.",
        n=words.number(report.restating),
    )


def _refused(report: CheckReport, words: Words) -> int:
    if report.is_usable:
        say(
            words(
                "Chưa ghi gì vào kho. Hãy sửa các lỗi trên, hoặc thêm --skip-rejected để chỉ "
                "nạp phần đúng."
            )
        )
    return _status(report) or CONTENT_FAULTS


INGEST_COMMANDS: tuple[Command, ...] = (
    Command(
        "table", mark("In nội dung đọc được từ một tệp dưới dạng CSV."), _table_arguments, _table
    ),
    Command(
        "check",
        mark("Kiểm tra một tệp số liệu, không ghi gì."),
        _check_arguments,
        _check,
        while_serving=True,
    ),
    Command(
        "import",
        mark("Nạp một tệp số liệu vào kho."),
        _import_arguments,
        _import,
        while_serving=True,
    ),
)
