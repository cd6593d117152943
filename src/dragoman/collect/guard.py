"""Where the fetcher may go: the form of a URL, and the addresses that its host resolves to."""

import ipaddress
import re
import socket

import httpx

from dragoman.errors import AddressError, AnswerError, RefusedError

#: Ports that public hosts serve pages on. On loopback any port is admitted.
PUBLIC_PORTS = frozenset({80, 443, 8080, 8443})

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
#: Networks that Python's tables call global, yet that lead to an address written inside them:
#: 6to4 (RFC 3056) with its relay anycast (RFC 7526), Teredo (RFC 4380). NAT64 (RFC 6052) and
#: IPv4-mapped addresses lie outside 2000::/3.
_TUNNELS = ("192.88.99.0/24", "2002::/16", "2001::/32")
#: For documentation only (RFC 9637); older tables do not know it.
_DOCUMENTATION = "3fff::/20"
_REFUSED = tuple(map(ipaddress.ip_network, (*_TUNNELS, _DOCUMENTATION)))
_LOOPBACK = tuple(map(ipaddress.ip_network, ("127.0.0.0/8", "::1/128")))
#: White space and control characters, which parsers of URLs read in different ways.
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


def parse_url(address: str) -> httpx.URL:
    """The URL without its fragment; AddressError or RefusedError where it is not one to fetch."""
    if _UNSAFE.search(address):
        raise AddressError(f"{address!r} is not a URL", "blanks in it are written %20")
    try:
        url = httpx.URL(address)
        host, port = url.host, port_of(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressError(f"{address!r} is not a URL: {error}") from error
    if url.scheme not in ("http", "https"):
        raise AddressError(f"{address!r} has a scheme that is not fetched", "use http or https")
    if not host or not 0 < port < 65536:
        raise AddressError(f"{address!r} names no host and port")
    if url.userinfo:
        raise RefusedError(f"the URL of {host} holds a name or password", "give it without")
    return url.copy_with(fragment=None)


def port_of(url: httpx.URL) -> int:
    """The port, written or implied."""
    if url.port is not None:
        return url.port
    return 443 if url.scheme == "https" else 80


def is_public(address: str) -> bool:
    """Whether an IP address is a public one of a single host."""
    ip = _parse_ip(address)
    if ip is None or not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if any(ip in network for network in _REFUSED):
        return False
    return ip.version == 4 or ip in _GLOBAL_UNICAST


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine's own; IPv4-mapped forms are not counted."""
    ip = _parse_ip(address)
    return ip is not None and any(ip in network for network in _LOOPBACK)


def resolve(url: httpx.URL, allow_loopback: bool = False) -> tuple[str, ...]:
    """The addresses of the URL's host, every one of them checked.

    One address that may not be reached refuses the whole host: a public and a private answer side
    by side are how a name is rebound. AnswerError where the name has no address.
    """
    host, port = url.raw_host.decode("ascii").strip("[]"), port_of(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise AnswerError(f"no address is known for the host {host}: {error.strerror}") from error
    except (UnicodeError, OSError, ValueError) as error:
        raise AddressError(f"{host!r} is not a host's name") from error
    addresses = tuple(dict.fromkeys(str(item[4][0]) for item in found))
    if not addresses:
        raise AnswerError(f"no address is known for the host {host}")
    for address in addresses:
        if allow_loopback and is_loopback(address):
            continue
        if not is_public(address):
            raise RefusedError(f"{host} leads to {address}, which is not a public address")
        if port not in PUBLIC_PORTS:
            raise RefusedError(f"port {port} of {host} is not one that pages are served on")
    return addresses


def _parse_ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
