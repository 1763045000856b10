"""upgrade: the folder of a program with its own Python gets this version, and keeps the one before.

Each step is a command of the version that it belongs to: the old one backs up what it understands,
the new one builds and verifies. Where it cannot, the old program and the backup come back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import CONTENT_FAULTS, DONE, Command, RequestFault, add_places, say
from khdash.commands.command import named_places as places_of
from khdash.commands.door import address_of
from khdash.locale.words import Words, mark
from khdash.store.places import Places

APP = "app"
PYTHON = Path("python", "python.exe")
PACKAGES = "packages"


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=words("thư mục của bản đang dùng"))
    parser.add_argument(
        "--new", type=Path, required=True, metavar="DIR", help=words("thư mục của bản mới")
    )
    parser.add_argument(
        "--backups", type=Path, metavar="DIR", help=words("thư mục chứa các bản sao lưu")
    )
    add_places(parser, words)


def _run(args: Namespace, words: Words) -> int:
    old, new, found = args.folder.absolute(), args.new.absolute(), places_of(args)
    _check(old, new, found, words)
    backups = args.backups or found.home.with_name("khdash-backups")
    written = found.database.exists()
    if written:
        say(words("1. Sao lưu bằng bản đang dùng."))
        if _step(old, found, "backup", str(backups.absolute())):
            raise RequestFault(words("Không sao lưu được nên chưa thay gì."))
    say(words("2. Thay chương trình; bản cũ được giữ lại."))
    kept = _replace(old, new)
    say(words("3. Dựng lại kho từ nhật ký rồi so lại."))
    if _step(old, found, "build") or _step(old, found, "verify"):
        (old / APP).rename(_free(old / f"{APP}-failed"))
        kept.rename(old / APP)
        if written:
            _step(old, found, "restore", str(backups.absolute()))
        say(words("Bản mới không mở được những gì đã ghi, nên bản cũ đã được đặt lại như trước."))
        return CONTENT_FAULTS
    say(words("Đã cập nhật. Bản cũ được giữ ở {path}; dùng ổn thì xóa được.", path=kept))
    return DONE


def _check(old: Path, new: Path, found: Places, words: Words) -> None:
    for folder in (old, new):
        if not (folder / APP / PYTHON).exists():
            raise RequestFault(
                words("Trong {folder} không có chương trình (thư mục app).", folder=folder)
            )
    if old.resolve() == new.resolve():
        raise RequestFault(
            words("Hãy giải nén bản mới vào thư mục khác, rồi chỉ ra thư mục của bản đang dùng.")
        )
    address = address_of(found)
    if address:
        raise RequestFault(
            words("Chương trình đang chạy ở {address}; hãy đóng rồi làm lại.", address=address)
        )


def _step(folder: Path, found: Places, *command: str) -> int:
    """The exit status of a command of the program that lies in a folder."""
    own = {"KHDASH_HOME": str(found.home.absolute()), "KHDASH_DB": str(found.database.absolute())}
    variables = {k: v for k, v in os.environ.items() if k != "KHDASH_DATA"}
    program = [str(folder / APP / PYTHON), "-m", "khdash", *command]
    return subprocess.run(program, env={**variables, **own}, check=False).returncode


def _replace(old: Path, new: Path) -> Path:
    """Put the new program in the place of the old one by renaming; where that is kept.

    What was copied halfway has another name and is thrown away by the next try.
    """
    draft = old / f"{APP}.new"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(new / APP, draft)
    kept = _free(old / f"{APP}-{_version(old)}")
    (old / APP).rename(kept)
    draft.rename(old / APP)
    for path in new.iterdir():
        if path.is_file():
            shutil.copy2(path, old / path.name)
    return kept


def _version(folder: Path) -> str:
    """The version of the program in a folder, from the metadata of its wheel."""
    found = sorted((folder / APP / PACKAGES).glob("khdash-*.dist-info"))
    return found[0].name.split("-")[1].removesuffix(".dist") if found else "old"


def _free(path: Path) -> Path:
    """The path, or with the next number where there is something."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


UPGRADE_COMMANDS = (
    Command(
        "upgrade",
        mark("Cập nhật thư mục của bản có sẵn Python (Windows): sao lưu, thay, dựng lại, so lại."),
        _arguments,
        _run,
    ),
)
