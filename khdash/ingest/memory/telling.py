"""Remembered decisions in words, each with the batch that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from khdash.ingest.column_names import BASES, MEASURES, ROLES, STYLES
from khdash.ingest.memory.items import Item
from khdash.ingest.names import unit_name
from khdash.locale import Words
from khdash.model.catalogue import Catalogue


def told_by_batch(
    items: Sequence[Item], catalogue: Catalogue, words: Words
) -> list[tuple[str, list[str]]]:
    """For each batch, the newest first, "lần nạp số 12, 03/05/2026" and what was decided in it."""
    newest = sorted(items, key=lambda item: -item.batch)
    return [
        (batch_name(batch, day, words), [told(item, catalogue, words) for item in own])
        for (batch, day), own in groupby(newest, key=lambda item: (item.batch, item.day))
    ]


def batch_name(batch: int, day: str, words: Words) -> str:
    """A batch with its day."""
    when = words.date(date.fromisoformat(day))
    return words("lần nạp số {batch}, {day}", batch=batch, day=when)


def told(item: Item, catalogue: Catalogue, words: Words) -> str:
    """One decision: "cột «SL HV» là Hội viên khuyến học"."""
    if not isinstance(item.answer, str):
        said = ", ".join(_of_column(item.answer, catalogue, words))
        return words("cột «{header}» {said}", header=item.text, said=said)
    if not item.answer:
        return words("«{name}» không nạp", name=item.text)
    return words("«{name}» là {meaning}", name=item.text, meaning=_named(item, catalogue, words))


def _named(item: Item, catalogue: Catalogue, words: Words) -> str:
    if item.about == "label":
        return _indicator(str(item.answer), catalogue, words)
    name = unit_name(catalogue, str(item.answer))
    return words.of(name.vi, name.en)


def _indicator(code: str, catalogue: Catalogue, words: Words) -> str:
    entry = catalogue.indicators.get(code)
    return words.name(entry) if entry else code


def _of_column(said: Mapping[str, Any], catalogue: Catalogue, words: Words) -> Iterator[str]:
    """What is said of a column, a part of a sentence each."""
    if said.get("indicator"):
        yield words("là {meaning}", meaning=_indicator(said["indicator"], catalogue, words))
    elif said.get("role") == "ignored":
        yield words("không nạp")
    elif said.get("role"):
        role = said["role"]
        yield words("là {meaning}", meaning=words(ROLES[role]) if role in ROLES else role)
    if said.get("subgroup"):
        names = catalogue.subgroups.get(said["subgroup"], (said["subgroup"],) * 2)
        yield words("của nhóm {group}", group=words.of(*names))
    if said.get("basis"):
        yield words("tính {basis}", basis=words(BASES[said["basis"]]))
    if said.get("measure"):
        measure = said["measure"]
        yield words("tính bằng {measure}", measure=words(MEASURES.get(measure, measure)))
    if said.get("convention"):
        yield words("viết số kiểu {style}", style=words(STYLES[said["convention"]]))
    if said.get("scale_percent") is not None:
        yield (
            words("ghi phần của 1, nhân 100")
            if said["scale_percent"]
            else words("ghi sẵn phần trăm, không nhân 100")
        )
    if said.get("dash_is_zero"):
        yield words("coi dấu gạch «-» là 0")
