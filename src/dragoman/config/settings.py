"""What can be set, and a set of values with where each comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from dragoman.collect import FetchPolicy

#: The name of the ledger's file in the user's data folder.
LEDGER_FILE = "ledger.db"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `name` is its key in the file (`fetch.delay` is `delay` under `[fetch]`).

    `kind` is the type of its value. `allows` tells whether a value of that type is in range, and
    `range` says so in words. `default` makes the value where nobody gives one.
    """

    name: str
    kind: type[bool] | type[int] | type[float] | type[str]
    what: str
    default: Callable[[], Any]
    allows: Callable[[Any], bool] = lambda _: True
    range: str = ""

    @property
    def variable(self) -> str:
        """The name of the environment variable that sets it."""
        return "DRAGOMAN_" + self.name.upper().replace(".", "_")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it comes from: `flag`, `default`, a variable's name, or a file's path."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Config:
    """A value for every setting, by name."""

    values: Mapping[str, Value]

    def _get(self, name: str) -> Any:
        return self.values[name].value

    @property
    def store(self) -> str:
        """The ledger's file, or its address: it may hold a password."""
        return str(self._get("store"))

    @property
    def author(self) -> str:
        """Who judges; empty where nobody is named."""
        return str(self._get("author"))

    @property
    def host(self) -> str:
        """The address that the desk listens on."""
        return str(self._get("serve.host"))

    @property
    def port(self) -> int:
        """The port that the desk listens on."""
        return int(self._get("serve.port"))

    @property
    def model(self) -> str:
        """The folder of the coder's model; empty for the one that is shipped."""
        return str(self._get("code.model"))

    @property
    def threads(self) -> int:
        """Threads that the coder's network takes; 0 for as many as are of use."""
        return int(self._get("code.threads"))

    @property
    def unsure_below(self) -> float:
        """The confidence below which an event is marked as unsure."""
        return float(self._get("code.unsure_below"))

    @property
    def policy(self) -> FetchPolicy:
        """What the fetcher may do."""
        return FetchPolicy(**{name: self._get(f"fetch.{name}") for name in _POLICY})


def _default_store() -> str:
    return str(Path(user_data_path("dragoman", appauthor=False)) / LEDGER_FILE)


_DEFAULT_POLICY = FetchPolicy()
_POLICY = [field.name for field in fields(FetchPolicy)]


def _within(low: float, high: float) -> Callable[[float], bool]:
    return lambda value: low <= value <= high


def _says_something(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()


#: Seconds of a day: who waits longer has mistaken the unit.
_DAY = 86_400


def _fetch(
    name: str,
    kind: type[bool] | type[int] | type[float] | type[str],
    what: str,
    allows: Callable[[Any], bool] = lambda _: True,
    said: str = "",
) -> Setting:
    default = getattr(_DEFAULT_POLICY, name)
    return Setting(f"fetch.{name}", kind, what, lambda: kind(default), allows, said)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "store",
        str,
        "the ledger: a file's path, `sqlite:///PATH` or `postgresql://USER@HOST:PORT/DATABASE`",
        _default_store,
        _says_something,
        "a path or an address",
    ),
    Setting(
        "author",
        str,
        "who judges, where `dragoman judge` is not told",
        lambda: "",
        str.isprintable,
        "a name",
    ),
    Setting(
        "serve.host",
        str,
        "address that the desk listens on",
        lambda: "127.0.0.1",
        _says_something,
        "an address or a host's name",
    ),
    Setting(
        "serve.port",
        int,
        "port that the desk listens on; 0 takes any free one",
        lambda: 8017,
        _within(0, 65535),
        "0 to 65535",
    ),
    Setting(
        "code.model",
        str,
        "folder of the coder's model; empty for the one that is shipped",
        lambda: "",
        str.isprintable,
        "a path",
    ),
    Setting(
        "code.threads",
        int,
        "reports that are coded side by side; 0 for one a core, 4 at most",
        lambda: 0,
        _within(0, 64),
        "0 to 64",
    ),
    Setting(
        "code.unsure_below",
        float,
        "confidence below which an event is marked as unsure; it is kept all the same",
        lambda: 0.4,
        _within(0, 1),
        "0 to 1",
    ),
    _fetch("allow_loopback", bool, "also fetch from this computer itself (127.0.0.0/8, ::1)"),
    _fetch(
        "timeout",
        float,
        "seconds for one answer, first packet to last byte",
        _within(0.001, _DAY),
        "0.001 to 86400",
    ),
    _fetch(
        "max_bytes",
        int,
        "largest document in bytes, decompressed",
        _within(1, 1_000_000_000),
        "1 to 1000000000",
    ),
    _fetch(
        "max_ratio",
        float,
        "largest ratio of decompressed to received bytes",
        _within(1, 1_000_000),
        "1 to 1000000",
    ),
    _fetch(
        "max_redirects",
        int,
        "redirects followed from one address",
        _within(0, 100),
        "0 to 100",
    ),
    _fetch(
        "delay",
        float,
        "seconds between two requests to one host",
        _within(0, _DAY),
        "0 to 86400",
    ),
    _fetch(
        "patience",
        float,
        "longest wait in seconds that a host may ask for before its document is given up",
        _within(0, _DAY),
        "0 to 86400",
    ),
    _fetch("obey_robots", bool, "keep to robots.txt"),
    _fetch(
        "user_agent",
        str,
        "name sent to servers; robots.txt is asked about the part before the first slash",
        lambda text: _says_something(text) and text.isascii(),
        "printable ASCII",
    ),
)
