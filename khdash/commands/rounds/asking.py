"""Asking: rounds opened, closed and listed, links made and revoked."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from khdash.commands.command import (
    DONE,
    RequestFault,
    print_table,
    read_dataset,
    say,
)
from khdash.ingest.rounds.asking import cells_to_ask
from khdash.locale.round_states import STATES
from khdash.locale.words import Words
from khdash.model.actor import AT_THE_MACHINE, Actor
from khdash.model.catalogue import Catalogue
from khdash.model.rounds import LinkState, OfficeState
from khdash.report.request.texts import Request, request_text
from khdash.store import moment
from khdash.store import rounds as store
from khdash.store.database import Database
from khdash.store.public_address import link_address, public_url
from khdash.store.round_drafts import RoundDrafts

DAYS_AFTER = 30
"""Days after the due date for which a link opens where nothing else is said."""
EVERY = "all"


def actor_of(args: Namespace) -> Actor:
    """Who gives the command."""
    return Actor(args.by, "command-line")


# --- list, board


def nothing(parser: ArgumentParser, words: Words) -> None:
    """No arguments of its own."""


def list_rounds(database: Database, args: Namespace, words: Words) -> int:
    rounds, today = store.read_rounds(database), moment.now().date()
    drafts = RoundDrafts(database.places.home, AT_THE_MACHINE)
    rows = []
    for number, asked in rounds.rounds.items():
        board = rounds.board(number, today, drafts.seen(number))
        states = [row.state for row in board]
        rows.append(
            {
                "round": number,
                "title": asked.title,
                "due": asked.due,
                "closed": asked.closed,
                "provinces": len(board),
                "sent": states.count(OfficeState.SENT),
                "accepted": states.count(OfficeState.ACCEPTED),
                "refused": states.count(OfficeState.REFUSED),
            }
        )
    columns = ["round", "title", "due", "closed", "provinces", "sent", "accepted", "refused"]
    print_table(pd.DataFrame(rows, columns=columns), None, words)
    return DONE


def numbered(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "round", type=int, metavar="ROUND", help=words("số của đợt, xem round list")
    )


def board(database: Database, args: Namespace, words: Words) -> int:
    rounds, today = store.read_rounds(database), moment.now().date()
    store.round_at(rounds, args.round)
    catalogue = database.catalogue()
    seen = RoundDrafts(database.places.home, AT_THE_MACHINE).seen(args.round)
    rows = [
        {
            "unit": row.unit,
            "name": catalogue.units[row.unit].name,
            "state": str(row.state),
            "state_name": words(STATES[row.state]),
            "late": row.late,
            "link": row.link.code if row.link and row.link.state(today) is LinkState.OPEN else "",
            "submission": row.sent.number if row.sent else None,
            "sent_at": row.sent.at if row.sent else None,
            "reason": row.sent.reason if row.sent else "",
        }
        for row in rounds.board(args.round, today, seen)
    ]
    print_table(pd.DataFrame(rows).astype({"submission": "Int64"}), None, words)
    return DONE


# --- open, close, reopen


def open_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("--title", required=True, metavar="TEXT", help=words("tên đợt"))
    parser.add_argument(
        "--years",
        required=True,
        metavar="YEARS",
        help=words("các năm, cách nhau dấu phẩy: 2024,2025"),
    )
    parser.add_argument(
        "--due",
        required=True,
        type=date.fromisoformat,
        metavar="DAY",
        help=words("hạn gửi, dạng 2026-12-15"),
    )
    parser.add_argument(
        "--indicators",
        default="",
        metavar="CODES",
        help=words("mã chỉ số, cách nhau dấu phẩy (mặc định: các chỉ số có sẵn trong biểu mẫu)"),
    )
    _add_units(parser, words)
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=None,
        metavar="DAY",
        help=words("số liệu đến ngày này (mặc định: cuối năm)"),
    )
    parser.add_argument(
        "--only-missing", action="store_true", help=words("chỉ hỏi những ô còn thiếu")
    )
    parser.add_argument(
        "--asker", default="", metavar="TEXT", help=words("nơi yêu cầu (mặc định: tên của Cụm)")
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=words("lời dặn"))


def _add_units(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--units",
        default=EVERY,
        metavar="CODES",
        help=words("mã tỉnh, cách nhau dấu phẩy (mặc định: mọi tỉnh)"),
    )


def open_round(database: Database, args: Namespace, words: Words) -> int:
    dataset = read_dataset(database, None)
    catalogue = dataset.catalogue
    try:
        years = [int(year) for year in args.years.split(",")]
    except ValueError as error:
        raise RequestFault(
            words("Năm «{years}» không đúng; ghi 2024 hoặc 2024,2025.", years=args.years)
        ) from error
    if args.as_of and [args.as_of.year] != years:
        raise RequestFault(
            words("Ngày của số liệu phải thuộc năm được hỏi, và chỉ hỏi một năm đó.")
        )
    members = [unit.key for unit in catalogue.members(catalogue.boundary_set().code)]
    cells = cells_to_ask(
        dataset,
        chosen_units(args.units, members, catalogue, words),
        chosen_indicators(args.indicators, catalogue, words),
        years,
        args.only_missing,
        args.as_of,
    )
    asker = args.asker or words.of(catalogue.cluster.name_vi, catalogue.cluster.name_en)
    draft = store.RoundDraft(args.title, asker, args.due, cells, args.as_of, args.note)
    number = store.open_round(database, actor_of(args), draft)
    print(number)
    say(words("Đã mở đợt {n}: hỏi {cells} số.", n=number, cells=words.number(len(cells))))
    return DONE


def chosen_units(text: str, known: Sequence[str], catalogue: Catalogue, words: Words) -> list[str]:
    """The keys of provinces by their codes or keys."""
    if text == EVERY:
        return list(known)
    found = []
    for one in text.split(","):
        code = one.strip()
        keys = [key for key in known if code in (key, key.partition("@")[0])]
        keys = keys or [key for key in catalogue.units if key == code]
        if not keys:
            raise RequestFault(words("Không có tỉnh nào mang mã «{code}».", code=code))
        found.append(keys[0])
    return found


def chosen_indicators(text: str, catalogue: Catalogue, words: Words) -> list[str]:
    """The codes named, or those that a form holds unasked."""
    if not text:
        return [entry.code for entry in catalogue.indicators.values() if entry.in_form]
    codes = [code.strip() for code in text.split(",")]
    for code in codes:
        if code not in catalogue.indicators:
            raise RequestFault(words("Không có chỉ số nào mang mã «{code}».", code=code))
    return codes


def reasoned(parser: ArgumentParser, words: Words) -> None:
    numbered(parser, words)
    parser.add_argument("--reason", default="", metavar="TEXT", help=words("lý do"))


def close(database: Database, args: Namespace, words: Words) -> int:
    store.close_round(database, actor_of(args), args.round, args.reason)
    say(words("Đã đóng đợt."))
    return DONE


def reopen(database: Database, args: Namespace, words: Words) -> int:
    store.reopen_round(database, actor_of(args), args.round, args.reason)
    say(words("Đã mở lại đợt."))
    return DONE


# --- link, revoke


def link_arguments(parser: ArgumentParser, words: Words) -> None:
    numbered(parser, words)
    _add_units(parser, words)
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        default=None,
        metavar="DAY",
        help=words("ngày cuối liên kết còn dùng được (mặc định: 30 ngày sau hạn gửi)"),
    )
    parser.add_argument(
        "--text", action="store_true", help=words("in cả lời đề nghị để chép vào tin nhắn")
    )


def link(database: Database, args: Namespace, words: Words) -> int:
    """Print the links: they are told once."""
    public_url()  # without it a secret would be made that leads nowhere
    catalogue = database.catalogue()
    asked = store.round_at(store.read_rounds(database), args.round)
    units = chosen_units(args.units, asked.units, catalogue, words)
    until = args.until or max(asked.due, moment.now().date()) + timedelta(days=DAYS_AFTER)
    made = store.make_links(database, actor_of(args), args.round, units, until)
    for unit, secret in made.items():
        address = link_address(secret)
        if args.text:
            print(request_text(Request(catalogue, asked, unit, words, address, until)) + "\n")
        else:
            print(f"{unit}\t{address}")
    sys.stdout.flush()
    say(
        words(
            "Đã tạo {n} liên kết, dùng đến hết ngày {day}. Địa chỉ chỉ hiện một lần.",
            n=len(made),
            day=words.date(until),
        )
    )
    return DONE


def revoke_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument("link", metavar="LINK", help=words("mã liên kết, xem round board"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=words("lý do"))


def revoke(database: Database, args: Namespace, words: Words) -> int:
    store.end_link(database, actor_of(args), args.link, args.reason)
    say(words("Đã thu hồi liên kết {code}.", code=args.link))
    return DONE
