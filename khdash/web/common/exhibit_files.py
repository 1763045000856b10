"""Exhibits as files at addresses of their own: made when somebody follows the link, for no session.

An address names the exhibit and what was chosen, as a page's address does, so that it can be kept,
sent and asked again; it answers with the newest data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from khdash.chart import BadBoundaries
from khdash.exhibit.by_list import BY_LIST, build_by_list, part_of
from khdash.exhibit.by_plan import BY_PLAN, build_by_plan
from khdash.exhibit.by_search import BY_SEARCH, UnknownNarrowing, Waiting, asked_of, build_by_search
from khdash.exhibit.core.addressed import query_of
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.total import NotAdditive
from khdash.exhibit.registry import UnknownExhibit, build
from khdash.exhibit.topics.emulation.link import PARAMETER, plan_from_link
from khdash.exhibit.topics.emulation.plan import check_plan
from khdash.exhibit.topics.lookup.follow_up import open_figures
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import parse_query
from khdash.picture.png import NotDrawn
from khdash.report.formats import FORMATS, file_name
from khdash.store.errors import StoreError
from khdash.transform.composite import SchemeError, TableError
from khdash.web.common import reader
from khdash.web.common.once import once
from khdash.web.common.table import packed_table

ROUTE = "/app/exhibits/{name}.{code}"
API = "/api/v1"
"""Where programs ask: see khdash/web/api."""
SCREEN = "table"
"""The code of the table as static/components/table.js draws it."""


def exhibit_address(exhibit: Exhibit, code: str) -> str:
    """Where an exhibit that `build` made leaves in a format, which `code` names."""
    return _asked_by(ROUTE[1:].format(name=exhibit.name, code=code), query_of(exhibit))


def api_address(exhibit: Exhibit) -> str:
    """Where a program asks for this very exhibit."""
    return _asked_by(f"{API[1:]}/exhibits/{exhibit.name}", exhibit.selection.to_query())


def _asked_by(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def send_exhibit(request: Request) -> Response:
    """The file; 404 for what does not exist, in the language of the address."""
    name, code = request.path_params["name"], request.path_params["code"]
    words = words_of(request)
    form = next((one for one in FORMATS if one.code == code), None)
    if form is None and code != SCREEN:
        return PlainTextResponse(words("Không có định dạng này."), 404)
    try:
        params = {key: request.query_params.getlist(key) for key in request.query_params}
        dataset, exhibit = asked_exhibit(name, params)
    except UnknownNarrowing as error:
        parts = ", ".join(error.parts)
        return PlainTextResponse(words("Không hiểu phần lọc: {parts}.", parts=parts), 404)
    except UnknownExhibit:
        return PlainTextResponse(words("Không có hình này."), 404)
    except NotAdditive:
        return PlainTextResponse(words("Tỷ lệ thì không cộng được."), 404)
    except SchemeError as error:
        return PlainTextResponse(error.text(words.lang), 404)
    except TableError:
        return PlainTextResponse(words("Không chấm được theo phương án này"), 404)
    except StoreError as error:
        return PlainTextResponse(error.text(words.lang, abroad=True), 503)
    if form is None:
        return Response(packed_table(dataset, exhibit), media_type="application/json")
    if not form.fits(exhibit):
        return PlainTextResponse(words("Không có định dạng này."), 404)
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(exhibit, form))}"
    try:
        content = form.make(exhibit)
    except (BadBoundaries, NotDrawn):
        return not_drawn(words)
    return Response(content, media_type=form.mime, headers={"Content-Disposition": disposition})


def words_of(request: Request) -> Words:
    """The language that an address asks for."""
    return Words(request.query_params.get("lang") or "")


def not_drawn(words: Words) -> Response:
    """The answer where a picture cannot be drawn."""
    said = words("Không vẽ được ảnh này. Hãy tải CSV hoặc XLSX, và báo người quản trị.")
    return PlainTextResponse(said, 503)


def asked_exhibit(name: str, params: Mapping[str, Sequence[str]]) -> tuple[Dataset, Exhibit]:
    """The data and the exhibit that the parameters of an address ask for.

    Raises UnknownExhibit, NotAdditive, SchemeError, TableError, StoreError.
    """
    selection, _ = parse_query(params, reader.dataset().catalogue)
    dataset, plan = reader.dataset(selection.as_known_at), params.get(PARAMETER)
    if name in BY_LIST and (part := part_of(params)).danh_sach:
        return dataset, build_by_list(name, dataset, selection, part)
    if name in BY_SEARCH and (asked := asked_of(params)):
        return dataset, build_by_search(dataset, selection, asked, figures_waiting())
    if not plan or name not in BY_PLAN:
        return dataset, build(name, dataset, selection)
    found = plan_from_link(plan[-1])
    check_plan(found, dataset.catalogue)
    return dataset, build_by_plan(name, dataset, selection, found)


@once
def figures_waiting() -> Waiting:
    """The figures that somebody asked to look at again."""
    return open_figures(reader.store().records("follow_up"))
