"""What every spreadsheet reader gives: the sheets, and the grid of one of them on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khdash.reading.table.grid import Grid
from khdash.reading.table.table import (
    Assumption,
    SheetInfo,
    UnusableFile,
)


@dataclass(frozen=True)
class Book:
    """An opened workbook: which sheets there are, and how to read one by its index.

    `read` raises UnusableFile: truncated-spreadsheet and those of the limits.
    """

    sheets: list[SheetInfo]
    read: Callable[[int], Grid]


def choose_sheet(sheets: Sequence[SheetInfo], wanted: str | None) -> tuple[int, list[Assumption]]:
    """Index of the sheet to read: the one named, else the first visible one with data.

    Raises UnusableFile: unknown-sheet, no-data.
    """
    names = [info.name for info in sheets]
    if wanted is not None:
        if wanted not in names:
            raise UnusableFile("unknown-sheet", sheet=wanted, sheets=", ".join(names))
        return names.index(wanted), []
    with_data = [index for index, info in enumerate(sheets) if info.has_data]
    if not with_data:
        raise UnusableFile("no-data")
    chosen = next((index for index in with_data if not sheets[index].hidden), with_data[0])
    assumptions = []
    if sheets[chosen].hidden:
        assumptions.append(Assumption("hidden-sheet-read", {"sheet": names[chosen]}))
    others = [index for index in with_data if index != chosen]
    visible = [names[index] for index in others if not sheets[index].hidden]
    if visible:
        assumptions.append(
            Assumption("other-sheets", {"sheet": names[chosen], "others": ", ".join(visible)})
        )
    assumptions += [
        Assumption("hidden-sheet-skipped", {"sheet": names[index]})
        for index in others
        if sheets[index].hidden
    ]
    return chosen, assumptions
