"""access, activity: who may come in as what, and what was done."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

import pandas as pd

from khdash.commands.command import (
    CONTENT_FAULTS,
    DONE,
    Command,
    RequestFault,
    add_places,
    places,
    print_table,
    say,
)
from khdash.locale.words import Words, mark
from khdash.model.actor import AT_THE_MACHINE, ROLES, Actor, Role
from khdash.model.catalogue import Catalogue
from khdash.store import access, activity, moment
from khdash.store.access import GRANTED, Grant
from khdash.store.own_files import read_catalogue_in_use
from khdash.store.places import Places

LIST, GRANT, REVOKE = "list", "grant", "revoke"


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "step",
        choices=(LIST, GRANT, REVOKE),
        metavar="STEP",
        help=words("list: in danh sách; grant: cấp quyền; revoke: thu quyền"),
    )
    parser.add_argument(
        "identity",
        nargs="?",
        default="",
        metavar="IDENTITY",
        help=words("địa chỉ thư điện tử, hoặc sub:MÃ do nơi xác thực đặt cho người đó"),
    )
    parser.add_argument(
        "--role", choices=[str(role) for role in GRANTED], metavar="ROLE", help=_roles(words)
    )
    parser.add_argument(
        "--province",
        action="append",
        default=[],
        metavar="UNIT",
        help=words("tỉnh được giao: tên, mã hoặc mã@ngày như trong units.csv; nêu được nhiều lần"),
    )
    parser.add_argument(
        "--name", default="", metavar="NAME", help=words("họ tên, ghi vào nhật ký khi người đó làm")
    )
    parser.add_argument("--by", default="", metavar="NAME", help=words("người cấp hoặc thu quyền"))
    add_places(parser, words)


def _roles(words: Words) -> str:
    return ", ".join(f"{role}: {words.of(*ROLES[role])}" for role in GRANTED)


def _access(args: Namespace, words: Words) -> int:
    found = places(args)
    if args.step == LIST:
        return _list(found, words)
    if not args.identity.strip() or not args.by.strip():
        raise RequestFault(words("Cần nêu cấp hoặc thu của ai, và người làm việc này (--by)."))
    actor = Actor(args.by.strip(), "command-line")
    if args.step == REVOKE:
        access.revoke(found.home, actor, args.identity)
        say(words("Đã thu quyền của {identity}.", identity=args.identity))
        return DONE
    if args.role is None:
        raise RequestFault(words("Cần vai trò (--role): {roles}.", roles=_roles(words)))
    catalogue = read_catalogue_in_use(found).catalogue
    units = {key for told in args.province for key in _units(told, catalogue, words)}
    given = Grant(args.identity, args.name, Role(args.role), frozenset(units))
    access.grant(found.home, actor, given)
    told = words("Đã cấp cho {identity}: {role}", identity=args.identity,
                 role=words.of(*ROLES[given.role]))  # fmt: skip
    named = [f"{catalogue.units[key].name} ({key})" for key in sorted(units)]
    say(f"{told}{': ' if named else ''}{', '.join(named)}.")
    return DONE


def _units(told: str, catalogue: Catalogue, words: Words) -> list[str]:
    """The provinces that a key, a code or a name means, before and after the mergers."""
    asked = told.strip().casefold()
    found = [
        key
        for key, unit in catalogue.units.items()
        if unit.level == "province"
        and asked in (key.casefold(), unit.name.casefold(), unit.full_name.casefold())
    ]
    if not found:
        raise RequestFault(words("Không có tỉnh, thành phố nào là «{told}».", told=told))
    return found


def _list(found: Places, words: Words) -> int:
    granted, problems = access.grants(found.home)
    rows = [
        {
            "identity": one.identity,
            "name": one.name,
            "role": str(one.role),
            "provinces": access.BETWEEN.join(sorted(one.provinces)),
        }
        for one in granted.values()
    ]
    print_table(pd.DataFrame(rows, columns=list(access.COLUMNS)), None, words)
    for problem in problems:
        say(problem.text(words.lang))
    return CONTENT_FAULTS if problems else DONE


def _activity_arguments(parser: ArgumentParser, words: Words) -> None:
    add_places(parser, words)


def _activity(args: Namespace, words: Words) -> int:
    rows = [
        asdict(one)
        | {"at": moment.to_text(one.at), "about": json.dumps(one.about, ensure_ascii=False)}
        for one in activity.read(places(args).home, AT_THE_MACHINE)
    ]
    print_table(pd.DataFrame(rows, columns=list(activity.COLUMNS)), None, words)
    return DONE


ACCESS_COMMANDS = (
    Command(
        "access",
        mark("In, cấp hoặc thu quyền của người vào từ máy khác."),
        _arguments,
        _access,
    ),
    Command(
        "activity",
        mark("In nhật ký hoạt động dưới dạng CSV, mới nhất đứng trước."),
        _activity_arguments,
        _activity,
    ),
)
