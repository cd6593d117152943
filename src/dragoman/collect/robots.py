"""What a host's robots.txt allows.

Source: RFC 9309. A missing file (4xx) allows all; one that cannot be had (5xx, no connection)
forbids all.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from dragoman.errors import CollectError, RefusedError

#: Bytes of the file that are looked at (RFC 9309, 2.5, asks for at least 500 KiB).
_LOOKED_AT = 512_000
#: Seconds that the rules are held (RFC 9309, 2.4), and that a failure to have them is.
_HELD = 86_400.0
_FAILURE_HELD = 600.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules parsed, or None where all is allowed; `trouble` where they could not be had."""

    parsed: Protego | None
    trouble: str
    until: float


class Robots:
    """Rules by origin. `get` gives status and body of a URL, or raises CollectError."""

    def __init__(self, user_agent: str, get: Callable[[httpx.URL], tuple[int, bytes]]) -> None:
        self._agent = user_agent.partition("/")[0].strip()
        self._get = get
        self._rules: dict[str, _Rules] = {}

    def check(self, url: httpx.URL) -> float | None:
        """The Crawl-delay in seconds, if any; RefusedError where the URL may not be fetched."""
        rules = self._rules_of(url)
        if rules.trouble:
            raise RefusedError(
                f"nothing is asked of {url.host} while its robots.txt cannot be had: "
                f"{rules.trouble}"
            )
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(str(url), self._agent):
            raise RefusedError(f"robots.txt of {url.host} forbids {url}")
        return rules.parsed.crawl_delay(self._agent)

    def _rules_of(self, url: httpx.URL) -> _Rules:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        rules = self._rules.get(origin)
        if rules is None or rules.until < time.monotonic():
            rules = self._rules[origin] = self._ask(httpx.URL(origin + "/robots.txt"))
        return rules

    def _ask(self, url: httpx.URL) -> _Rules:
        now = time.monotonic()
        try:
            status, body = self._get(url)
        except CollectError as error:
            return _Rules(None, error.what, now + _FAILURE_HELD)
        if status == 200:
            text = body[:_LOOKED_AT].decode("utf-8-sig", "replace")
            return _Rules(Protego.parse(text), "", now + _HELD)
        if 400 <= status < 500:
            return _Rules(None, "", now + _HELD)
        return _Rules(None, f"status {status}", now + _FAILURE_HELD)
