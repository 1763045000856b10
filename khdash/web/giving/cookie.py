"""The secret of a link on its way: from the route that it is given to, into a cookie, to the page.

It stands in no address of a page, so in no permalink, QR code, print or Referer, and no script of a
page can read it.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from khdash.model.problem import StoreError
from khdash.store.public_address import LINK, public_url
from khdash.web.common.page_registry import GIVING

COOKIE: Final = "khdash_gui"
ROUTE: Final = f"/{LINK}/{{secret}}"
KEPT: Final = 60 * 60 * 24 * 90
"""Seconds that the browser keeps the cookie; whether the link still opens is asked each time."""
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{20,100}")


def exchange(request: Request) -> Response:
    """Put the secret of the path into a cookie and lead on to the form.

    Whether it opens anything is told there: here nothing is looked up, so that a machine which only
    makes a preview of the link opens nothing.
    """
    secret = str(request.path_params["secret"])
    # Relative, so that it holds behind a proxy that serves the application below a path.
    response = RedirectResponse(f"../{GIVING}", status_code=303)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    if _SECRET.fullmatch(secret):
        response.set_cookie(
            COOKIE,
            secret,
            max_age=KEPT,
            httponly=True,
            samesite="lax",
            secure=_is_secure(request),
            path="/",
        )
    else:
        response.delete_cookie(COOKIE, path="/")
    return response


def secret() -> str:
    """The secret that the browser of this session came with; '' for none."""
    told = str(st.context.cookies.get(COOKIE, ""))
    return told if _SECRET.fullmatch(told) else ""


def _is_secure(request: Request) -> bool:
    """Whether the browser came by https, be it to a proxy in front."""
    if request.url.scheme == "https":
        return True
    try:
        public = urlsplit(public_url())
    except StoreError:
        return False
    return public.scheme == "https" and public.netloc == request.headers.get("host", "")
