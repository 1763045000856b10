"""round: collection rounds from the command line, each step a word of its own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from khdash.commands.command import Command, add_actor, add_places, open_store
from khdash.commands.rounds import asking, sent
from khdash.locale.words import Words, mark
from khdash.store.database import Database

Step = Callable[[Database, Namespace, Words], int]
READING = ("list", "board")
"""The steps that write nothing."""


def _arguments(parser: ArgumentParser, words: Words) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar=words("BƯỚC"))
    for name, (summary, arguments, _) in STEPS.items():
        said = words(summary)
        own = steps.add_parser(name, help=said, description=said, words=words)
        arguments(own, words)
        add_places(own, words)
        if name not in READING:
            add_actor(own, words)


def _run(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        return STEPS[args.step][2](database, args, words)


STEPS: dict[str, tuple[str, Callable[[ArgumentParser, Words], None], Step]] = {
    "list": (mark("In mọi đợt thu thập dưới dạng CSV."), asking.nothing, asking.list_rounds),
    "board": (
        mark("In tình trạng từng tỉnh của một đợt dưới dạng CSV."),
        asking.numbered,
        asking.board,
    ),
    "open": (mark("Mở một đợt thu thập."), asking.open_arguments, asking.open_round),
    "close": (mark("Đóng một đợt: không nhận thêm."), asking.reasoned, asking.close),
    "reopen": (mark("Mở lại một đợt đã đóng."), asking.reasoned, asking.reopen),
    "link": (mark("Tạo liên kết riêng cho từng tỉnh."), asking.link_arguments, asking.link),
    "revoke": (mark("Thu hồi một liên kết."), asking.revoke_arguments, asking.revoke),
    "receive": (
        mark("Giữ tệp mà tỉnh gửi qua đường khác, chờ nhận."),
        sent.receive_arguments,
        sent.receive,
    ),
    "accept": (mark("Nhận một bản gửi vào số liệu."), sent.accept_arguments, sent.accept),
    "refuse": (mark("Trả một bản gửi lại cho tỉnh."), sent.refuse_arguments, sent.refuse),
}

ROUND_COMMANDS = (
    Command(
        "round",
        mark("Đợt thu thập: mở, đóng, tạo liên kết, nhận, trả lại."),
        _arguments,
        _run,
        while_serving=True,
    ),
)
