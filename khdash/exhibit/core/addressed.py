"""Which exhibits an address leads to again, and what the address asks."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.selection import Selection


class _Question(NamedTuple):
    """What leads to an exhibit beside its name: a selection, and what is asked beside that."""

    selection: Selection
    beside: str


_BUILT: WeakKeyDictionary[Exhibit, _Question] = WeakKeyDictionary()
"""The exhibits that were built, each with its question."""


def has_address(exhibit: Exhibit, beside: str = "", selection: Selection | None = None) -> None:
    """Remember that its name, its selection and what is asked beside that lead to it again.

    selection: what is asked, where the exhibit shows more than that.
    """
    _BUILT[exhibit] = _Question(selection or exhibit.selection, beside)


def is_built(exhibit: Exhibit) -> bool:
    """Whether its name and its query lead to it again, and it is not made of such a one."""
    return exhibit in _BUILT


def asks_more(exhibit: Exhibit) -> bool:
    """Whether its address says more than a selection: a plan of emulation, a part, a search."""
    return bool(_BUILT[exhibit].beside)


def query_of(exhibit: Exhibit) -> str:
    """What an address asks to be given an exhibit that `is_built`."""
    selection, beside = _BUILT[exhibit]
    return "&".join(filter(None, [selection.to_query(), beside]))
