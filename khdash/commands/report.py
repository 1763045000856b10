"""report: a document for a meeting without a browser."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_out,
    add_places,
    given,
    open_store,
    places,
    read_dataset,
    write_named,
)
from khdash.exhibit.topics.emulation import plan as emulation
from khdash.locale.words import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.selection import TOLERANCES, Selection
from khdash.report.paper.application import APPLICATION_FORMAT, compose_application
from khdash.report.paper.asked import member_asked
from khdash.report.paper.blueprint import APPLICATION, MEETING, Blueprint, Kind, read_blueprint
from khdash.report.paper.formats import PAPERS, paper_name
from khdash.report.paper.paper import Paper, compose
from khdash.transform.composite import SchemeError, TableError

CLUSTER = "cluster"
KINDS = {kind.code: kind for kind in (MEETING, APPLICATION)}


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--scope",
        default=CLUSTER,
        metavar="PROVINCE",
        help=words("cluster (cả cụm, mặc định), hoặc mã hay tên một tỉnh"),
    )
    parser.add_argument(
        "--year", type=int, help=words("số mới nhất tính đến năm này (mặc định: năm mới nhất)")
    )
    parser.add_argument(
        "--kind",
        choices=tuple(KINDS),
        default=MEETING.code,
        help=words("meeting: báo cáo giao ban (mặc định); application: hồ sơ thi đua của một tỉnh"),
    )
    parser.add_argument(
        "--plan",
        type=Path,
        metavar="FILE",
        help=words(
            "phương án thi đua dạng JSON cho hồ sơ thi đua (mặc định: ví dụ kèm chương trình)"
        ),
    )
    codes = [one.code for one in PAPERS]
    parser.add_argument("--format", choices=codes, default=codes[0], help=words("định dạng"))
    parser.add_argument(
        "--sections",
        nargs="+",
        default=[],
        metavar="NAME",
        help=words("chỉ những phần này (xem --list-sections)"),
    )
    parser.add_argument(
        "--list-sections", action="store_true", help=words("liệt kê các phần của báo cáo")
    )
    parser.add_argument(
        "--boundaries", default="", metavar="CODE", help=words("bộ địa giới, ví dụ 2025")
    )
    parser.add_argument(
        "--tolerance", type=int, choices=TOLERANCES, help=words("số cũ nhất bao nhiêu năm")
    )
    parser.add_argument("--link", default="", metavar="URL", help=words("địa chỉ của ứng dụng"))
    add_out(parser, words)
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    form = next(one for one in PAPERS if one.code == args.format)
    kind = KINDS[args.kind]
    _check_kind(args, kind, words)
    with open_store(args) as database:
        catalogue = database.catalogue()
        blueprint = read_blueprint(places(args), catalogue, kind)
        selection = _selection(args, catalogue, words)
        known = blueprint.sections("".join(selection.units), words)
        if args.list_sections:
            for code, title in known.items():
                sys.stdout.write(f"{code}\t{title}\n")
            return DONE
        _check_sections(args.sections, known, words)
        dataset = read_dataset(database, None)
    if kind is APPLICATION:
        paper = _application(args, dataset, blueprint, selection, words)
    else:
        paper = compose(dataset, blueprint, selection, args.sections, args.link)
    write_named(args.out, paper_name(paper, form), form.make(paper), words)
    return DONE


def _check_kind(args: Namespace, kind: Kind, words: Words) -> None:
    """An application is of one province and a Word document; it alone follows a plan."""
    if kind is MEETING and args.plan:
        raise RequestFault(words("--plan chỉ dùng với --kind application."))
    if kind is APPLICATION and args.scope == CLUSTER and not args.list_sections:
        raise RequestFault(words("Hồ sơ thi đua là của một tỉnh: thêm --scope."))
    if kind is APPLICATION and args.format != APPLICATION_FORMAT.code:
        raise RequestFault(words("Hồ sơ thi đua chỉ có dạng Word: docx."))


def _application(
    args: Namespace, dataset: Dataset, blueprint: Blueprint, selection: Selection, words: Words
) -> Paper:
    """The application by the plan that is named, else by the example."""
    try:
        plan = (
            emulation.Plan.from_json(given(args.plan).read_bytes())
            if args.plan
            else emulation.example_plan()
        )
        sections = tuple(args.sections)
        return compose_application(dataset, blueprint, selection, plan, sections, args.link)
    except OSError as error:
        raise RequestFault(
            words("Không đọc được tệp {path}: {reason}.", path=args.plan, reason=error.strerror)
        ) from error
    except (SchemeError, TableError) as error:
        raise RequestFault(error.text(words.lang)) from error


def _selection(args: Namespace, catalogue: Catalogue, words: Words) -> Selection:
    """What the options ask for. Raises RequestFault where they name what is not there."""
    codes = [one.code for one in catalogue.boundary_sets]
    if args.boundaries and args.boundaries not in codes:
        known = ", ".join(codes)
        raise RequestFault(
            words("Không có bộ địa giới «{code}»; có: {known}.", code=args.boundaries, known=known)
        )
    return Selection(
        units=_units(args.scope, args.boundaries, catalogue, words),
        last_year=args.year,
        first_year=args.year and min(catalogue.cluster.first_year, args.year),
        tolerance=args.tolerance,
        boundaries=args.boundaries,
        lang=words.lang,
    )


def _units(asked: str, boundaries: str, catalogue: Catalogue, words: Words) -> tuple[str, ...]:
    if asked == CLUSTER:
        return ()
    unit = member_asked(catalogue, boundaries, asked)
    if unit is not None:
        return (unit.key,)
    names = ", ".join(f"{one.name} ({one.code})" for one in catalogue.members(boundaries))
    raise RequestFault(words("Không có tỉnh «{name}»; có: {known}.", name=asked, known=names))


def _check_sections(asked: list[str], known: dict[str, str], words: Words) -> None:
    wrong = [code for code in asked if code not in known]
    if wrong:
        raise RequestFault(
            words(
                "Báo cáo này không có phần {wrong}; có: {known}.",
                wrong=", ".join(wrong),
                known=", ".join(known),
            )
        )


REPORT_COMMANDS = (
    Command(
        "report",
        mark("Làm báo cáo giao ban của cụm hoặc một tỉnh, hoặc hồ sơ thi đua của một tỉnh."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
