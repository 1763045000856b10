"""Emulation plans as JSON files: the example that is shipped, and those that people saved.

A saved file is never overwritten: the same name again gets the next number.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from khdash.model.actor import Action, Actor
from khdash.store import activity
from khdash.store.activity import Deed
from khdash.store.atomic import write_whole
from khdash.store.errors import DatabaseReadOnly
from khdash.store.places import PROJECT, Places
from khdash.store.refusal import reasons

EXAMPLE = PROJECT / "data" / "catalogue" / "plans" / "vi_du.json"
LONGEST_NAME = 60


@cache
def example_text() -> str:
    """The example that is shipped, as JSON."""
    return EXAMPLE.read_text(encoding="utf-8")


def saved_plans(folder: Path) -> tuple[str, ...]:
    """The names of the saved files, in order."""
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def read_plan(folder: Path, name: str) -> str:
    """The text of a saved file; FileNotFoundError where there is none of that name."""
    if name not in saved_plans(folder):
        raise FileNotFoundError(name)
    return (folder / f"{name}.json").read_text(encoding="utf-8")


def keep_plan(places: Places, actor: Actor, title: str, plan: Mapping[str, Any]) -> str:
    """Write a plan of the office into a new file; the name it got.

    Raises AccessRefused, and DatabaseReadOnly where the folder cannot be written.
    """
    activity.require(places.home, actor, Action.SAVE_PLANS)
    name = save_plan(places.plans, title, plan)
    activity.record(places.home, actor, Deed.SAVE_PLAN, name=name)
    return name


def save_plan(folder: Path, title: str, plan: Mapping[str, Any]) -> str:
    """Write a plan into a new file; the name it got.

    Raises DatabaseReadOnly where the folder cannot be written.
    """
    stem = file_stem(title)
    text = json.dumps(plan, ensure_ascii=False, indent=1) + "\n"
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        path = folder / f"{name}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode(), replace=False)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise DatabaseReadOnly(path=path, **reasons(error)) from error
        else:
            return name


def file_stem(title: str) -> str:
    """A title as the name of a file, without accents.

    >>> file_stem("Thi đua năm 2024"), file_stem("../..")
    ('thi-dua-nam-2024', 'phuong-an')
    """
    plain = unicodedata.normalize("NFKD", title.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_NAME].strip("-") or "phuong-an"
