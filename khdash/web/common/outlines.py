"""The outlines of the maps, fetched once by each browser: figures name the area, not its shape."""

from __future__ import annotations

from hashlib import blake2b

import orjson
from starlette.requests import Request
from starlette.responses import Response

from khdash.chart import Boundaries, read_boundaries
from khdash.web.common import reader

ROUTE = "/app/outlines/{boundaries}.json"
A_YEAR = "public, max-age=31536000, immutable"


def boundaries_of(code: str) -> Boundaries:
    """The outlines of a boundary set of the cluster. Raises KeyError, BadBoundaries."""
    return read_boundaries(reader.store().boundaries, reader.dataset().catalogue.boundary_set(code))


def outlines_address(boundaries: Boundaries) -> str:
    """Where a page fetches them; other outlines have another address."""
    digest = blake2b(_packed(boundaries), digest_size=6).hexdigest()
    return f"{ROUTE[1:].format(boundaries=boundaries.name)}?{digest}"


def send_outlines(request: Request) -> Response:
    """{uid of a trace: [its x, its y]}, kept by the browser under this address."""
    try:
        boundaries = boundaries_of(request.path_params["boundaries"])
    except KeyError:
        return Response(status_code=404)
    headers = {"Cache-Control": A_YEAR}
    return Response(_packed(boundaries), media_type="application/json", headers=headers)


def _packed(boundaries: Boundaries) -> bytes:
    return orjson.dumps(boundaries.paths)
