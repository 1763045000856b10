"""exhibit: any exhibit without a browser."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_places,
    given,
    open_store,
    read_dataset,
    say,
    write_output,
)
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.total import NotAdditive
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.emulation.board import emulation_exhibit
from khdash.exhibit.topics.emulation.plan import Plan
from khdash.locale.words import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.selection import Ignored, Selection, parse_query
from khdash.report import formats
from khdash.report.csv_text import csv_text
from khdash.store.own_files import read_catalogue_in_use
from khdash.store.places import here
from khdash.transform.composite import SchemeError, TableError

REASONS = {
    "unknown-name": mark("không có tham số này"),
    "unknown-value": mark("không có giá trị này"),
    "merged": mark("tỉnh này đã nhập vào tỉnh mang mã {hint}"),
}


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("exhibit", nargs="?", metavar="NAME", help=words("tên hình"))
    parser.add_argument("--list", action="store_true", help=words("liệt kê các hình có sẵn"))
    parser.add_argument("--query", default="", help=words("phần sau dấu ? trên địa chỉ của trang"))
    parser.add_argument(
        "--plan", type=Path, help=words("tệp phương án thi đua (JSON) cho các hình emulation")
    )
    codes = [one.code for one in formats.FORMATS]
    parser.add_argument("--format", choices=codes, default=codes[0], help=words("định dạng"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=words("ghi vào tệp này thay vì in ra màn hình"),
    )
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    if args.list:
        _list(words, as_csv=args.format == "csv")
        return DONE
    if args.exhibit is None:
        raise RequestFault(words("Thiếu tên hình. Xem các tên bằng: exhibit --list."))
    if args.exhibit not in EXHIBITS:
        names = ", ".join(EXHIBITS)
        raise RequestFault(
            words("Không có hình «{name}». Các hình: {names}.", name=args.exhibit, names=names)
        )
    with open_store(args) as database:
        catalogue = database.catalogue()
        selection, ignored = parse_query(args.query, catalogue)
        if "lang=" not in args.query:
            selection = selection.with_(lang=words.lang)
        dataset = read_dataset(database, selection.as_known_at)
        if args.plan is None:
            exhibit = _build(args.exhibit, dataset, selection, words)
        else:
            exhibit = _emulation(args, dataset, selection, words)
    for item in ignored:
        say(ignored_text(item, words))
    _write(exhibit, args, words)
    return DONE


def _build(name: str, dataset: Dataset, selection: Selection, words: Words) -> Exhibit:
    try:
        return build(name, dataset, selection)
    except NotAdditive as error:
        raise RequestFault(
            words(
                "«{code}» là tỷ lệ nên không cộng được. Dùng comparison hoặc tile.",
                code=str(error),
            )
        ) from error


def _emulation(args: Namespace, dataset: Dataset, selection: Selection, words: Words) -> Exhibit:
    """An exhibit of emulation by the plan in a file."""
    if not args.exhibit.startswith("emulation"):
        raise RequestFault(words("--plan chỉ dùng với các hình emulation."))
    try:
        plan = Plan.from_json(given(args.plan).read_bytes())
        return emulation_exhibit(args.exhibit, dataset, selection, plan)
    except OSError as error:
        raise RequestFault(words("Không mở được tệp {path}.", path=args.plan)) from error
    except (SchemeError, TableError) as error:
        raise RequestFault(error.text(words.lang)) from error


def ignored_text(item: Ignored, words: Words) -> str:
    """Which part of a link was left out, and why."""
    return words(
        "Bỏ qua «{part}» trong địa chỉ: {reason}.",
        part=f"{item.name}={item.value}" if item.value else item.name,
        reason=words(REASONS[item.reason], hint=item.hint),
    )


def _list(words: Words, *, as_csv: bool) -> None:
    catalogue = read_catalogue_in_use(here()).catalogue
    rows = [
        {
            "name": spec.name,
            "kind": spec.kind,
            "title": words.name(spec),
            "indicators": list(spec.indicators(catalogue)),
        }
        for spec in EXHIBITS.values()
    ]
    if as_csv:
        sys.stdout.write(csv_text(row.values() for row in rows))
        return
    print(json.dumps(rows, ensure_ascii=False, indent=1))


def _write(exhibit: Exhibit, args: Namespace, words: Words) -> None:
    """The exhibit in the format asked for, into a file or on stdout."""
    chosen = next(one for one in formats.FORMATS if one.code == args.format)
    if not chosen.fits(exhibit):
        raise RequestFault(
            words(
                "Hình «{name}» không xuất được dưới dạng {kind}.",
                name=exhibit.name,
                kind=words(chosen.label),
            )
        )
    content = chosen.make(exhibit)
    if args.output is not None:
        write_output(args.output, content, words)
        say(words("Đã ghi {path}.", path=args.output))
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


EXHIBIT_COMMANDS = (
    Command(
        "exhibit",
        mark("Xuất một hình ra JSON, CSV, bảng tính và các định dạng khác."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
