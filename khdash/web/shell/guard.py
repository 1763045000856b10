"""Who comes, and whether they come by a name of this application: before every route and every
websocket."""

from __future__ import annotations

from urllib.parse import urlsplit

import uvicorn.config
from starlette.datastructures import Headers as Sent
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from khdash.store.errors import StoreError
from khdash.store.public_address import public_url
from khdash.web.common.arrival import (
    HEADER,
    Headers,
    Proxies,
    arrival_of,
    host_name,
    told_proxies,
)

LONGEST_QUESTION = 8_000
"""Bytes of an address; a link of the application has some hundreds."""
CLOSED = ("/_stcore/agent", "/_stcore/metrics")
"""What the framework offers to programs: what these may know stands in /api, /healthz, /readyz."""
LARGEST_BODY = 1_000_000
ANSWERING = "websocket.http.response"
UPLOADS = "/_stcore/upload_file/"
"""Below it files are taken, up to server.maxUploadSize."""


class Guard:
    """Refuses what comes by a foreign name or from a foreign site, and says by which way the rest
    comes. An identity in a header counts from a proxy that the settings name; from any other
    address it is taken away, and so is every header that only this class may set."""

    def __init__(self, app: ASGIApp, proxies: Proxies | None = None) -> None:
        self.app = app
        self.proxies = told_proxies() if proxies is None else proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refused = refusal(scope)
        if refused is not None:
            await refuse(refused, scope, receive, send)
            return
        await self.app({**scope, "headers": self._told(scope)}, receive, send)

    def _told(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """The headers with the way told in one of them."""
        peer = (scope.get("client") or ("", 0))[0]
        arrival = arrival_of(peer, _headers(scope), self.proxies)
        own = {HEADER.lower(), self.proxies.header, *trusted_by_the_framework()}
        kept = [
            (name, value)
            for name, value in scope["headers"]
            # Some servers and proxies read _ for -; so a name is nobody's own in either spelling.
            if name.decode("latin-1").lower().replace("_", "-") not in own
        ]
        return [*kept, (HEADER.lower().encode(), arrival.to_text().encode())]


def allowed_hosts() -> tuple[str, ...]:
    """The names that this application answers to: server.allowedHosts, one list for all doors."""
    return tuple(str(name) for name in config.get_option("server.allowedHosts"))


def answer_to_the_public_name() -> None:
    """Answer to the host of KHDASH_PUBLIC_URL too, the framework's own check included."""
    try:
        name = urlsplit(public_url()).hostname or ""
    except StoreError:
        return  # told where an address would be handed on
    if name and not is_allowed(name, allowed_hosts()):
        config.set_option("server.allowedHosts", [*allowed_hosts(), name])


def trusted_by_the_framework() -> frozenset[str]:
    """The headers from which the framework would take a person's name."""
    told = config.get_option("server.trustedUserHeaders")
    names = told if isinstance(told, dict) else {}
    return frozenset(str(name).lower() for name in names)


def is_allowed(name: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host's name stands in the list, or under a name with *. before it.

    >>> hosts = ("localhost", "*.hoi.vn")
    >>> [is_allowed(n, hosts) for n in ("localhost", "a.hoi.vn", "hoi.vn", "hoi.vn.xau.com", "")]
    [True, True, False, False, False]
    """
    for host in hosts:
        wanted = host.strip().strip("[]").lower().rstrip(".")
        if name and (name == wanted or (wanted[:2] == "*." and name.endswith(wanted[1:]))):
            return True
    return False


def refusal(scope: Scope) -> tuple[int, str, str] | None:
    """Status and reason, Vietnamese and English, of what is not let in; None for the rest."""
    headers = _headers(scope)
    hosts = [value for name, value in headers if name == "host"]
    if len(hosts) != 1 or not is_allowed(host_name(hosts[0]), allowed_hosts()):
        return (
            421,
            "Tên máy trong địa chỉ này không phải của ứng dụng. Hãy mở bằng địa chỉ được người"
            " quản trị cho biết; muốn dùng tên này, người quản trị thêm vào server.allowedHosts.",
            "The host in this address is not a name of this application. Use the address that the"
            " administrator gave you; to use this name, the administrator adds it to"
            " server.allowedHosts.",
        )
    origins = [value for name, value in headers if name == "origin"]
    if changes(scope) and origins and not all(is_own(one, hosts[0]) for one in origins):
        return (
            403,
            "Yêu cầu này đến từ một trang khác nên không được nhận. Hãy mở ứng dụng bằng địa chỉ"
            " của nó; nếu có máy trung gian, máy đó phải chuyển nguyên tiêu đề Host.",
            "This request comes from another site and is not taken. Open the application by its"
            " own address; a proxy must pass the Host header on as it is.",
        )
    if len(scope.get("query_string", b"")) + len(scope.get("path", "")) > LONGEST_QUESTION:
        return (
            414,
            "Địa chỉ quá dài. Hãy bỏ bớt bộ lọc rồi thử lại.",
            "The address is too long. Leave out some filters and try again.",
        )
    if scope["path"].startswith(CLOSED):
        return 404, "Không có gì ở địa chỉ này.", "There is nothing at this address."
    if _body(headers) > LARGEST_BODY and UPLOADS not in scope["path"]:
        return (
            413,
            "Nội dung gửi lên quá lớn nên không nhận. Tệp số liệu thì nạp ở trang Nạp số liệu.",
            "What was sent is too large and is not taken. Hand in files on the upload page.",
        )
    return None


def changes(scope: Scope) -> bool:
    """Whether a request may change something: a websocket, or anything but a plain reading."""
    return scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")


def is_own(origin: str, host: str) -> bool:
    """Whether a page of this very application asks.

    >>> is_own("http://localhost:8501", "localhost:8501"), is_own("http://a.vn", "localhost:8501")
    (True, False)
    """
    scheme, mark, name = origin.partition("://")
    return bool(mark) and scheme in ("http", "https") and name.lower() == host.strip().lower()


async def refuse(reason: tuple[int, str, str], scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the reason in both languages: whoever comes so far has chosen none."""
    status, vi, en = reason
    if scope["type"] == "websocket":
        await receive()
    if scope["type"] == "websocket" and ANSWERING not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = {"Cache-Control": "no-store"}
    # Starlette answers the opening of a websocket in the way that the server offers.
    await PlainTextResponse(f"{vi}\n\n{en}\n", status, headers)(scope, receive, send)


def take_peers_as_they_are() -> None:
    """Let no header rewrite who connected before `Guard` sees it.

    uvicorn believes X-Forwarded-For of whoever connects from this machine, and nothing in the way
    in which `streamlit run` starts it says otherwise. It wraps an application after loading it, so
    this holds from the moment in which the application's module is loaded.
    """
    setattr(uvicorn.config, "ProxyHeadersMiddleware", lambda app, trusted_hosts: app)  # noqa: B010


def _headers(scope: Scope) -> Headers:
    return Sent(scope=scope).items()


def _body(headers: Headers) -> int:
    told = [value for name, value in headers if name == "content-length"]
    return max((int(value) for value in told if value.isdecimal()), default=0)
