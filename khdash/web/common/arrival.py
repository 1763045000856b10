"""By which way somebody comes: at this machine, vouched for by a proxy, or from elsewhere.

It is told from the connection alone, before anything else looks at a request, and handed on in a
header that no client can set: khdash/web/shell/guard.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Literal, cast
from urllib.parse import quote, unquote

from khdash.model import settings

HEADER: Final = "X-Khdash-Arrival"
FORWARDING: Final = frozenset({"forwarded", "via", "x-real-ip"})
"""Headers of proxies; those that begin with X-Forwarded belong to them too."""

LOCAL_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
Way = Literal["local", "vouched", "outside"]
Headers = Sequence[tuple[str, str]]
"""Names in lower case, as often as they were sent."""

Network = IPv4Network | IPv6Network
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/@?#\s\\]+)(?::(\d{1,5}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A way in: address is where the person sits, as far as it is known; identity is what a
    trusted proxy says of them, '' on every other way."""

    way: Way
    address: str = ""
    identity: str = ""

    def to_text(self) -> str:
        """As it stands in HEADER.

        >>> Arrival.from_text(Arrival("vouched", "10.0.0.3", "lan@hội.vn").to_text())
        Arrival(way='vouched', address='10.0.0.3', identity='lan@hội.vn')
        """
        return f"{self.way};{quote(self.address, safe='')};{quote(self.identity, safe='')}"

    @classmethod
    def from_text(cls, text: str) -> Arrival:
        """What `to_text` wrote; whatever else there is comes from outside."""
        parts = text.split(";")
        if len(parts) != 3 or parts[0] not in ("local", "vouched"):
            return cls("outside", unquote(parts[1]) if len(parts) == 3 else "")
        return cls(cast("Way", parts[0]), unquote(parts[1]), unquote(parts[2]))


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies whose word counts, and the header in which they name the person.

    Only where both are told does an identity header mean anything.
    """

    networks: tuple[Network, ...] = ()
    header: str = ""

    def __contains__(self, address: str) -> bool:
        """Whether the address is that of a proxy.

        >>> "10.0.0.7" in Proxies((ip_network("10.0.0.0/24"),)), "10.0.1.7" in Proxies()
        (True, False)
        """
        found = _parsed(address)
        return found is not None and any(found in network for network in self.networks)


def told_proxies() -> Proxies:
    """What the settings say of proxies. Raises BadSetting where an address is none."""
    networks = tuple(map(ip_network, settings.listed("KHDASH_PROXY_ADDRESSES")))
    return Proxies(networks, settings.text("KHDASH_IDENTITY_HEADER").lower())


def arrival_of(peer: str, headers: Headers, proxies: Proxies) -> Arrival:
    """How a request comes. peer: the other end of the connection, whatever the headers say.

    Local is who connects from 127.0.0.1 or ::1, asks for this machine by its own name and was
    forwarded by nobody.
    """
    given = dict(headers)
    if peer in proxies:
        address = _behind(peer, headers, proxies)
        said = [value.strip() for name, value in headers if name == proxies.header]
        if proxies.header and len(said) == 1 and said[0]:
            return Arrival("vouched", address, said[0])
        return Arrival("outside", address)
    if is_loopback(peer) and not is_forwarded(name for name, _ in headers):
        hosts = [value for name, value in headers if name == "host"]
        if len(hosts) == 1 and host_name(given["host"]) in LOCAL_HOSTS:
            return Arrival("local", peer)
    return Arrival("outside", peer)


def is_forwarded(names: Iterable[str]) -> bool:
    """Whether one of the headers tells of a proxy."""
    return any(name in FORWARDING or name.startswith("x-forwarded") for name in names)


def is_loopback(peer: str) -> bool:
    """Whether a connection comes from 127.0.0.1 or ::1, and from no other address of this machine.

    >>> [is_loopback(peer) for peer in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.2", "")]
    [True, True, True, False, False]
    """
    return str(_parsed(peer)) in ("127.0.0.1", "::1")


def host_name(host: str) -> str:
    """The name in a Host header, in lower case and without its port; '' where it is none.

    >>> host_name("LocalHost:8501"), host_name("[::1]:8501"), host_name("a.vn@localhost")
    ('localhost', '::1', '')
    """
    found = _HOST.fullmatch(host.strip())
    return found[1].strip("[]").rstrip(".").lower() if found else ""


def _behind(peer: str, headers: Headers, proxies: Proxies) -> str:
    """The nearest address before the proxies: what lies further may be invented."""
    told = [value for name, value in headers if name == "x-forwarded-for"]
    for one in reversed([part.strip() for value in told for part in value.split(",")]):
        if _parsed(one) is None:
            return peer
        if one not in proxies:
            return one
    return peer


def _parsed(address: str) -> object:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
