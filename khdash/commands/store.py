"""build, verify, history, undo, redo, export."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_actor,
    add_places,
    open_store,
    places,
    print_table,
    read_dataset,
    read_moment,
    say,
)
from khdash.locale.words import Words, mark
from khdash.model.actor import Actor
from khdash.model.catalogue import Catalogue
from khdash.model.communes import communes_of
from khdash.model.dataset import Dataset
from khdash.model.own_rows import OwnRow
from khdash.model.units import split_key
from khdash.store.build import BuildResult, build
from khdash.store.places import Places


def _build_arguments(parser: ArgumentParser, words: Words) -> None:
    add_places(parser, words)
    parser.add_argument(
        "--from-scratch",
        action="store_true",
        dest="careful",
        help=words("dựng lại dù đầu vào không đổi, hoặc dù kho hỏng"),
    )


def _build(args: Namespace, words: Words) -> int:
    found = places(args)
    result = build(found, from_scratch=args.careful)
    say_result(found, result, words)
    say_own(result.own, words)
    return DONE


def say_result(found: Places, result: BuildResult, words: Words) -> None:
    """What a build has come to."""
    counts = {
        "path": found.database,
        "figures": words.number(result.figures),
        "batches": words.number(result.batches),
    }
    if result.rebuilt:
        say(words("Đã dựng kho {path}: {figures} số liệu, {batches} lần nạp.", **counts))
    else:
        say(
            words(
                "Kho {path} đã đúng với đầu vào, không phải dựng lại: "
                "{figures} số liệu, {batches} lần nạp.",
                **counts,
            )
        )


def say_own(own: Sequence[OwnRow], words: Words) -> None:
    """Which rows of the office's own meet a row that the program brings."""
    for row in own:
        if row.outcome == "replaces":
            say(row.text(words.lang))


def _history(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        print_table(database.history(), None, words)
    return DONE


def _change_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "batch", type=int, metavar="BATCH", help=words("số của lần nạp, xem lệnh history")
    )
    add_places(parser, words)
    add_actor(parser, words)
    parser.add_argument("--reason", default="", metavar="TEXT", help=words("lý do"))
    parser.add_argument(
        "--preview",
        action="store_true",
        help=words("chỉ in ra những số liệu sẽ thay đổi, không ghi gì"),
    )


def _changing(undo: bool) -> Callable[[Namespace, Words], int]:
    def run(args: Namespace, words: Words) -> int:
        with open_store(args) as database:
            effect = database.preview_undo(args.batch)
            if args.preview:
                print_table(effect, None, words)
                return DONE
            change = database.undo if undo else database.redo
            change(args.batch, Actor(args.by, "command-line"), args.reason)
        kept = int((effect["outcome"] == "kept").sum())
        counts = {
            "batch": args.batch,
            "changed": words.number(len(effect) - kept),
            "kept": words.number(kept),
        }
        if undo:
            say(
                words(
                    "Đã hoàn tác lần nạp {batch}: {changed} số liệu trở lại như trước, "
                    "{kept} giữ nguyên vì đã có số liệu khác được dùng.",
                    **counts,
                )
            )
        else:
            say(
                words(
                    "Đã khôi phục lần nạp {batch}: {changed} số liệu thay đổi, {kept} giữ nguyên.",
                    **counts,
                )
            )
        return DONE

    return run


def _export_arguments(parser: ArgumentParser, words: Words) -> None:
    add_places(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=words("ghi vào tệp này thay vì in ra màn hình"),
    )
    parser.add_argument(
        "--as-known-at", metavar="MOMENT", help=words("theo những gì đã biết đến thời điểm này")
    )
    parser.add_argument(
        "--communes", metavar="CODE", help=words("số liệu các xã, phường của tỉnh mang mã này")
    )


def _export(args: Namespace, words: Words) -> int:
    when = read_moment(args.as_known_at, words)
    with open_store(args) as database:
        dataset = read_dataset(database, when)
        if args.communes is not None:
            dataset = communes_of(dataset, _province(args.communes, dataset.catalogue, words))
        elif dataset.communes is not None:
            say(words("Không gồm số liệu các xã, phường: thêm --communes và mã tỉnh."))
    print_table(export_table(dataset, words), args.output, words)
    if dataset.demo:
        say(words("Số liệu minh hoạ, không phải số liệu thật."))
    return DONE


def _province(code: str, catalogue: Catalogue, words: Words) -> str:
    """The key of the province that carries a code now, or did before it was merged."""
    keys = [
        unit.key
        for one in reversed(catalogue.boundary_sets)
        for unit in catalogue.units_on(one.code)
        if unit.code == code
    ]
    if not keys:
        raise RequestFault(words("Không có tỉnh nào mang mã «{code}».", code=code))
    return keys[0]


def export_table(dataset: Dataset, words: Words) -> pd.DataFrame:
    """The current yearly figures with names, measures and sources, one row a figure."""
    current, catalogue = dataset.current.reset_index(drop=True), dataset.catalogue
    units = [catalogue.units[key] for key in current["unit"]]
    indicators = [catalogue.indicators[code] for code in current["indicator"]]
    sources = [catalogue.sources[source_id] for source_id in current["source_id"]]
    return pd.DataFrame(
        {
            "unit_code": [split_key(key)[0] for key in current["unit"]],
            "unit_valid_from": [split_key(key)[1] for key in current["unit"]],
            "unit_name": [words.of(unit.name, unit.name_en) for unit in units],
            "indicator": current["indicator"],
            "indicator_name": [words.name(indicator) for indicator in indicators],
            "subgroup": current["subgroup"],
            "basis": current["basis"],
            "year": current["year"],
            "as_of": current["as_of"],
            "value": current["value"],
            "qualifier": current["qualifier"],
            "unit": [indicator.unit for indicator in indicators],
            "confidence": current["confidence"],
            "source_id": current["source_id"],
            "source_kind": [source.kind for source in sources],
            "publisher": [source.publisher for source in sources],
            "original_source": [source.original_source for source in sources],
            "source_title": [words.of(s.title_vi, s.title_en) for s in sources],
            "url": [source.url for source in sources],
            "batch_id": current["batch_id"],
            "sheet": current["sheet"],
            "cell": current["cell"],
            "note": [
                words.of(vi, en)
                for vi, en in zip(current["note_vi"], current["note_en"], strict=True)
            ],
            "demo": dataset.demo,
        }
    )


STORE_COMMANDS = (
    Command(
        "build",
        mark("Dựng kho số liệu từ danh mục, số liệu công bố và nhật ký."),
        _build_arguments,
        _build,
    ),
    Command(
        "history",
        mark("In danh sách các lần nạp dưới dạng CSV."),
        add_places,
        _history,
        while_serving=True,
    ),
    Command(
        "undo",
        mark("Hoàn tác một lần nạp; không xóa gì, có thể khôi phục."),
        _change_arguments,
        _changing(undo=True),
        while_serving=True,
    ),
    Command(
        "redo",
        mark("Khôi phục một lần nạp đã hoàn tác."),
        _change_arguments,
        _changing(undo=False),
        while_serving=True,
    ),
    Command(
        "export",
        mark("Xuất số liệu đang dùng kèm nguồn dưới dạng CSV."),
        _export_arguments,
        _export,
        while_serving=True,
    ),
)
