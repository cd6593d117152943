import hashlib
import re
import socket
import ssl
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collect import FetchPolicy, SafeFetcher, Unchanged, Validators
from dragoman.collect.fetcher import next_hop
from dragoman.collect.guard import parse_url
from dragoman.collect.wire import Answer
from dragoman.errors import (
    AddressError,
    AnswerError,
    CollectError,
    DragomanError,
    EmptyError,
    LimitError,
    RefusedError,
)
from dragoman.model import Document
from misbehaving import ETAG, LAST_MODIFIED, Server, page, serve

EXPECTED: dict[str, type[DragomanError]] = {
    "/busy": AnswerError,
    "/busy-date": AnswerError,
    "/busy-for-ever": AnswerError,
    "/empty": EmptyError,
    "/endless-body": LimitError,
    "/endless-continue": LimitError,
    "/error": AnswerError,
    "/forbidden": RefusedError,
    "/gzip-bomb": LimitError,
    "/gzip-cut": AnswerError,
    "/gzip-endless": LimitError,
    "/gzip-not": AnswerError,
    "/huge-headers": AnswerError,
    "/missing": AnswerError,
    "/not-http": AnswerError,
    "/picture": AnswerError,
    "/redirect-endless": LimitError,
    "/redirect-file": AddressError,
    "/redirect-forbidden": RefusedError,
    "/redirect-metadata": RefusedError,
    "/redirect-nowhere": AnswerError,
    "/redirect-private": RefusedError,
    "/reset": AnswerError,
    "/short": AnswerError,
    "/silent": LimitError,
    "/slow-body": LimitError,
    "/slow-headers": LimitError,
    "/too-long": LimitError,
    "/unasked-304": AnswerError,
    "/unasked-coding": AnswerError,
}


_SELF_SIGNED = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    " -addext subjectAltName=DNS:localhost"
)


