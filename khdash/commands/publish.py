"""publish: a copy of the store for readers in other processes and on other machines."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from khdash.commands.command import DONE, Command, add_keep, add_places, given, open_store, say
from khdash.locale.words import Words, mark
from khdash.store.places import uploads_address
from khdash.store.publishing import publish


def _arguments(parser: ArgumentParser, words: Words) -> None:
    def address(text: str) -> str:
        if not text.startswith(("http://", "https://")):
            raise ArgumentTypeError(words("phải bắt đầu bằng http:// hoặc https://"))
        return text

    parser.add_argument(
        "folder",
        type=lambda text: text if "://" in text else Path(text),
        metavar="DIR",
        help=words("thư mục, hoặc địa chỉ kho đối tượng dạng s3://ngăn/thư-mục"),
    )
    add_places(parser, words)
    add_keep(parser, words)
    parser.add_argument(
        "--uploads-at",
        type=address,
        metavar="URL",
        default=uploads_address() or None,
        help=words(
            "địa chỉ nơi nạp số liệu, để bản để đọc chỉ đường (mặc định: KHDASH_UPLOADS_AT)"
        ),
    )


def _publish(args: Namespace, words: Words) -> int:
    folder = str(given(args.folder)) if isinstance(args.folder, Path) else args.folder
    with open_store(args) as database:
        done = publish(database, folder, keep=args.keep, uploads_at=args.uploads_at or "")
    told = {
        "version": done.version,
        "name": done.name,
        "size": words.number(max(1, round(done.size / 1024))),
    }
    if done.moved:
        say(words("Đã công bố phiên bản {version} thành bản {name} ({size} KB).", **told))
    else:
        say(words("Phiên bản {version} đã được công bố từ trước, bản {name}; giữ nguyên.", **told))
    if done.removed:
        say(words("Đã xóa {n} bản cũ.", n=words.number(done.removed)))
    return DONE


PUBLISH_COMMANDS = (
    Command(
        "publish",
        mark("Công bố một bản chỉ đọc của kho cho các máy khác."),
        _arguments,
        _publish,
        while_serving=True,
    ),
)
