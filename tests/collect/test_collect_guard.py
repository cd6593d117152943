import httpx
import pytest

from dragoman.collect.guard import is_loopback, is_public, parse_url, resolve
from dragoman.errors import AddressError, CollectError, RefusedError


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:830::200e"],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2001:0:4136:e378::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "3fff::1",
        "not an address",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_loopback_is_two_networks_and_no_more() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.255.0.9", "::1")))
    assert not any(map(is_loopback, ("::ffff:127.0.0.1", "10.0.0.1", "0.0.0.0", "::", "x")))


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "0x7f.1", "2130706433", "127.1", "0", "[::ffff:7f00:1]", "[fe80::1]", "[::]"],
)
def test_odd_ways_to_write_a_private_address(host: str) -> None:
    with pytest.raises(CollectError) as caught:
        resolve(parse_url(f"http://{host}/"))
    assert isinstance(caught.value, AddressError | RefusedError)


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:7f00:1]"])
def test_allowing_loopback_allows_nothing_else(host: str) -> None:
    with pytest.raises(RefusedError):
        resolve(httpx.URL(f"http://{host}/"), allow_loopback=True)


def test_ports() -> None:
    assert resolve(httpx.URL("http://8.8.8.8:8080/")) == ("8.8.8.8",)
    with pytest.raises(RefusedError, match="port 25"):
        resolve(httpx.URL("http://8.8.8.8:25/"))
    assert resolve(httpx.URL("http://127.0.0.1:25/"), allow_loopback=True) == ("127.0.0.1",)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/",
        "http://",
        "http:///path",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: other",
        "http://[::1/",
        "",
    ],
)
def test_what_is_no_url_to_fetch(address: str) -> None:
    with pytest.raises(AddressError):
        parse_url(address)


def test_credentials_are_refused_and_not_repeated() -> None:
    with pytest.raises(RefusedError) as caught:
        parse_url("https://user:secret@example.org/")
    assert "secret" not in str(caught.value)


def test_a_fragment_is_no_part_of_what_is_asked_for() -> None:
    assert str(parse_url("https://Example.org/a?b=c#d")) == "https://example.org/a?b=c"
