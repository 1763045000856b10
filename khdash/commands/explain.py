"""explain, explanations."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_actor,
    add_places,
    open_store,
    print_table,
    say,
)
from khdash.exhibit.topics.lookup.card import figure_to_explain
from khdash.exhibit.topics.lookup.explained import explained
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale.words import Words, mark
from khdash.model.actor import Actor
from khdash.store.decisions import one_line


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "figure",
        metavar="FIGURE",
        help=words("số liệu, như sau «so=» trong liên kết của thẻ: 36.members.2011"),
    )
    add_places(parser, words)
    add_actor(parser, words)
    said = parser.add_mutually_exclusive_group(required=True)
    said.add_argument("--text", metavar="TEXT", help=words("vì sao số như vậy, một câu"))
    said.add_argument("--withdraw", action="store_true", help=words("rút thuyết minh đang có"))


def _explain(args: Namespace, words: Words) -> int:
    text = "" if args.withdraw else one_line(args.text)
    if not text and not args.withdraw:
        raise RequestFault(words("Cần nội dung thuyết minh."))
    key = FigureKey.from_text(args.figure)
    with open_store(args) as database:
        figure = figure_to_explain(database.dataset(), key) if key else None
        if figure is None:
            raise RequestFault(
                words(
                    "Không có số đang dùng nào tên «{figure}»; chép tên sau «so=» trong liên kết"
                    " của thẻ số liệu.",
                    figure=args.figure,
                )
            )
        if args.withdraw and key not in explained(database.dataset()):
            raise RequestFault(words("Số này không có thuyết minh nào để rút."))
        receipt = database.explain(Actor(args.by, "command-line"), figure, text)
    sentence = words("Đã rút thuyết minh") if args.withdraw else words("Đã ghi thuyết minh")
    say(words("{done}, lần nạp số {batch}.", done=sentence, batch=receipt.batch_id))
    return DONE


def _explanations(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        print_table(database.dataset().explanations, None, words)
    return DONE


EXPLAIN_COMMANDS = (
    Command(
        "explain",
        mark("Ghi thuyết minh của Hội về một số liệu, hoặc rút lại."),
        _arguments,
        _explain,
        while_serving=True,
    ),
    Command(
        "explanations",
        mark("In mọi thuyết minh còn hiệu lực dưới dạng CSV, cũ nhất đứng trước."),
        add_places,
        _explanations,
        while_serving=True,
    ),
)