def get(fetcher: SafeFetcher, address: str) -> Document:
    got = fetcher.fetch(address)
    assert isinstance(got, Document)
    return got


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_each_fault_is_named_in_time(server: Server, fetcher: SafeFetcher, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(EXPECTED[path]) as caught:
        fetcher.fetch(server.url(path))
    assert type(caught.value) is EXPECTED[path]
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 6


def test_no_fault_of_the_server_is_left_out(server: Server) -> None:
    assert set(server.faults) - set(EXPECTED) == {
        "/feed-bomb.xml",
        "/feed-cut.rss",
        "/feed-broken.xml",
        "/feed-external.xml",
    }


def test_a_page_is_kept_as_it_came(server: Server, fetcher: SafeFetcher) -> None:
    got = get(fetcher, server.url("/pages/1"))
    assert got.body == page(1)
    assert got.body_sha256 == hashlib.sha256(got.body).hexdigest()
    assert got.address == got.final_address == server.url("/pages/1")
    assert got.media_type == "text/html"
    assert got.header("content-type") == "text/html; charset=utf-8"
    assert got.header("set-cookie") is None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", got.fetched_at)
    sent = server.asked("/pages/1")[-1]
    assert sent["user-agent"].startswith("Dragoman/")
    assert "cookie" not in sent


@pytest.mark.parametrize(
    ("path", "number"),
    [("/gzip", 2), ("/gzip-two-members", 2), ("/deflate", 3), ("/deflate-bare", 3)],
)
def test_codings_are_undone(server: Server, fetcher: SafeFetcher, path: str, number: int) -> None:
    assert get(fetcher, server.url(path)).body == page(number)


def test_a_page_without_a_type_is_told_by_its_bytes(server: Server, fetcher: SafeFetcher) -> None:
    assert get(fetcher, server.url("/no-type")).media_type == "text/html"


def test_bytes_in_a_wrong_charset_are_passed_on(server: Server, fetcher: SafeFetcher) -> None:
    assert get(fetcher, server.url("/wrong-charset")).body == page(3).decode().encode("cp1251")


def test_a_redirect_is_followed_and_told(server: Server, fetcher: SafeFetcher) -> None:
    got = get(fetcher, server.url("/moved#part"))
    assert got.address == server.url("/moved#part")
    assert got.final_address == server.url("/pages/1")


@pytest.mark.parametrize(
    "validators", [Validators(etag=ETAG), Validators(last_modified=LAST_MODIFIED)]
)
def test_what_is_had_is_not_fetched_again(
    server: Server, fetcher: SafeFetcher, validators: Validators
) -> None:
    address = server.url("/kept")
    assert fetcher.fetch(address, validators) == Unchanged(address)
    got = get(fetcher, address)
    assert (got.header("etag"), got.header("last-modified")) == (ETAG, LAST_MODIFIED)
    assert isinstance(fetcher.fetch(address, Validators("old", None)), Document)


def test_a_short_retry_after_is_waited(server: Server, fetcher: SafeFetcher) -> None:
    assert get(fetcher, server.url("/busy-once")).body == page(1)
    assert len(server.asked("/busy-once")) == 2


def test_a_long_retry_after_is_told_and_kept_to(policy: FetchPolicy) -> None:
    fetcher = SafeFetcher(policy)
    with serve() as server:
        with pytest.raises(AnswerError, match="come back after 20"):
            fetcher.fetch(server.url("/busy"))
        with pytest.raises(AnswerError, match="left alone"):
            fetcher.fetch(server.url("/pages/1"))
        assert server.asked("/pages/1") == []


def test_requests_to_one_host_are_spaced(server: Server, policy: FetchPolicy) -> None:
    fetcher = SafeFetcher(replace(policy, delay=0.2))
    began = time.monotonic()
    fetcher.fetch(server.url("/pages/1"))
    fetcher.fetch(server.url("/pages/2"))
    # Three requests, robots.txt among them: two pauses.
    assert 0.4 <= time.monotonic() - began < 2


def test_a_crawl_delay_is_waited_or_given_up(policy: FetchPolicy) -> None:
    with serve("User-agent: *\nCrawl-delay: 0.8\n") as server:
        fetcher = SafeFetcher(policy)
        began = time.monotonic()
        fetcher.fetch(server.url("/pages/1"))
        assert time.monotonic() - began < 0.8
        fetcher.fetch(server.url("/pages/1"))
        assert time.monotonic() - began >= 0.8
    with serve("User-agent: *\nCrawl-delay: 600\n") as server:
        fetcher.fetch(server.url("/pages/1"))
        with pytest.raises(AnswerError, match="come back"):
            fetcher.fetch(server.url("/pages/2"))


def test_robots_txt_is_asked_for_once_a_host(policy: FetchPolicy) -> None:
    with serve() as server:
        fetcher = SafeFetcher(policy)
        for number in (1, 2, 3):
            fetcher.fetch(server.url(f"/pages/{number}"))
        assert len(server.asked("/robots.txt")) == 1


def test_robots_txt_may_be_left_aside(server: Server, policy: FetchPolicy) -> None:
    fetcher = SafeFetcher(replace(policy, obey_robots=False))
    assert get(fetcher, server.url("/forbidden")).body == page(1)


@pytest.mark.parametrize(
    ("rules", "status", "allowed"),
    [
        ("User-agent: *\nDisallow: /", 404, True),
        ("User-agent: *\nDisallow: /", 403, True),
        ("", 500, False),
        ("", 503, False),
        ("User-agent: *\nDisallow: /", 200, False),
        ("User-agent: dragoman\nDisallow:\n\nUser-agent: *\nDisallow: /", 200, True),
        ("User-agent: dragoman\nDisallow: /pages/\n\nUser-agent: *\nAllow: /", 200, False),
    ],
)
def test_robots_txt_as_the_standard_has_it(
    policy: FetchPolicy, rules: str, status: int, allowed: bool
) -> None:
    with serve(rules, status) as server:
        fetcher = SafeFetcher(policy)
        if allowed:
            assert get(fetcher, server.url("/pages/1")).body == page(1)
        else:
            with pytest.raises(RefusedError, match=r"robots\.txt"):
                fetcher.fetch(server.url("/pages/1"))
            assert server.asked("/pages/1") == []


def test_nobody_listening(fetcher: SafeFetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(RefusedError, match="no connection"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")


def test_loopback_is_refused_by_default(server: Server) -> None:
    with pytest.raises(RefusedError, match="not a public address"):
        SafeFetcher().fetch(server.url("/pages/1"))
    name = server.url("/pages/1").replace("127.0.0.1", "localhost")
    with pytest.raises(RefusedError, match="not a public address"):
        SafeFetcher().fetch(name)


def test_the_environment_names_no_proxy(
    server: Server, fetcher: SafeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(fetcher, server.url("/pages/1")).body == page(1)


def test_a_host_is_resolved_once_and_the_checked_address_is_used(
    server: Server, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere the second time: the second answer is never asked for."""
    real, asked = socket.getaddrinfo, []

    def rebinding(host: str, port: int, *rest: int, **more: int) -> object:
        if host != "rebound.example":
            return real(host, port, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    fetcher = SafeFetcher(replace(policy, obey_robots=False))
    name = server.base.replace("127.0.0.1", "rebound.example")
    assert get(fetcher, f"{name}/pages/1").body == page(1)
    assert len(asked) == 1
    assert server.asked("/pages/1")[-1]["host"] == name.removeprefix("http://")
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        fetcher.fetch(f"{name}/pages/1")


def test_a_redirect_never_leaves_https() -> None:
    secure = httpx.URL("https://example.org/a")
    with pytest.raises(RefusedError, match="from https to http"):
        next_hop(secure, Answer(301, (("location", "http://example.org/a"),)))
    target = next_hop(secure, Answer(301, (("location", "../b?c#d"),)))
    assert str(target) == "https://example.org/b?c"


def serve_tls(listener: socket.socket, context: ssl.SSLContext, times: int) -> None:
    """Answer so many connections with one page; those that are hung up on count too."""
    for _ in range(times):
        connection, _address = listener.accept()
        with connection, suppress(OSError), context.wrap_socket(connection, True) as stream:
            stream.recv(4096)
            stream.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords"
            )


def test_https_keeps_the_name_and_checks_the_certificate(
    tmp_path: Path, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [*_SELF_SIGNED.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    policy = replace(policy, obey_robots=False)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=serve_tls, args=(listener, context, 3), daemon=True)
        thread.start()
        stranger = SafeFetcher(policy)
        with pytest.raises(AnswerError, match=r"(?i)certificate"):
            stranger.fetch(f"https://localhost:{port}/")

        trusting = httpx.create_ssl_context(trust_env=False)
        trusting.load_verify_locations(certificate)
        monkeypatch.setattr(httpx, "create_ssl_context", lambda **_settings: trusting)
        friend = SafeFetcher(policy)
        assert get(friend, f"https://localhost:{port}/").body == b"words"
        with pytest.raises(AnswerError, match=r"(?i)certificate"):
            friend.fetch(f"https://127.0.0.1:{port}/")
        thread.join()
    assert names[:2] == ["localhost", "localhost"]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map(lambda text: "http://" + text)))
def test_any_text_is_an_address_or_a_named_error(text: str) -> None:
    try:
        url = parse_url(text)
    except CollectError:
        return
    assert url.scheme in ("http", "https")
    assert url.host
    assert not url.userinfo
