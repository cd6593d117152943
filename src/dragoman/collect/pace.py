"""When the next request to a host may go out."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dragoman.errors import AnswerError

#: Seconds; a host that asks for more is not distinguished from one that asks for ever.
_LONGEST = 365 * 86_400.0


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3), or None where it has none."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), _LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), _LONGEST)


class Pace:
    """Keeps the pauses between requests, host by host, on a clock that only runs forward.

    `delay` is our own pause, always waited; what a host asks for beyond `patience` seconds is not
    waited but given up, with the time to come back.
    """

    def __init__(
        self, delay: float, patience: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._delay = delay
        self._patience = patience
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._last_page: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    def hold(self, host: str, seconds: float) -> None:
        """The host asked to be left alone so long."""
        self._held_until[host] = time.monotonic() + seconds

    def wait(self, host: str, crawl_delay: float | None = None) -> None:
        """Wait for a page's turn; AnswerError where the host asks for more than patience."""
        now = time.monotonic()
        asked = self._held_until.get(host, now) - now
        if crawl_delay and host in self._last_page:
            asked = max(asked, self._last_page[host] + crawl_delay - now)
        self._pause(host, asked)
        self._last_page[host] = self._last[host]

    def wait_for_rules(self, host: str) -> None:
        """Wait for the turn of robots.txt, which no Crawl-delay counts from."""
        self._pause(host, self._held_until.get(host, 0.0) - time.monotonic())

    def _pause(self, host: str, asked: float) -> None:
        if asked > self._patience:
            moment = datetime.now(UTC) + timedelta(seconds=asked)
            raise AnswerError(
                f"{host} asks to be left alone for {asked:.0f} s",
                f"come back after {moment:%Y-%m-%dT%H:%M:%SZ}",
            )
        own = self._last[host] + self._delay - time.monotonic() if host in self._last else 0.0
        pause = max(asked, own)
        if pause > 0:
            self._sleep(pause)
        self._last[host] = time.monotonic()
