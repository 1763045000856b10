"""The rounds of collection as pages meet them: read once a version, written in a person's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from threading import Condition
from typing import TypeVar

import streamlit as st
from cachetools import LRUCache, cached

from khdash.ingest.apart import check_bytes_apart
from khdash.ingest.pipeline import CheckBytes
from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.model.problem import StoreError
from khdash.model.rounds import Rounds
from khdash.store import moment
from khdash.store.database import Database
from khdash.store.places import here
from khdash.store.round_drafts import RoundDrafts
from khdash.store.rounds import read_rounds
from khdash.web.common import reader
from khdash.web.common.entries import entry_of
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import page_at
from khdash.web.common.visitor import actor, fault_text
from khdash.web.common.worker import WORKER

Written = TypeVar("Written")
check_apart: CheckBytes = partial(check_bytes_apart, WORKER)
"""A check of bytes that holds up no other reader. Raises CheckStopped."""
_NEWS, _WANTED = "_dot_vua_lam", "_dot_muon_mo"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What another page wants to ask in a round: units, indicators, years; only what is missing."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]


@cached(LRUCache(2), condition=Condition())
def _rounds(database: Database, version: int) -> Rounds:
    return read_rounds(database)


def rounds() -> Rounds:
    """All rounds as they stand now."""
    database = reader.database()
    return _rounds(database, database.version())


def drafts(who: Actor) -> RoundDrafts:
    """What provinces began and have not sent, as far as somebody may see it."""
    return RoundDrafts(here().home, who)


def today() -> date:
    """This day in Vietnam."""
    return moment.now().date()


def written(write: Callable[[Database, Actor], Written], words: Words) -> Written | None:
    """What a person decided, written in the name that the session remembers; None, and why on the
    page, where it is not."""
    try:
        who = actor()
    except ValueError:
        st.warning(words("Hãy ghi họ tên người thực hiện ở đầu trang."))
        return None
    try:
        return write(reader.database(), who)
    except StoreError as error:
        st.error(plain(fault_text(error, words.lang)), icon=":material/error:")
        return None


def done(write: Callable[[Database, Actor], None], words: Words) -> bool:
    """Whether a step was written that has nothing to give back."""

    def step(store: Database, who: Actor) -> bool:
        write(store, who)
        return True

    return bool(written(step, words))


def tell(text: str) -> None:
    """Keep a sentence for the next drawing of the page."""
    st.session_state[_NEWS] = text


def draw_news() -> None:
    """What was done last, once."""
    news = st.session_state.pop(_NEWS, None)
    if news:
        st.success(plain(news), icon=":material/check_circle:")


def draw_way_to_rounds() -> None:
    """The link to the page of rounds."""
    page, words = page_at("dot-thu-thap"), reader.words()
    st.page_link(
        entry_of(page),
        label=words.of(page.title_vi, page.title_en),
        icon=page.icon,
        query_params=reader.link_to(page),
    )


def want(cells: Wanted) -> None:
    """Hand figures that are missing over to the page of rounds, which offers to ask for them."""
    st.session_state[_WANTED] = cells


def wanted_cells() -> Wanted | None:
    """What another page handed over; None for nothing."""
    found: Wanted | None = st.session_state.get(_WANTED)
    return found


def forget_wanted() -> None:
    """The round is open, or nobody wants it any more."""
    st.session_state.pop(_WANTED, None)
