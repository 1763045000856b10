"""Composite indices: one score from many indicators, with what each adds and how firm it is.

Methods follow the handbook on composite indicators of OECD and JRC (2008); docs/ranking.md has the
keys of a scheme and the formulas.
"""

from __future__ import annotations

from khdash.transform.composite.composite import Composite, composite
from khdash.transform.composite.keys import Fault, SchemeError
from khdash.transform.composite.normalisation import Normalisation, Percentile
from khdash.transform.composite.scheme import Adjustment, Criterion, Group, Scheme, Title
from khdash.transform.composite.sensitivity import FirstPlace, Sensitivity, sensitivity
from khdash.transform.composite.table import TableError

__all__ = [
    "Adjustment",
    "Composite",
    "Criterion",
    "Fault",
    "FirstPlace",
    "Group",
    "Normalisation",
    "Percentile",
    "Scheme",
    "SchemeError",
    "Sensitivity",
    "TableError",
    "Title",
    "composite",
    "sensitivity",
]
