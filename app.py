"""The ASGI application: `streamlit run app.py` serves the pages with their security headers."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from khdash.web.errors import report_script_error
from khdash.web.headers import SecurityHeaders

PROJECT = Path(__file__).parent
mimetypes.add_type("font/woff2", ".woff2")

app = st.App(
    PROJECT / "khdash" / "web" / "shell.py",
    # Streamlit would look for the fonts beside the shell script; they live in static/.
    routes=[Mount("/app/static", StaticFiles(directory=PROJECT / "static"))],
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=report_script_error,
)
