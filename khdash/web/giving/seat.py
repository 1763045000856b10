"""Who sits at the form: the link that a browser came with, and what may be done by it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from khdash.model.actor import Actor, Role
from khdash.model.problem import StoreError
from khdash.model.rounds import Round, RoundLink, Sent
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.decisions import one_line
from khdash.store.rounds import seat_of
from khdash.web.common import reader
from khdash.web.common.once import once
from khdash.web.common.rounds import drafts, rounds, today
from khdash.web.giving.cookie import secret

_TOLD = "_gui_da_mo"


@dataclass(frozen=True)
class Seat:
    """A province at the form of a round, by a link."""

    asked: Round
    link: RoundLink

    @property
    def unit(self) -> str:
        return self.link.unit

    @property
    def province(self) -> str:
        """The name of the province, as the journal tells it."""
        return reader.dataset().catalogue.units[self.unit].name

    def actor(self, name: str = "") -> Actor:
        """The person at the link: the name that was typed, which nobody vouches for, never stands
        without the province."""
        told = one_line(name)
        return Actor(
            f"{told} ({self.province})" if told else self.province,
            "link",
            Role.LINK,
            frozenset({self.unit}),
            identity=self.link.code,
            address=str(st.context.ip_address or ""),
            round=str(self.asked.number),
        )

    def sent(self) -> tuple[Sent, ...]:
        """What the province sent to the round, oldest first."""
        return rounds().sent_by(self.asked.number, self.unit)


@once
def seat() -> Seat | StoreError | None:
    """The seat of this session; why its link opens nothing; None where it came without a link."""
    told = secret()
    if not told:
        return None
    try:
        return Seat(*seat_of(rounds(), told, today()))
    except StoreError as fault:
        return fault


def still_sits(own: Seat) -> bool:
    """Whether the link of a seat opens a round that takes something in, asked of the store now."""
    try:
        asked, _ = seat_of(rounds(), secret(), today())
    except StoreError:
        return False
    return asked.number == own.asked.number and not asked.closed


def mark_opened(own: Seat) -> None:
    """Remember that the province opened its link: once a session in the log of what was done."""
    drafts(own.actor()).mark_opened(own.asked.number, own.unit, moment.now())
    if st.session_state.get(_TOLD) != own.link.code:
        st.session_state[_TOLD] = own.link.code
        about = {"link": own.link.code, "round": own.asked.number, "unit": own.unit}
        activity.record(reader.database().places.home, own.actor(), Deed.LINK_OPENED, **about)
