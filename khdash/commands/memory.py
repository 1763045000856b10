"""remembered, forget."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import pandas as pd

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
from khdash.ingest.memory.taught import forgetting, taught_from
from khdash.ingest.memory.telling import told
from khdash.ingest.names import unit_name
from khdash.locale.words import Words, mark
from khdash.model.actor import Actor


def _remembered(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        catalogue = database.dataset().catalogue
        taught = taught_from(database.taught())
    names = [[unit_name(catalogue, key) for key in sorted(one.units)] for one in taught]
    rows = [
        {
            "batch": one.batch,
            "day": one.day,
            "by": one.by,
            "units": "; ".join(words.of(name.vi, name.en) for name in named),
            "remembered": "; ".join(told(item, catalogue, words) for item in one.items()),
        }
        for one, named in zip(taught, names, strict=True)
    ]
    columns = ["batch", "day", "by", "units", "remembered"]
    print_table(pd.DataFrame(rows, columns=columns), None, words)
    return DONE


def _forget_arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "batch", type=int, metavar="BATCH", help=words("số của lần nạp, xem lệnh remembered")
    )
    add_actor(parser, words)
    add_places(parser, words)


def _forget(args: Namespace, words: Words) -> int:
    with open_store(args) as database:
        taught = {
            (t.batch, t.form) for t in taught_from(database.taught()) if t.batch == args.batch
        }
        if not taught:
            raise RequestFault(
                words("Không có gì đang được nhớ từ lần nạp {batch}.", batch=args.batch)
            )
        note = words("Quên cách đọc đã nhớ từ lần nạp số {batches}", batches=args.batch)
        receipt = database.commit(Actor(args.by, "command-line"), forgetting(taught, note))
    print(receipt.batch_id)
    say(words("Đã quên. Muốn nhớ lại: undo {batch}.", batch=receipt.batch_id))
    return DONE


MEMORY_COMMANDS = (
    Command(
        "remembered",
        mark("In những gì nhớ được về mẫu của các tỉnh, theo lần nạp, dưới dạng CSV."),
        add_places,
        _remembered,
        while_serving=True,
    ),
    Command(
        "forget",
        mark("Quên những gì nhớ từ một lần nạp; số liệu giữ nguyên, có thể hoàn tác."),
        _forget_arguments,
        _forget,
        while_serving=True,
    ),
)
