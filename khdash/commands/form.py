"""form: a form to fill in, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_out,
    add_places,
    open_store,
    read_dataset,
    write_named,
)
from khdash.commands.rounds.asking import chosen_indicators
from khdash.locale.words import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.units import Unit
from khdash.report.format import plain_ascii
from khdash.report.forms import (
    FORM_FORMATS,
    ROLLUP_FORMATS,
    FormRequest,
    build_form,
    rolled_up,
)
from khdash.report.paper.asked import member_asked


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--unit", required=True, metavar="PROVINCE", help=words("mã hay tên một tỉnh")
    )
    parser.add_argument("--year", type=int, required=True, help=words("năm của số liệu"))
    parser.add_argument(
        "--indicators",
        default="",
        metavar="CODES",
        help=words("mã chỉ số, cách nhau dấu phẩy (mặc định: các chỉ số có sẵn trong biểu mẫu)"),
    )
    parser.add_argument(
        "--communes",
        action="store_true",
        help=words("bảng cộng từ xã, phường: mỗi xã một dòng, tự cộng thành báo cáo của tỉnh"),
    )
    codes = [one.code for one in FORM_FORMATS]
    parser.add_argument("--format", choices=codes, default=codes[0], help=words("định dạng"))
    add_out(parser, words)
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        dataset = read_dataset(database, None)
    unit = _unit(args, dataset, words)
    codes = chosen_indicators(args.indicators, dataset.catalogue, words)
    name, content = (_rollup if args.communes else _form)(args, dataset, unit, codes, words)
    write_named(args.out, name, content, words)
    return DONE


def _unit(args: Namespace, dataset: Dataset, words: Words) -> Unit:
    """The province named, as it was at the end of the year."""
    catalogue = dataset.catalogue
    boundaries = catalogue.boundaries_at(date(args.year, 12, 31)).code
    unit = member_asked(catalogue, boundaries, args.unit)
    if unit is None:
        names = ", ".join(f"{one.name} ({one.code})" for one in catalogue.members(boundaries))
        raise RequestFault(
            words(
                "Cuối năm {year} không có tỉnh «{name}»; có: {known}.",
                year=str(args.year),
                name=args.unit,
                known=names,
            )
        )
    return unit


def _form(
    args: Namespace, dataset: Dataset, unit: Unit, codes: list[str], words: Words
) -> tuple[str, bytes]:
    form = build_form(dataset, FormRequest(tuple(codes), (args.year,), (unit.key,), words.lang))
    kind = next(one for one in FORM_FORMATS if one.code == args.format)
    name = f"bieu-so-lieu-{plain_ascii(unit.name)}-{args.year}.{kind.extension}"
    return name, kind.make(form)


def _rollup(
    args: Namespace, dataset: Dataset, unit: Unit, codes: list[str], words: Words
) -> tuple[str, bytes]:
    kind = next((one for one in ROLLUP_FORMATS if one.code == args.format), None)
    if kind is None:
        raise RequestFault(words("Bảng cộng từ xã, phường chỉ có dạng bảng tính: xlsx."))
    rollup = rolled_up(dataset, unit.key, args.year, codes, words.lang)
    if rollup is None:
        raise RequestFault(words("Hãy chọn ít nhất một chỉ số đếm được của tỉnh trong năm này."))
    return f"{rollup.name}.{kind.extension}", kind.make(rollup)


FORM_COMMANDS = (
    Command(
        "form",
        mark("Làm biểu mẫu cho một tỉnh điền, hoặc bảng cộng từ xã, phường."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
