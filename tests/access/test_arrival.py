"""By which way somebody comes follows from the connection; no header makes anybody local."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.web.common.arrival import Arrival, Proxies, arrival_of, host_name, told_proxies

PROXIES = Proxies((ip_network("10.0.0.0/24"),), "x-email")
HERE = ("host", "localhost:8501")
FORWARDED = (
    "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
    "x-forwarded", "x-real-ip", "via",
)  # fmt: skip


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:8501", "[::1]:8501"])
def test_the_person_at_the_machine_is_local(peer: str, host: str) -> None:
    assert arrival_of(peer, [("host", host)], PROXIES) == Arrival("local", peer)


@pytest.mark.parametrize("peer", ["127.0.0.2", "192.168.1.4", "fe80::1", "", "localhost", "::2"])
def test_another_address_is_not(peer: str) -> None:
    assert arrival_of(peer, [HERE], PROXIES).way == "outside"


@pytest.mark.parametrize("name", FORWARDED)
@pytest.mark.parametrize("value", ["127.0.0.1", "", "for=127.0.0.1;host=localhost"])
def test_whoever_was_forwarded_is_not(name: str, value: str) -> None:
    assert arrival_of("127.0.0.1", [HERE, (name, value)], Proxies()).way == "outside"


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        ["bang.hoi.vn"],
        ["127.0.0.2:8501"],
        ["localhost.xau.test"],
        ["a@localhost"],
        ["localhost", "localhost"],
        ["localhost:8501/"],
        [""],
    ],
)
def test_whoever_asks_for_another_name_is_not(hosts: list[str]) -> None:
    headers = [("host", host) for host in hosts]
    assert arrival_of("127.0.0.1", headers, Proxies()).way == "outside"


def test_the_word_of_a_named_proxy_counts_and_nobody_elses() -> None:
    told = [HERE, ("x-email", "lan@hoi.vn"), ("x-forwarded-for", "1.2.3.4, 203.0.113.9, 10.0.0.2")]
    assert arrival_of("10.0.0.7", told, PROXIES) == Arrival("vouched", "203.0.113.9", "lan@hoi.vn")
    assert arrival_of("10.0.1.7", told, PROXIES) == Arrival("outside", "10.0.1.7")
    assert arrival_of("127.0.0.1", told[:2], PROXIES) == Arrival("local", "127.0.0.1")
    assert arrival_of("10.0.0.7", told, Proxies(PROXIES.networks)).way == "outside"


@pytest.mark.parametrize("said", [[], [""], ["a@hoi.vn", "b@hoi.vn"]])
def test_a_proxy_that_names_nobody_or_two_vouches_for_none(said: list[str]) -> None:
    headers = [HERE, *(("x-email", one) for one in said)]
    assert arrival_of("10.0.0.7", headers, PROXIES).way == "outside"


def test_behind_a_proxy_of_this_machine_nobody_is_local() -> None:
    here = Proxies((ip_network("127.0.0.1"),), "x-email")
    assert arrival_of("127.0.0.1", [HERE], here) == Arrival("outside", "127.0.0.1")


def test_proxies_are_told_by_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told_proxies() == Proxies()
    monkeypatch.setenv("KHDASH_PROXY_ADDRESSES", "10.0.0.0/24, ::1")
    monkeypatch.setenv("KHDASH_IDENTITY_HEADER", " X-Email ")
    told = told_proxies()
    assert told.header == "x-email"
    assert all(address in told for address in ("10.0.0.255", "::1"))
    assert "127.0.0.1" not in told
    monkeypatch.setenv("KHDASH_PROXY_ADDRESSES", "10.0.0.1/24")
    with pytest.raises(ValueError, match="KHDASH_PROXY_ADDRESSES"):
        told_proxies()


@given(st.sampled_from(["local", "vouched", "outside"]), st.text(max_size=20), st.text(max_size=20))
def test_an_arrival_is_handed_on_whole(way: str, address: str, identity: str) -> None:
    try:
        written = Arrival(way, address, identity).to_text()  # type: ignore[arg-type]
    except UnicodeEncodeError:
        return
    assert written.isascii()
    assert Arrival.from_text(written).way == way
    if way != "outside":
        assert Arrival.from_text(written) == Arrival(way, address, identity)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_no_other_text_makes_anybody_local(text: str) -> None:
    found = Arrival.from_text(text)
    assert found.way == "outside" or text.split(";")[0] in ("local", "vouched")


@given(st.text(max_size=30))
def test_the_name_of_a_host_is_one_name_or_none(text: str) -> None:
    assert not set(host_name(text)) & set("/@?# []\\")
