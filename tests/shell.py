"""The application in a test: opened on a page as a link opens it, and turned to another page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from khdash.web.common.figures import CHART
from khdash.web.common.foot import FOOT
from khdash.web.common.page_registry import PAGES, PROJECT
from khdash.web.common.table import TABLE
from khdash.web.shell.filters import OPENED

Open = Callable[..., AppTest]
SHELL = PROJECT / "khdash" / "web" / "shell" / "frame.py"


def open_shell(page: str = PAGES[0].path, **query: str | list[str]) -> AppTest:
    """A new session on a page, `open_shell("pages/quy.py", tinh=["01"], lang="en")`, its filters
    opened."""
    app = AppTest.from_file(str(SHELL), default_timeout=180)
    app.session_state[OPENED] = True
    for name, value in query.items():
        app.query_params[name] = value
    # AppTest has no way to begin elsewhere than on the first page, which is long to draw.
    url_path = next(known.url_path for known in PAGES if known.path == page)
    app._page_hash = calc_hash(url_path)
    return app.run()


def turn_to(app: AppTest, page: str) -> AppTest:
    """The same session on another page."""
    return app.switch_page(str(PROJECT / page)).run()


def headings_on(app: AppTest) -> list[str]:
    """The findings above the exhibits of a page, in the order shown."""
    return [unescape(found[2]) for body in _markup(app) for found in _HEADING.finditer(body)]


def parts_on(app: AppTest) -> list[str]:
    """The headings of the parts of a page, in the order shown."""
    return [unescape(found[1]) for body in _markup(app) for found in _PART.finditer(body)]


def measured_on(app: AppTest) -> list[str]:
    """What stands below each finding, tags and all: what is measured, and what that means."""
    return [unescape(found[1]) for body in _markup(app) for found in _MEASURED.finditer(body)]


def figures_on(app: AppTest) -> list[dict[str, Any]]:
    """The figures that a page sends, in the order shown: plotly's data and layout, and `alt`."""
    return _sent(app, CHART)


def tables_on(app: AppTest) -> list[pd.DataFrame]:
    """The tables of exhibits that a page sends, in the order shown: their texts under titles."""
    return [
        pd.DataFrame(table["rows"], columns=[column["title"] for column in table["columns"]])
        for table in _sent(app, TABLE)
    ]


def feet_on(app: AppTest) -> list[dict[str, Any]]:
    """What stands below the exhibits of a page: `notes`, `sources`, `panels`, `files`."""
    return _sent(app, FOOT)


def said_by_pictures(app: AppTest) -> list[str]:
    """The words that stand for each figure and each table of a page."""
    own = [part["alt"] for name in (CHART, TABLE) for part in _sent(app, name)]
    return [*own, *(table.proto.alt for table in [*app.table, *app.dataframe])]


_HEADING = re.compile(r'<h([23]) class="khdash-finding">(.*?)</h\1>', re.DOTALL)
_PART = re.compile(r'<h2 class="khdash-part">(.*?)</h2>', re.DOTALL)
_MEASURED = re.compile(r'<p class="khdash-measured">(.*?)</p>', re.DOTALL)


def _markup(app: AppTest) -> list[str]:
    """As it is read: what keeps a name in one line is a space."""
    return [element.proto.body.replace("\N{NO-BREAK SPACE}", " ") for element in app.get("html")]


def _sent(app: AppTest, name: str) -> list[dict[str, Any]]:
    sent = [element.proto for element in app.get("bidi_component")]
    parts = [part for own in sent for part in _parts_of(own.component_name, own.bytes)]
    return [json.loads(part) for own, part in parts if own == name]


def _parts_of(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """What a component draws, and what a chart or a table draws below itself."""
    if name not in (CHART, TABLE):
        return [(name, data)]
    return list(zip((name, FOOT), data.split(b"\n"), strict=False))
