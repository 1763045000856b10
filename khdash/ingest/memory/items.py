"""Single decisions about a form: taken into the choices of another file, and out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from khdash.ingest.deciding import in_table, with_column
from khdash.ingest.recognise import Choices, ColumnChoice

UNSAID = asdict(ColumnChoice())
"""A column about which nothing is decided."""
_MEANING = {"role", "indicator"}


@dataclass(frozen=True, slots=True)
class Item:
    """What a person decided in a batch, as it applies to a table of another file.

    table: see `table_key`. about: a column, or a name in its rows. text: the heading of the
    column, or the name. answer: of a column what was decided of its ColumnChoice, by field; of a
    name the code of its unit or indicator, '' where it is left out.
    """

    batch: int
    day: str
    table: str
    about: Literal["column", "unit", "label"]
    text: str
    answer: Mapping[str, Any] | str
    column: int = -1

    @property
    def place(self) -> tuple[str, str, int | str]:
        """What of a file it is about: a name means the same in every table."""
        if self.about == "column":
            return self.about, self.table, self.column
        return self.about, "", self.text

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def with_items(choices: Choices, items: Iterable[Item]) -> Choices:
    """The choices with what the items say."""
    for item in items:
        choices = _with(choices, item, item.answer)
    return choices


def without_items(choices: Choices, items: Iterable[Item]) -> Choices:
    """The choices without those items that still hold."""
    for item in items:
        if holds(choices, item):
            unsaid = {name: UNSAID[name] for name in item.answer} if _is_column(item) else None
            choices = _with(choices, item, unsaid)
    return choices


def holds(choices: Choices, item: Item) -> bool:
    """Whether the choices still say what the item says."""
    return all(said == item_said for said, item_said in _sides(choices, item))


def open_part(choices: Choices, item: Item) -> Item | None:
    """What of the item nothing has been decided about yet; None where nothing is left."""
    if isinstance(item.answer, str):
        return None if item.text in _names(choices, item) else item
    own = choices.tables.get(item.table, Choices()).column(item.column)
    decided = {name for name, unsaid in UNSAID.items() if getattr(own, name) != unsaid}
    if decided & _MEANING:
        decided |= _MEANING
    left = {name: said for name, said in item.answer.items() if name not in decided}
    return replace(item, answer=left) if left else None


def _is_column(item: Item) -> bool:
    return item.about == "column"


def _names(choices: Choices, item: Item) -> Mapping[str, str]:
    return choices.units if item.about == "unit" else choices.labels


def _sides(choices: Choices, item: Item) -> list[tuple[Any, Any]]:
    """What the choices say now beside what the item says, for each thing that it says."""
    if isinstance(item.answer, str):
        return [(_names(choices, item).get(item.text), item.answer)]
    own = choices.tables.get(item.table, Choices()).column(item.column)
    return [(getattr(own, name), said) for name, said in item.answer.items()]


def _with(choices: Choices, item: Item, answer: Mapping[str, Any] | str | None) -> Choices:
    if isinstance(answer, Mapping):
        change = dict(answer)
        return in_table(choices, item.table, lambda own: with_column(own, item.column, change))
    names = {text: code for text, code in _names(choices, item).items() if text != item.text}
    if answer is not None:
        names[item.text] = answer
    if item.about == "unit":
        return replace(choices, units=names)
    return replace(choices, labels=names)
