"""The desk, served until it is stopped."""

import contextlib
import signal
import socket

from dragoman.cli.output import say
from dragoman.config import Config
from dragoman.errors import UsageError
from dragoman.ledger import Ledger

_LOCAL = ("127.0.0.1", "localhost", "::1")
#: Seconds that an answer under way may take once the desk is told to end.
_LAST_SECONDS = 3


def serve_desk(ledger: Ledger, config: Config) -> None:
    """Serve the desk until SIGINT or SIGTERM; UsageError where it cannot listen there."""
    import uvicorn

    from dragoman.desk import create_app

    host = config.host
    listening = _listen(host, config.port)

    class Announced(uvicorn.Server):
        """Tells its address once it answers and knows what to do with a signal."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _announce(host, listening.getsockname()[1])

    options = uvicorn.Config(
        create_app(ledger, config.unsure_below),
        log_level="warning",
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    # The server ends its work on either signal, then raises it again: to be asked to end is no
    # failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        Announced(options).run(sockets=[listening])


def _announce(host: str, port: int) -> None:
    if host not in _LOCAL:
        say(f"warning: whoever reaches {host} can read this ledger: the desk asks for no password")
    shown_host = f"[{host}]" if ":" in host else host
    say(f"the desk is at http://{shown_host}:{port}/ (Ctrl+C ends it)")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=128)
    except (OSError, UnicodeError) as error:
        # What Python adds to the system's words in brackets, the line tells already.
        reason = str(getattr(error, "strerror", None) or "that is no host's name").partition(" (")
        raise UsageError(
            f"the desk cannot listen on {host} port {port}: {reason[0]}",
            "give another --host or --port; --port 0 takes any free one",
        ) from error
    return listening
