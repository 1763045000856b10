"""Recognising what a table means: `recognise`, and the mapping that a person can change."""

from khdash.ingest.recognise.cells import FEW, INNER
from khdash.ingest.recognise.mapping import (
    Choices,
    ColumnChoice,
    ColumnMeaning,
    Mapping,
    fingerprint,
    table_key,
)
from khdash.ingest.recognise.recognition import Recogniser, Recognition, cell_places, recognise

__all__ = [
    "FEW",
    "INNER",
    "Choices",
    "ColumnChoice",
    "ColumnMeaning",
    "Mapping",
    "Recogniser",
    "Recognition",
    "cell_places",
    "fingerprint",
    "recognise",
    "table_key",
]
