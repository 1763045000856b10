"""move: what users wrote with an older program elsewhere, brought into this one's home."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    Command,
    RequestFault,
    add_places,
    places,
    say,
)
from khdash.commands.door import address_of
from khdash.commands.keeping import say_differences
from khdash.commands.store import say_own, say_result
from khdash.locale.words import Words, mark
from khdash.store.build import build, verify
from khdash.store.moving import move_in


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help=words("thư mục của bản cũ, hoặc thư mục home của nó"),
    )
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    found = places(args)
    address = address_of(found)
    if address:
        raise RequestFault(
            words("Chương trình đang chạy ở {address}; hãy đóng rồi làm lại.", address=address)
        )
    moved = move_in(found, args.folder.absolute())
    if moved is None:
        say(words("Ở {folder} không còn gì để chuyển.", folder=args.folder))
        return DONE
    say(moved.text(words.lang))
    result = build(found)
    say_result(found, result, words)
    say_own(result.own, words)
    differences = verify(found)
    say_differences(found.database, differences, words)
    return CONTENT_FAULTS if differences else DONE


MOVE_COMMANDS = (
    Command(
        "move",
        mark("Chuyển những gì đã ghi bằng bản cũ ở thư mục khác vào bản này, rồi so lại kho."),
        _arguments,
        _run,
    ),
)
