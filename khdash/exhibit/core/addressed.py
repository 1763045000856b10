"""Which exhibits an address leads to again, and what the address asks."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from khdash.exhibit.core.exhibit import Exhibit

_BUILT: WeakKeyDictionary[Exhibit, str] = WeakKeyDictionary()
"""The exhibits that were built, with what their query says beside the selection."""


def has_address(exhibit: Exhibit, beside: str = "") -> None:
    """Remember that its name and its selection, and what is asked beside that, lead to it again."""
    _BUILT[exhibit] = beside


def is_built(exhibit: Exhibit) -> bool:
    """Whether its name and its query lead to it again, and it is not made of such a one."""
    return exhibit in _BUILT


def follows_plan(exhibit: Exhibit) -> bool:
    """Whether it was built by another plan of emulation than the example."""
    return bool(_BUILT[exhibit])


def query_of(exhibit: Exhibit) -> str:
    """What an address asks to be given an exhibit that `is_built`."""
    return "&".join(filter(None, [exhibit.selection.to_query(), _BUILT[exhibit]]))
