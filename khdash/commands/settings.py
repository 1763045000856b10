"""settings: every setting with its value, and what is wrong with them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import pandas as pd

from khdash.commands.command import CONTENT_FAULTS, DONE, UNUSABLE, Command, print_table, say
from khdash.locale.words import Words, mark
from khdash.model import settings


def say_faults(words: Words) -> bool:
    """One sentence for each setting that cannot be used; whether there is one."""
    faults = settings.faults(tests=False)
    for fault in faults:
        say(fault.text(words.lang))
    return bool(faults)


def say_unknown(words: Words) -> None:
    """One sentence for each variable that looks like a setting and is none."""
    for name, meant in settings.unknown():
        said = words("Không có thiết lập nào tên {name}, nên biến này không được dùng.", name=name)
        say(f"{said} {words('Có phải là {name}?', name=meant)}" if meant else said)


def stop_on_faults() -> None:
    """At the start of the server: say what is wrong with the settings, and go no further."""
    words = Words("vi")
    say_unknown(words)
    if say_faults(words):
        raise SystemExit(UNUSABLE)


def _no_arguments(parser: ArgumentParser, words: Words) -> None:
    """Nothing is asked."""


def _settings(args: Namespace, words: Words) -> int:
    told = {
        True: words("biến môi trường"),
        False: words("mặc định"),
    }
    rows = [
        {
            "name": setting.name,
            "value": settings.shown(setting),
            "from": told[bool(settings.told(setting.name))],
            "default": setting.default,
            "kind": setting.kind,
            "allowed": " ".join(setting.allowed),
            "meaning": words.of(setting.meaning_vi, setting.meaning_en),
        }
        for setting in settings.SETTINGS.values()
    ]
    print_table(pd.DataFrame(rows), None, words)
    say_unknown(words)
    return CONTENT_FAULTS if say_faults(words) else DONE


SETTINGS_COMMANDS = (
    Command(
        "settings",
        mark("In mọi thiết lập, giá trị và nơi lấy giá trị; mã 1 nếu có chỗ sai."),
        _no_arguments,
        _settings,
        checks_settings=False,
    ),
)
