"""Who is at the page, what they may do, and how they came in.

The person at this machine may do everything. Everyone else reads, until the administrator has
granted them more (khdash/store/access.py) and they are known: signed in, or named by a proxy that
the settings trust.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st
from cachetools import LRUCache
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from khdash.model.actor import Action, Actor, Role
from khdash.model.problem import StoreError
from khdash.store import activity, moment
from khdash.store.access import SUBJECT, grant_of
from khdash.store.activity import Deed
from khdash.store.places import here
from khdash.store.rights import refusal
from khdash.web.common import reader
from khdash.web.common.arrival import HEADER, Arrival

NAME, CAME = "nguoi_nap", "_den_tu"
LONGEST_NAME = 100
_signed_in: LRUCache[tuple[str, object], bool] = LRUCache(1024)


def arrival() -> Arrival:
    """How the browser of this session came. Where a session has none, as in a test of a page, a
    program of this machine runs the script."""
    session = get_script_run_ctx(suppress_warning=True)
    if session is None:
        return Arrival("outside")  # nobody's session: no rights come from nowhere
    if runtime.get_instance().get_client(session.session_id) is None:
        # Who has left while the script runs is who they were, and never the person at the machine
        # for want of a connection.
        came: Arrival = st.session_state.get(CAME, Arrival("outside"))
        return came
    headers = st.context.headers
    told = headers.get_all(HEADER)
    if not len(headers):
        came = Arrival("local")
    else:
        came = Arrival.from_text(told[0]) if len(told) == 1 else Arrival("outside")
    st.session_state[CAME] = came
    return came


def fault_text(fault: StoreError, lang: str) -> str:
    """What went wrong; where a file lies is for the person at this machine alone."""
    return fault.text(lang, abroad=arrival().way != "local")


def person() -> str:
    """The name that is written down: that of the one who is known, else as it was typed, '' before.

    Only at this machine is anybody who they say they are.
    """
    came = arrival()
    if came.way == "local":
        return typed_name()
    return _known(came).name


def typed_name() -> str:
    return str(st.session_state.get(NAME) or "").strip()


def is_typed() -> bool:
    """Whether the name is asked for: at this machine; elsewhere it comes with the identity."""
    return arrival().way == "local"


def visitor(name: str = "") -> Actor:
    """Who is at the page; name: the one typed in a form, which counts at this machine alone."""
    came = arrival()
    if came.way != "local":
        return _known(came)
    words = reader.words()
    return Actor(name or typed_name() or words("Người ở máy này"), "web", address=came.address)


def actor() -> Actor:
    """Who writes. Raises ValueError before a name was typed."""
    if not person():
        raise ValueError("an actor needs a name")
    return visitor()


def denial(action: Action, units: Iterable[str] = ()) -> str:
    """Why the visitor may not do something, in their language; '' where they may."""
    refused = refusal(visitor(), action, units, reader.dataset().catalogue)
    return refused.text(reader.words().lang) if refused else ""


def can_sign_in() -> bool:
    """Whether a provider of identities is set up."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no file of secrets at all
        return False


def is_signed_in() -> bool:
    return bool(_claims().get("is_logged_in"))


def note_sign_in() -> None:
    """Write down, once for each time, that a known person came in."""
    came = arrival()
    who = _known(came) if came.way != "local" else None
    if who is None or not who.identity:
        return
    claims = _claims()
    when: object = claims.get("iat") or date.today()
    if _signed_in.setdefault((who.identity, when), False):
        return
    _signed_in[who.identity, when] = True
    activity.record(here().home, who, Deed.SIGN_IN, way=came.way, at=str(moment.now()))


def _known(came: Arrival) -> Actor:
    """Who comes from elsewhere: a reader, unless more was granted to an identity of theirs."""
    words = reader.words()
    identities = _identities(came)
    found = grant_of(here().home, identities)
    identity = found.identity if found else (identities[0] if identities else "")
    name = (found.name if found else "") or _called(came) or identity or words("Khách")
    if found is None:
        return Actor(name, "web", Role.READER, identity=identity, address=came.address)
    return Actor(name, "web", found.role, found.provinces, identity, came.address)


def _identities(came: Arrival) -> list[str]:
    """What vouches for the visitor, the surest first."""
    if came.way == "vouched":
        return [came.identity]
    claims = _claims()
    if not claims.get("is_logged_in"):
        return []
    found = [f"{SUBJECT}{claims['sub']}"] if claims.get("sub") else []
    # An address that its provider has not verified may be anybody's.
    if claims.get("email") and claims.get("email_verified", True) in (True, "true"):
        found.append(str(claims["email"]))
    return found


def _called(came: Arrival) -> str:
    return str(_claims().get("name") or "").strip()[:LONGEST_NAME] if came.way == "outside" else ""


def _claims() -> dict[str, Any]:
    """What the provider said of the person who signed in; {} for nobody."""
    return dict(st.user.to_dict())
