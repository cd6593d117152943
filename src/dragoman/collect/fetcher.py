"""The fetcher: safe by default."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus

import httpx

from dragoman.collect import media
from dragoman.collect.guard import parse_url, port_of, resolve
from dragoman.collect.pace import Pace, retry_after
from dragoman.collect.protocol import FetchPolicy, Unchanged, Validators
from dragoman.collect.robots import Robots
from dragoman.collect.wire import Answer, Wire
from dragoman.errors import AnswerError, EmptyError, LimitError, RefusedError
from dragoman.model import Document

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Statuses that may tell when to come back, and how often the request is then made again.
_LATER = frozenset({429, 503})
_RETRIES = 2
_ACCEPT = (
    "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.8, */*;q=0.5"
)


class SafeFetcher:
    """Gets documents from the public web, and from nowhere else.

    Each request resolves its host once, checks every address and connects to those alone; each
    redirect is checked anew. robots.txt, Retry-After and the pause between requests are kept to.
    """

    def __init__(self, policy: FetchPolicy | None = None) -> None:
        self.policy = policy or FetchPolicy()
        self._wire = Wire(self.policy)
        self._pace = Pace(self.policy.delay, self.policy.patience)
        self._robots = Robots(self.policy.user_agent, self._get_rules)

    def fetch(self, address: str, validators: Validators | None = None) -> Document | Unchanged:
        """The document at a URL, or that it has not changed.

        AddressError for what is no URL, RefusedError for what a rule forbids, LimitError for what
        is too large, too long or led about too often, AnswerError for an error of the server's,
        EmptyError for an empty body.
        """
        headers = {"Accept": _ACCEPT, **_conditions(validators)}
        url, answer = self._follow(parse_url(address), headers)
        if answer.status == HTTPStatus.NOT_MODIFIED and validators:
            return Unchanged(address)
        if answer.status != HTTPStatus.OK:
            raise AnswerError(f"{url} answers {_status(answer.status)}")
        if not answer.body:
            raise EmptyError(f"{url} is empty: there is nothing in it")
        return Document(
            address=address,
            final_address=str(url),
            media_type=media.media_type(answer.header("content-type"), answer.body),
            body=answer.body,
            body_sha256=hashlib.sha256(answer.body).hexdigest(),
            fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            headers=answer.headers,
        )

    def _get_rules(self, url: httpx.URL) -> tuple[int, bytes]:
        url, answer = self._follow(url, {"Accept": "text/plain, */*;q=0.5"}, rules=True)
        return answer.status, answer.body

    def _follow(
        self, url: httpx.URL, headers: Mapping[str, str], *, rules: bool = False
    ) -> tuple[httpx.URL, Answer]:
        """Follow redirects to the last answer. `rules`: it is robots.txt that is asked for."""
        for _ in range(self.policy.max_redirects + 1):
            answer = self._ask(url, headers, rules=rules)
            if answer.status not in _REDIRECTS:
                return url, answer
            url = next_hop(url, answer)
        raise LimitError(f"{url} redirects more than {self.policy.max_redirects} times")

    def _ask(self, url: httpx.URL, headers: Mapping[str, str], *, rules: bool) -> Answer:
        """One hop: guard, robots.txt, pause, request; again where the server says when."""
        addresses = resolve(url, self.policy.allow_loopback)
        crawl_delay = None if rules or not self.policy.obey_robots else self._robots.check(url)
        host = f"{url.host}:{port_of(url)}"
        for left in range(_RETRIES, -1, -1):
            if rules:
                self._pace.wait_for_rules(host)
            else:
                self._pace.wait(host, crawl_delay)
            answer = self._wire.get(url, addresses, headers, None if rules else _check_type)
            if answer.status not in _LATER:
                break
            pause = retry_after(answer.header("retry-after"), datetime.now(UTC))
            if pause is None:
                break
            self._pace.hold(host, pause)
            if not left:
                break
        return answer


def _check_type(url: httpx.URL, answer: Answer) -> None:
    media.check_media_type(answer.header("content-type"), str(url))


def _conditions(validators: Validators | None) -> dict[str, str]:
    headers = {}
    if validators and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def next_hop(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where a redirect leads, checked as any URL; never from https to http."""
    target = answer.header("location")
    if not target:
        raise AnswerError(f"{url} redirects to nowhere")
    try:
        joined = str(url.join(target))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AnswerError(f"{url} redirects to what is no URL: {target[:200]!r}") from error
    following = parse_url(joined)
    if url.scheme == "https" and following.scheme == "http":
        raise RefusedError(f"{url} redirects from https to http")
    return following


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
