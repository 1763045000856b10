"""Where this process shows its pages, for whoever starts it a second time on the same computer."""

from __future__ import annotations

import streamlit as st

EVERYWHERE = ("", "0.0.0.0", "::")
"""Addresses that a server listens at and no reader can go to."""


def own_address() -> str:
    """The address as a browser on this computer opens it."""
    host = str(st.get_option("server.address") or "")
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return (
        f"{scheme}://{seen_here(host)}:{st.get_option('server.port')}{'/' + path if path else ''}"
    )


def seen_here(host: str) -> str:
    """A host to listen at, as this computer reaches it.

    >>> seen_here("0.0.0.0"), seen_here("192.168.1.5"), seen_here("::1")
    ('localhost', '192.168.1.5', '[::1]')
    """
    if host in EVERYWHERE:
        return "localhost"
    return f"[{host}]" if ":" in host else host
