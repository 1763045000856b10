"""What the pages know of the reader and of the data: language, view, selection, dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Condition, Lock
from typing import Any, Literal, TypeVar

import streamlit as st
from cachetools import LRUCache, cached

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.log import log
from khdash.model.selection import PARAMETERS, Selection
from khdash.store import moment
from khdash.store.catalogue_files import check_data_folder
from khdash.store.database import Database
from khdash.store.errors import ReadingCopy, StoreError
from khdash.store.moving import move_over
from khdash.store.places import (
    Places,
    here,
    publish_address,
    snapshot_address,
    uploads_address,
)
from khdash.store.publishing import keep_published
from khdash.store.reading import Reading
from khdash.store.snapshot import Newest
from khdash.web.common.link import (
    Query,
    YearLimits,
    ignored_sentence,
    query_of,
    selection_of,
    state_of,
    year_limits,
)
from khdash.web.common.once import once
from khdash.web.common.page_registry import SLIDE, Page, own_parameters, page_at

SHARED = (*(name for name in PARAMETERS if name != "chi_so"), "gan_nhat")
"""The parameters of a Selection that every page shares; each page chooses its own indicators.
`gan_nhat`, how many newest years, is written as `nam`."""


Result = TypeVar("Result")
_READING_THE_PAST = Lock()
UPLOADS = ("máy nhận số liệu", "the machine that takes figures in")
"""Where figures are handed in when whoever published named no address."""


@once
def words() -> Words:
    """The reader's language."""
    return Words(st.session_state.get("lang", "vi"))


@once
def colour_mode() -> Literal["light", "dark"]:
    """The theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


@cached(LRUCache(2), condition=Condition())
def _database(places: Places) -> Database:
    check_data_folder(places.data)
    moved = move_over(places)
    if moved:
        log("moved", said=moved.text("vi"))
    found = Database.open(places)
    if publish_address():
        keep_published(found, publish_address(), uploads_address())
    return found


@cached(LRUCache(2), condition=Condition())
def _newest(address: str, shipped: Path) -> Newest:
    return Newest(address, shipped)


@once
def store() -> Reading:
    """What the pages read: the newest snapshot where KHDASH_SNAPSHOT says so, else the database.

    Raises the store's errors.
    """
    address = snapshot_address()
    if address:
        return _newest(address, here().data).snapshot()
    found = _database(here())
    if found.broken:  # DuckDB has given it up: it is opened anew, or said why not
        found.end()
        forget()
        found = _database(here())
    return found


def end() -> None:
    """Close the database when the server stops: what is being written is finished before."""
    for found in list((_database.cache or {}).values()):
        with found.alone():
            found.end()


def while_closed(change: Callable[[], Result]) -> Result:
    """Do something for which the database must be closed; who reads meanwhile is asked to wait."""
    found = database()
    with found.alone():
        found.end()
        try:
            return change()
        finally:
            forget()


def database() -> Database:
    """The store that the pages write to. Raises the store's errors, ReadingCopy for a snapshot."""
    found = store()
    if isinstance(found, Database):
        return found
    raise ReadingCopy(where=found.uploads_at or UPLOADS[0], where_en=found.uploads_at or UPLOADS[1])


def is_copy() -> bool:
    """Whether a snapshot is served, to which nothing can be written."""
    return bool(snapshot_address())


def copy_fault() -> StoreError | None:
    """Why the newest snapshot cannot be read while the one before it is shown."""
    address = snapshot_address()
    return _newest(address, here().data).fault if address else None


@cached(LRUCache(2), condition=Condition())
def _dataset(source: Reading, version: int) -> Dataset:
    """The newest version and the one before, so that a commit needs no clearing."""
    return source.dataset()


@cached(LRUCache(2), condition=Condition())
def _past_dataset(source: Reading, version: int, as_known_at: datetime) -> Dataset:
    """Read anew and large: one reader at a time."""
    with _READING_THE_PAST:
        return source.dataset(as_known_at=as_known_at)


def dataset(as_known_at: datetime | None = None) -> Dataset:
    """Everything known now, or at an earlier moment. Raises the store's errors."""
    source = store()
    newest = _dataset(source, source.version())
    if as_known_at is None or moment.to_vietnam(as_known_at) >= newest.updated_at:
        return newest
    return _past_dataset(source, source.version(), as_known_at)


def forget() -> None:
    """Let go of the open database and its data."""
    for memory in (_database, _newest, _dataset, _past_dataset):
        memory.cache_clear()


def current_limits() -> YearLimits:
    return year_limits(dataset())


def state() -> dict[str, Any]:
    """The choices of this session by parameter name."""
    return {name: st.session_state[name] for name in (*SHARED, *own_parameters())}


@once
def current_selection() -> Selection:
    """What the shared filters say."""
    chosen = (st.session_state[name] for name in SHARED)
    said = (tuple(one) if isinstance(one, list) else one for one in chosen)
    return _selection(dataset(), tuple(said))


@kept(512)
def _selection(data: Dataset, chosen: tuple[Any, ...]) -> Selection:
    state = dict(zip(SHARED, chosen, strict=True))
    return selection_of(state, data.catalogue, year_limits(data))


@once
def current_dataset() -> Dataset:
    """The data as known at the moment that the link asks for, by default now."""
    return dataset(current_selection().as_known_at)


def options(parameter: str) -> tuple[str, ...]:
    """What a page's own parameter may say on the boundaries chosen now."""
    return own_parameters()[parameter].allowed(dataset().catalogue, st.session_state["ranh_gioi"])


def opened_language(params: Mapping[str, list[str]]) -> str:
    """The language before the link is followed, needed for the names in the navigation."""
    if params and "_link" not in st.session_state:
        return (params.get("lang") or ["vi"])[-1]
    return str(st.session_state.get("lang", "vi"))


def address() -> Query:
    """The parameters in the address now."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def follow_link(page: Page) -> None:
    """Take the state from the address when the reader opened a link or went back to one.

    A page chosen in the navigation comes without parameters: the filters then stay as they are,
    but it is read and not presented.
    So they do when the reader has just moved one: the browser may still report the address from
    before the previous move.
    """
    params = address()
    known: tuple[str, Query] | None = st.session_state.get("_link")
    if known is not None:
        path, query = known
        moved_filter = _query(page_at(path)) != query
        turned_page = path != page.url_path
        if moved_filter or params == query or (turned_page and not params):
            if turned_page:
                st.session_state[SLIDE.name] = ""
            return
    catalogue = dataset().catalogue
    found, ignored = state_of(params, catalogue, current_limits())
    st.session_state.update(found)
    sentence = words()
    st.session_state["_ignored"] = [
        ignored_sentence(fault, catalogue, sentence) for fault in ignored
    ]


def write_link(page: Page) -> None:
    """Make the address say what is chosen; only what differs from the default."""
    query = _query(page)
    if query != address():
        st.query_params.from_dict(query)
    st.session_state["_link"] = (page.url_path, query)


def link_to(page: Page, **own: str) -> Query:
    """The query of another page under the same filters."""
    return _query(page, **own)


def _query(page: Page, **own: str) -> Query:
    return query_of(current_selection(), {**state(), **own}, page, dataset().catalogue)
