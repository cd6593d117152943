"""One request over one connection to one checked address, within one deadline.

The connection goes to the addresses that were checked and no name is looked up again, while Host
and TLS keep the name. Proxies and settings of the environment are not looked at.
"""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from dragoman.collect.body import read_body
from dragoman.collect.guard import port_of
from dragoman.collect.protocol import FetchPolicy
from dragoman.errors import AnswerError, LimitError

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers with lower-case names, and the decoded body: that of a 200 alone."""

    status: int
    headers: Headers
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        """The first value of a header, by lower-case name."""
        return next((value for key, value in self.headers if key == name), None)


class _Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left


class _Stream(httpcore.NetworkStream):
    """A stream that waits no longer than the deadline, however the peer spreads its bytes."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses, in turn, whatever host it is asked for."""

    def __init__(self, addresses: Sequence[str], deadline: _Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for tried, address in enumerate(self._addresses):
            # Each gets its share of what is left, lest a dead one takes all.
            share = self._deadline.left() / (len(self._addresses) - tried)
            try:
                stream = self._sockets.connect_tcp(address, port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class Wire:
    """Sends GET requests as a policy allows. Keeps no connection and no cookie."""

    def __init__(self, policy: FetchPolicy) -> None:
        self._policy = policy
        self._tls = httpx.create_ssl_context(trust_env=False)

    def get(
        self,
        url: httpx.URL,
        addresses: Sequence[str],
        headers: Mapping[str, str],
        accept: Callable[[httpx.URL, Answer], None] | None = None,
    ) -> Answer:
        """The answer to one request, redirects not followed.

        `accept` sees the headers of a 200 before the body is read, and raises where it is not
        wanted. AnswerError where the exchange fails, LimitError where it is too long or large.
        """
        try:
            with self._send(url, addresses, headers) as response:
                answer = Answer(response.status, _plain_headers(response.headers))
                if answer.status != 200:
                    return answer
                if accept:
                    accept(url, answer)
                body = read_body(response.iter_stream(), answer.headers, str(url), self._policy)
                return Answer(answer.status, answer.headers, body)
        except httpcore.TimeoutException as error:
            raise LimitError(
                f"{url} gave no whole answer within {self._policy.timeout:g} s"
            ) from error
        except httpcore.ConnectError as error:
            raise AnswerError(f"no connection to {url.host}: {error}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise AnswerError(f"the answer of {url} broke off or is not HTTP: {error}") from error

    @contextmanager
    def _send(
        self, url: httpx.URL, addresses: Sequence[str], headers: Mapping[str, str]
    ) -> Iterator[httpcore.Response]:
        port = port_of(url)
        deadline = _Deadline(self._policy.timeout)
        sent: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._policy.user_agent,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        sent.update(headers.items())
        request = httpcore.Request(
            "GET",
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port, target=url.raw_path),
            headers=sent,
        )
        with httpcore.HTTPConnection(
            httpcore.Origin(url.raw_scheme, url.raw_host, port),
            ssl_context=self._tls,
            network_backend=_PinnedBackend(addresses, deadline),
        ) as connection:
            response = connection.handle_request(request)
            try:
                yield response
            finally:
                response.close()


def _plain_headers(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Names in lower case; cookies are dropped, since none is ever sent back."""
    pairs = ((name.decode("ascii").lower(), value.decode("latin-1")) for name, value in raw)
    return tuple(pair for pair in pairs if pair[0] not in ("set-cookie", "set-cookie2"))
