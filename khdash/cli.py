"""The command line: `khdash COMMAND`, in a checkout `python -m khdash COMMAND`.

Data on stdout, messages on stderr. Without a command the application runs.
"""

from __future__ import annotations

import os
import re
import sys
from argparse import SUPPRESS, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import khdash
from khdash.commands.access import ACCESS_COMMANDS
from khdash.commands.catalogue import CATALOGUE_COMMANDS
from khdash.commands.command import (
    CONTENT_FAULTS,
    UNUSABLE,
    Command,
    RequestFault,
    Serving,
    named_places,
    say,
    serving,
)
from khdash.commands.demo import DEMO_COMMANDS
from khdash.commands.dictionary import DICTIONARY_COMMANDS
from khdash.commands.door import DoorClosed, ask
from khdash.commands.exhibit import EXHIBIT_COMMANDS
from khdash.commands.explain import EXPLAIN_COMMANDS
from khdash.commands.form import FORM_COMMANDS
from khdash.commands.ingest import INGEST_COMMANDS
from khdash.commands.keeping import KEEPING_COMMANDS
from khdash.commands.memory import MEMORY_COMMANDS
from khdash.commands.move import MOVE_COMMANDS
from khdash.commands.proof import PROOF_COMMANDS
from khdash.commands.publish import PUBLISH_COMMANDS
from khdash.commands.report import REPORT_COMMANDS
from khdash.commands.rounds import ROUND_COMMANDS
from khdash.commands.schedule import SCHEDULE_COMMANDS
from khdash.commands.serve import SERVE_COMMANDS
from khdash.commands.settings import SETTINGS_COMMANDS, say_faults
from khdash.commands.store import STORE_COMMANDS
from khdash.commands.upgrade import UPGRADE_COMMANDS
from khdash.ingest.apart import CheckStopped
from khdash.locale.words import Words, mark
from khdash.model.languages import ORIGINAL, languages
from khdash.model.problem import CatalogueError, Problem
from khdash.model.program import IN_A_CHECKOUT, as_called
from khdash.store.errors import RowsRefused, StoreError
from khdash.store.refusal import is_known, reasons

COMMANDS: tuple[Command, ...] = (
    *SERVE_COMMANDS,
    *STORE_COMMANDS,
    *KEEPING_COMMANDS,
    *PUBLISH_COMMANDS,
    *FORM_COMMANDS,
    *INGEST_COMMANDS,
    *EXPLAIN_COMMANDS,
    *MEMORY_COMMANDS,
    *EXHIBIT_COMMANDS,
    *REPORT_COMMANDS,
    *PROOF_COMMANDS,
    *SCHEDULE_COMMANDS,
    *ROUND_COMMANDS,
    *ACCESS_COMMANDS,
    *DEMO_COMMANDS,
    *CATALOGUE_COMMANDS,
    *DICTIONARY_COMMANDS,
    *MOVE_COMMANDS,
    *SETTINGS_COMMANDS,
    *UPGRADE_COMMANDS,
)
"""Every command; to add one, write its Command in khdash/commands and list it here."""

_MOST_PROBLEMS = 50


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 the content has errors, 2 unusable."""
    argv = sys.argv[1:] if argv is None else list(argv)
    _write_utf8()
    words = Words(_language(argv))
    args = make_parser(words).parse_args(_with_command(argv))
    if args.command.checks_settings and say_faults(words):
        return UNUSABLE
    try:
        if args.command.while_serving:
            status = ask(named_places(args), argv)
            if status is not None:
                return status
        return _run(args, words)
    except DoorClosed:
        say(
            words(
                "Ứng dụng đã dừng trước khi lệnh này xong. Xem lệnh history để biết đã ghi hay"
                " chưa, rồi chạy lại."
            )
        )
        return UNUSABLE
    except BrokenPipeError:
        _write_nothing_more()
        return UNUSABLE
    except OSError as error:
        if error.filename is not None or not is_known(error):
            raise
        _write_nothing_more()
        refused = reasons(error)
        repair = words.of(refused["repair"], refused["repair_en"])
        reason = words.of(refused["reason"], refused["reason_en"])
        say(words("Lệnh dừng giữa chừng: {reason}. {repair}", reason=reason, repair=repair))
        return UNUSABLE


def _write_nothing_more() -> None:
    """What is still to be written to stdout goes nowhere: there is nobody, or no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_command(argv: Sequence[str]) -> list[str]:
    """What was typed; options without a command are those of `run`."""
    names = {command.name for command in COMMANDS}
    if names & set(argv) or {"-h", "--help", "--version"} & set(argv):
        return list(argv)
    return ["run", *argv] if not argv or argv[0].startswith("-") else list(argv)


