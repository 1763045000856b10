"""verify, backup, restore, journal: that nothing is lost, and the way back where something was."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    Command,
    add_actor,
    add_keep,
    add_places,
    given,
    open_store,
    places,
    say,
    serving,
)
from khdash.commands.home_faults import home_faults
from khdash.locale.words import Words, mark
from khdash.model.actor import AT_THE_MACHINE, Actor
from khdash.report.keeping import aside_text, backed_up_text, lost_text, restored_text
from khdash.store import moment
from khdash.store.backup import back_up
from khdash.store.backup_pack import opened
from khdash.store.build import Difference, verify_open
from khdash.store.chain import Fault
from khdash.store.database import Database
from khdash.store.errors import StoreError
from khdash.store.mending import Repair, mend, repair
from khdash.store.restoring import exchange, lay_out, restore

WHAT = {
    "missing": mark("không còn"),
    "changed": mark("bị sửa"),
    "unreadable": mark("không đọc được"),
}


def _verify(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        path = database.places.database
        faults = _say_faults(database, words)
        lost = home_faults(database.places, database.catalogue(), words)
        for sentence in lost:
            say(sentence)
        if faults or lost:
            return CONTENT_FAULTS
        differences = verify_open(database)
        _say_clock(database, words)
    say_differences(path, differences, words)
    return CONTENT_FAULTS if differences else DONE


def say_differences(path: Path, differences: Sequence[Difference], words: Words) -> None:
    """What a comparison of a database with its inputs has come to."""
    if not differences:
        say(words("Kho {path} khớp với danh mục, số liệu công bố và nhật ký.", path=path))
        return
    for difference in differences:
        say(_difference(difference, words))
    say(words("Kho không khớp với đầu vào. Dựng lại: python -m khdash build --from-scratch."))


def _say_clock(database: Database, words: Words) -> None:
    """That the newest entry is of later than now: the clock was wrong then, or is now. No fault of
    what is kept: later entries are put after it."""
    newest = database.history()["changed_at"].max()
    if newest > moment.now():
        say(
            words(
                "Lần ghi mới nhất mang thời điểm {at}, sau giờ của máy bây giờ. Hãy chỉnh lại giờ"
                " của máy; lần ghi sau được xếp ngay sau thời điểm ấy.",
                at=words.moment(newest.to_pydatetime()),
            )
        )


def _say_faults(database: Database, words: Words) -> bool:
    """Each file of the journal that is not as it was written, then the way back."""
    found = database.journal_faults(whole=True)
    for fault in found:
        say(_fault(fault, words))
    try:
        lost = database.check_journal_whole()
    except StoreError as error:
        say(error.text(words.lang))
        return True
    _say_lost([fault.name for fault in lost], words)
    return bool(lost)


def _say_lost(names: Sequence[str], words: Words) -> None:
    """The uploaded files that are not as they came, with where to get them."""
    if names:
        say(lost_text(names, words))


def _fault(fault: Fault, words: Words) -> str:
    return words(
        "Nhật ký: {name} {what} (lần ghi số {entry}).",
        name=fault.name,
        what=words(WHAT[fault.what]),
        entry=fault.entry,
    )


def _difference(difference: Difference, words: Words) -> str:
    if difference.found == difference.expected:
        return words(
            "Bảng {table}: cùng {found} dòng nhưng nội dung khác.",
            table=difference.table,
            found=words.number(difference.found),
        )
    return words(
        "Bảng {table}: trong kho {found} dòng, dựng lại từ đầu vào được {expected} dòng.",
        table=difference.table,
        found=words.number(difference.found),
        expected=words.number(difference.expected),
    )


def _backup_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=words("thư mục chứa các bản sao lưu")
    )
    add_keep(parser, words)
    add_places(parser, words)


def _backup(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        done = back_up(database, AT_THE_MACHINE, given(args.folder), keep=args.keep)
    say(backed_up_text(done, words))
    if done.removed:
        say(words("Đã xóa {n} bản cũ.", n=words.number(done.removed)))
    _say_lost(done.lost, words)
    return CONTENT_FAULTS if done.lost else DONE


def _restore_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "source",
        type=Path,
        metavar="DIR",
        help=words("bản sao lưu, thư mục các bản sao lưu (lấy bản mới nhất), hoặc tệp .zip"),
    )
    add_places(parser, words)
    parser.set_defaults(careful=True)


def _restore(args: Namespace, words: Words) -> int:
    application = serving.get()
    if application is None:
        done = restore(places(args), AT_THE_MACHINE, args.source)
    else:
        own = application.database.places
        manifest = lay_out(own, AT_THE_MACHINE, given(args.source))
        done = application.while_closed(lambda: exchange(own, AT_THE_MACHINE, manifest))
    say(restored_text(done, words))
    if done.aside is not None:
        say(aside_text(done, words))
    return DONE


def _journal_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "what", choices=("repair",), help=words("repair: sửa nhật ký theo kho còn nguyên vẹn")
    )
    parser.add_argument(
        "--backup",
        type=Path,
        metavar="DIR",
        help=words("bản sao lưu để lấy những tệp mà kho không giữ"),
    )
    add_places(parser, words)
    add_actor(parser, words)
    parser.set_defaults(careful=True)


def _journal(args: Namespace, words: Words) -> int:
    actor = Actor(args.by, "command-line")
    application = serving.get()
    with _unpacked(args.backup and given(args.backup)) as backup:
        if application is None:
            done = repair(places(args), actor, backup)
        else:
            done = mend(application.database, actor, backup)
    _say_repair(done, words)
    return CONTENT_FAULTS if done.lost else DONE


@contextmanager
def _unpacked(source: Path | None) -> Iterator[Path | None]:
    """A backup as a folder of whole files; what is damaged in it is left out."""
    if source is None:
        yield None
        return
    with opened(source) as pack, tempfile.TemporaryDirectory() as folder:
        for name in pack.manifest.files:
            if name.startswith("home/journal/"):
                try:
                    pack.copy(name, Path(folder, name))
                except StoreError:
                    Path(folder, name).unlink(missing_ok=True)
        yield Path(folder)


def _say_repair(done: Repair, words: Words) -> None:
    if done.mended:
        say(
            words(
                "Đã sửa {n} tệp của nhật ký: {names}. Tệp hỏng và biên bản ở {path}.",
                n=words.number(len(done.mended)),
                names=", ".join(done.mended),
                path=done.aside,
            )
        )
    if done.strays:
        say(
            words(
                "Đã đưa ra {path}: {names}. Những tệp này đứng sau lần ghi cuối cùng từng được báo"
                " và không nối tiếp lần ghi ấy.",
                names=", ".join(done.strays),
                path=done.aside,
            )
        )
    if done.rebuilt:
        say(words("Kho hỏng hoặc không còn, đã dựng lại từ nhật ký."))
    _say_lost(done.lost, words)
    if done == Repair():
        say(words("Nhật ký còn nguyên vẹn, không phải sửa gì."))


KEEPING_COMMANDS = (
    Command(
        "verify",
        mark("Kiểm tra nhật ký, tệp đã nạp, bản nháp và kho; mã 1 nếu có gì không còn nguyên."),
        add_places,
        _verify,
        while_serving=True,
    ),
    Command(
        "backup",
        mark("Sao lưu mọi thứ người dùng đã ghi, kể cả khi ứng dụng đang chạy."),
        _backup_arguments,
        _backup,
        while_serving=True,
    ),
    Command(
        "restore",
        mark("Khôi phục một bản sao lưu; những gì đang có được giữ riêng."),
        _restore_arguments,
        _restore,
        while_serving=True,
    ),
    Command(
        "journal",
        mark("journal repair: sửa nhật ký theo kho, hoặc dựng lại kho theo nhật ký."),
        _journal_arguments,
        _journal,
        while_serving=True,
    ),
)