def run_for(application: Serving, argv: Sequence[str]) -> int:
    """Run a command line of somebody else within the application that serves."""
    words = Words(_language(argv))
    try:
        args = make_parser(words).parse_args(argv)
    except SystemExit as ended:
        return int(ended.code or 0)
    serving.set(application)
    return _run(args, words)


def _run(args: Namespace, words: Words) -> int:
    command: Command = args.command
    try:
        return command.run(args, words)
    except CatalogueError as error:
        _say_problems(error.problems, words)
        say(words("Chưa có gì thay đổi. Hãy sửa những chỗ trên rồi chạy lại."))
        return CONTENT_FAULTS
    except RowsRefused as error:
        _say_problems(error.problems, words)
        return CONTENT_FAULTS
    except StoreError as error:
        say(error.text(words.lang))
        return UNUSABLE
    except RequestFault as error:
        say(str(error))
        return UNUSABLE
    except CheckStopped:
        say(
            words(
                "Việc kiểm tra dừng giữa chừng, thường vì tệp quá lớn so với bộ nhớ của máy. Chưa"
                " ghi gì. Hãy chia tệp thành vài phần rồi chạy lại."
            )
        )
        return UNUSABLE


def make_parser(words: Words, commands: Sequence[Command] = COMMANDS) -> ArgumentParser:
    """The parser of all commands, in the reader's language."""
    prog = as_called(IN_A_CHECKOUT)
    description = words("Bảng số liệu khuyến học của một cụm.")
    parser = _Parser(words, prog=prog, description=description)
    parser.add_argument(
        "--version",
        action="version",
        version=f"khdash {khdash.__version__}",
        help=words("in số phiên bản"),
    )
    subparsers = parser.add_subparsers(
        title=words("các lệnh"), metavar=words("LỆNH"), required=True, dest="name"
    )
    for command in commands:
        summary = words(command.summary)
        sub = subparsers.add_parser(command.name, help=summary, description=summary, words=words)
        command.arguments(sub, words)
        sub.set_defaults(command=command)
    return parser


class _Parser(ArgumentParser):
    """An ArgumentParser that speaks the reader's language."""

    def __init__(self, words: Words, **options: object) -> None:
        super().__init__(
            add_help=False,
            formatter_class=_formatter(words),
            **options,  # type: ignore[arg-type]
        )
        self._words = words
        self._positionals.title = words("phải có")
        self._optionals.title = words("tùy chọn")
        self.add_argument(
            "-h", "--help", action="help", default=SUPPRESS, help=words("in phần trợ giúp này")
        )
        self.add_argument(
            "--lang",
            choices=tuple(languages()),
            default=ORIGINAL,
            help=words("ngôn ngữ của thông báo: vi (mặc định) hoặc en"),
        )

    def error(self, message: str) -> NoReturn:
        words = self._words
        say(
            words(
                "Lệnh chưa đúng ({detail}). Xem cách dùng: {prog} --help.",
                detail=_in_words(message, words),
                prog=self.prog,
            )
        )
        raise SystemExit(UNUSABLE)


_ARGPARSE_MESSAGES = (
    (r"the following arguments are required: (?P<what>.*)", mark("thiếu {what}")),
    (r"unrecognized arguments: (?P<what>.*)", mark("không hiểu {what}")),
    (
        r"argument (?P<where>.*): invalid choice: (?P<what>.*) \(choose from (?P<allowed>.*)\)",
        mark("{where} không nhận {what}; chọn một trong {allowed}"),
    ),
    (r"argument (?P<where>.*): expected one argument", mark("sau {where} phải có một giá trị")),
    (r"argument (?P<where>.*): invalid \w+ value: (?P<what>.*)", mark("{where} không nhận {what}")),
)


def _in_words(message: str, words: Words) -> str:
    """What argparse says in English, in the reader's language."""
    for pattern, text in _ARGPARSE_MESSAGES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return words(text, **match.groupdict())
    return message


def _formatter(words: Words) -> type[HelpFormatter]:
    class Formatter(HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[Any],
            groups: Iterable[Any],
            prefix: str | None = None,
        ) -> None:
            if prefix is None:
                prefix = words("Cách dùng: ")
            super().add_usage(usage, actions, groups, prefix)

    return Formatter


def _language(argv: Sequence[str]) -> str:
    """The language asked for, read before the parser exists because its help is in it."""
    for position, word in enumerate(argv):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and position + 1 < len(argv):
            return argv[position + 1]
    return "vi"


def _say_problems(problems: Sequence[Problem], words: Words) -> None:
    for problem in problems[:_MOST_PROBLEMS]:
        say(problem.text(words.lang))
    if len(problems) > _MOST_PROBLEMS:
        say(words("… và {count} chỗ nữa.", count=words.number(len(problems) - _MOST_PROBLEMS)))


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
